import type { Json } from './state.js';

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
/** What a figure says that only holds or does not. */
export const yes = 'yes';
export type DatedFigure = (typeof datedFigures)[number];

/**
 * Returns the figure that says what holds from a day on. Each day has a key of its own, so that all that held on any day
 * stands side by side, whatever the order in which it was entered; the last one of a day counts.
 * @param value null: nothing any more
 */
export const holdsFrom = (figure: DatedFigure, day: string, value: string | null): Record<string, Json> => ({
  [`${figure}@${day}`]: value ?? '',
});
