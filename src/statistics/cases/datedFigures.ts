/** What holds from a day on until something else does: who was where, who was sheltered, what was agreed. */
export const datedFigures = [
  'municipality',
  'direction',
  'investigating',
  'stayUntil',
  'sheltered',
  'escalated',
  'objecting',
] as const;
export type DatedFigure = (typeof datedFigures)[number];
