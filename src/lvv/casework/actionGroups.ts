import type { ActionGroup } from '../define.js';

/** What actions are for, in the order in which people look for them. */
export const actionGroups = {
  directing: { name: 'directing', place: 1, title: { nl: 'Regie', en: 'Directing' } },
  terms: { name: 'terms', place: 2, title: { nl: 'Termijnen', en: 'Terms' } },
  handOver: { name: 'hand-over', place: 3, title: { nl: 'Oppakken en overdragen', en: 'Taking up and handing over' } },
  blockers: {
    name: 'blockers',
    place: 4,
    title: { nl: 'Knelpunten, procedures en opvang', en: 'Blockers, procedures and shelter' },
  },
  record: { name: 'record', place: 5, title: { nl: 'Vastleggen en verbeteren', en: 'Recording and correcting' } },
  ending: { name: 'ending', place: 6, title: { nl: 'Beëindigen en heropenen', en: 'Ending and reopening' } },
} as const satisfies Record<string, ActionGroup>;
