/** What people were when they moved to another municipality. */
export const transferStages = {
  participating: { en: 'participants', nl: 'deelnemers' },
  waiting: { en: 'waiting for a decision on admission', nl: 'wachten op een besluit over toelating' },
  refused: { en: 'not admitted', nl: 'niet toegelaten' },
} as const;
