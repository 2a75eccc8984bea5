/** A list or group with nothing in it: as good as no answer. */
export const isLeftEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((part) => part === undefined);
