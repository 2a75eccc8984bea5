/** Actions by what they are for, in the order in which one looks for them; a new one that is not named comes last. */
export const groupWords = {
  directing: { nl: 'Regie', en: 'Directing' },
  terms: { nl: 'Termijnen', en: 'Terms' },
  handOver: { nl: 'Oppakken en overdragen', en: 'Taking up and handing over' },
  blockers: { nl: 'Knelpunten, procedures en opvang', en: 'Blockers, procedures and shelter' },
  record: { nl: 'Vastleggen en verbeteren', en: 'Recording and correcting' },
  ending: { nl: 'Beëindigen en heropenen', en: 'Ending and reopening' },
  other: { nl: 'Overig', en: 'Other' },
};
export type Group = keyof typeof groupWords;

const groups: Record<Exclude<Group, 'other'>, readonly string[]> = {
  directing: ['change-direction', 'schedule-conference', 'give-position', 'escalate', 'plan-step', 'flag', 'unflag'],
  terms: ['chase', 'extend-term', 'extend-stay', 'suspend', 'resume', 'place-court-hold', 'lift-court-hold'],
  handOver: [
    'claim',
    'release',
    'reassign',
    'share',
    'offer-transfer',
    'revoke-transfer',
    'accept-transfer',
    'refuse-transfer',
    'accept-duplicate',
    'refuse-duplicate',
  ],
  blockers: ['raise-blocker', 'start-procedure', 'lodge-objection', 'revoke-return', 'start-shelter', 'end-shelter'],
  record: [
    'complete-intake',
    'add-contact',
    'register-received',
    'correct',
    'confirm-correction',
    'add-v-number',
    'remove-v-number',
    'confirm-number-removal',
    'link-trajectory',
    'unlink-trajectory',
  ],
  ending: ['register-ending', 'withdraw', 'close-as-duplicate', 'offer-duplicate', 'revoke-duplicate', 'reopen'],
};

/** Those that are there, by group; empty groups are left out. */
export function grouped<Action extends { name: string }>(
  actions: readonly Action[],
): { group: Group; actions: Action[] }[] {
  const named = Object.entries(groups) as [Group, readonly string[]][];
  const groupOf = (name: string): Group => named.find(([, names]) => names.includes(name))?.[0] ?? 'other';
  return (Object.keys(groupWords) as Group[])
    .map((group) => ({ group, actions: actions.filter(({ name }) => groupOf(name) === group) }))
    .filter((one) => one.actions.length > 0);
}
