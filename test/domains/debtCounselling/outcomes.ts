import type { OutcomeTitle } from '../../../src/trajectory/definitions/domain.js';

export const outcomes = {
  DEBTS_SETTLED: { en: 'Debts settled', nl: 'Schulden geregeld' },
  WITHDRAWN: {
    en: 'Withdrawn',
    nl: 'Ingetrokken',
    neverSolution: 'who withdraws has no solution',
  },
} satisfies Record<string, OutcomeTitle>;
