/** How the keys begin of what was read: that says what makes it old. Each feature has the rest of its keys beside its queries. */
export const keys = {
  /** A change of this trajectory. */
  trajectory: (id: string) => ['trajectory', id] as const,
  /** A change of any trajectory. */
  lists: ['lists'],
  /** A message. */
  notifications: ['notifications'],
  /** Nothing while the page is open. */
  me: ['me'],
  catalogue: ['catalogue'],
} as const;
