import type { Text } from '../language.js';

/**
 * What the parts of facts and of entries are called that the engine itself keeps, and those that mean the same in every fact. A part that
 * one definition keeps has its words beside that definition (`ShownFact.parts`), or is called as the field that fills it in.
 */
export const commonParts: Readonly<Record<string, Text>> = {
  since: { nl: 'Sinds', en: 'Since' },
  from: { nl: 'Van', en: 'From' },
  to: { nl: 'Tot', en: 'Until' },
  on: { nl: 'Op', en: 'On' },
  by: { nl: 'Door', en: 'By' },
  onBehalfOf: { nl: 'Namens', en: 'On behalf of' },
  reason: { nl: 'Reden', en: 'Reason' },
  reference: { nl: 'Kenmerk', en: 'Reference' },
  began: { nl: 'Begonnen bij nummer', en: 'Began at number' },
  ended: { nl: 'Geëindigd bij nummer', en: 'Ended at number' },
  proposal: { nl: 'Voorgesteld in nummer', en: 'Proposed in number' },
  entry: { nl: 'Over nummer', en: 'About number' },
  opensOn: { nl: 'Opent op', en: 'Opens on' },
  changes: { nl: 'Wat er anders wordt', en: 'What changes' },
};
