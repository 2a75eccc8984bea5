import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { agencies } from '../agencies.js';
import { count, defineAction, field, openAgain, openUntil, setFacts, reasons } from '../define.js';
import { blockedSince, blockersFact, blockersOf } from './blockers.js';
import { blockerKinds } from '../codes.js';
import { everyone, futureDay, guidance, reason } from '../casework/fields.js';
import { mustKnow, mustStillRun, whoCanPerform } from '../casework/guards.js';
import { oneOf } from '../labels.js';
import * as general from '../refusals.js';
import { mistake, refuse } from './refusals.js';

/** On the step itself; the reason as it was written stays with the action. */
const why = reasons({
  'blocker-raised': { nl: 'er is een knelpunt gemeld', en: 'a blocker was raised' },
});

/** Says that identity or health keeps a case, whose it is to solve that, and by when (DOMAIN §8.7). */
export const raiseBlocker = defineAction({
  name: 'raise-blocker',
  title: { en: 'Say what keeps the case', nl: 'Knelpunt melden' },
  done: { en: 'Blocker raised', nl: 'Knelpunt gemeld' },
  group: actionGroups.blockers,
  description: {
    en: 'Identity or health keeps the case from going on. One agency takes it up, with a date. Other work goes on. Write nothing medical in the reason.',
    nl: 'Identiteit of gezondheid houdt het traject op. Eén partij pakt dat op, met een datum. Ander werk gaat door. Zet niets medisch in de reden.',
  },
  performedBy: ['municipality:case-director', 'ngo:legal', 'ngo:counsellor', 'dtv:departure-officer', 'dtv:liaison'],
  tells: {},
  concerns: ({ blocker }) => blocker,
  shows: {
    blockers: {
      title: { en: 'What blocks it', nl: 'Wat het tegenhoudt' },
      purpose: {
        en: 'To see what keeps the case, and who takes it up.',
        nl: 'Om te zien wat het traject ophoudt, en wie het oppakt.',
      },
      audience: ['municipality', 'ngo'],
    },
  },
  input: z.strictObject({
    blocker: field(oneOf(blockerKinds), {
      title: { en: 'What keeps it', nl: 'Wat het ophoudt' },
      purpose: { en: 'To see what keeps the case.', nl: 'Om te zien wat het traject ophoudt.' },
      audience: guidance,
    }),
    owner: field(oneOf(agencies), {
      title: { en: 'Who takes it up', nl: 'Wie dit oppakt' },
      purpose: { en: 'To know who takes it up.', nl: 'Om te weten wie het oppakt.' },
      audience: everyone,
    }),
    by: field(futureDay().optional(), {
      title: { en: 'By (when left out: the default)', nl: 'Uiterlijk (leeg: de standaardtermijn)' },
      purpose: { en: 'To know by when an answer is expected.', nl: 'Om te weten wanneer er uiterlijk antwoord komt.' },
      audience: everyone,
    }),
    reason,
  }),
  example: { blocker: 'identity', owner: 'avim', reason: 'Two birth certificates do not agree.' },
  otherExamples: [{ blocker: 'medical', owner: 'ngo', reason: 'A doctor has to look at it first.' }],
  offeredWhen: (t) => t.state.outcome === null,
  decide: (t, { blocker, owner, by }) => {
    mustStillRun(t);
    mustKnow(t, blocker);
    const blockers = blockersOf(t);
    if (t.isOpen(blocker)) {
      const known = blockers[blocker];
      throw known
        ? refuse('conflict', 'blocker-since', { blocker, since: known.since, owner: known.owner })
        : refuse('conflict', 'blocker-already', { blocker });
    }
    const able = whoCanPerform(t, blocker);
    if (!able.includes(owner)) {
      throw able.length === 0
        ? mistake('owner', 'blocker-of-nobody', { blocker })
        : general.mistake('owner', 'choose-agency-for-step', { step: blocker, able });
    }
    const since = dayOf(t.now);
    return [
      setFacts(blockersFact.set({ ...blockers, [blocker]: { since, owner } })),
      count({ [blockedSince(blocker)]: since }),
      by === undefined
        ? openAgain(blocker, why['blocker-raised'], undefined, owner)
        : openUntil(by, { step: blocker, reason: why['blocker-raised'], responsible: owner }),
    ];
  },
});
