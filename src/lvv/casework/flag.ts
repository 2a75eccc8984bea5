import { actionGroups } from './actionGroups.js';
import { z } from 'zod';
import { defineAction, field, setFacts, type TrajectoryView } from '../define.js';
import { guidance, reason } from './fields.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { fault, refuse } from './refusals.js';

const mostFlags = 10;

const label = field(z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, fault('flag-form')), {
  title: { en: 'Flag', nl: 'Markering' },
  purpose: { en: 'To find trajectories that need attention.', nl: 'Om trajecten te vinden die aandacht nodig hebben.' },
  audience: guidance,
});

/** Each flag, with the UTC instant since which it stands. */
export const flagsFact = fact<Record<string, string>>('flags');

const flagsOf = (t: TrajectoryView) => t.fact(flagsFact) ?? {};

/** Marks a trajectory for attention; the reason is on the timeline. */
export const flag = defineAction({
  name: 'flag',
  title: { en: 'Flag', nl: 'Markeren' },
  done: { en: 'Flagged', nl: 'Gemarkeerd' },
  group: actionGroups.directing,
  description: {
    en: 'Marks a trajectory that needs attention, with the reason.',
    nl: 'Markeert een traject dat aandacht nodig heeft, met de reden.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator', 'ngo:legal', 'ngo:counsellor'],
  tells: { done: ['municipality'] },
  shows: {
    flags: {
      title: { en: 'Flags', nl: 'Markeringen' },
      purpose: {
        en: 'To find trajectories that need attention.',
        nl: 'Om trajecten te vinden die aandacht nodig hebben.',
      },
      audience: guidance,
    },
  },
  input: z.strictObject({ flag: label, reason }),
  example: { flag: 'urgent', reason: 'The hearing is in two weeks and the file is not complete.' },
  offeredWhen: (t) => Object.keys(flagsOf(t)).length < mostFlags,
  decide: (t, input) => {
    const flags = flagsOf(t);
    if (Object.hasOwn(flags, input.flag)) throw refuse('conflict', 'has-flag', { flag: input.flag });
    if (Object.keys(flags).length >= mostFlags) throw refuse('conflict', 'most-flags', { most: mostFlags });
    return [setFacts(flagsFact.set({ ...flags, [input.flag]: t.now }))];
  },
});

export const unflag = defineAction({
  name: 'unflag',
  title: { en: 'Take a flag away', nl: 'Markering weghalen' },
  done: { en: 'Flag taken away', nl: 'Markering weggehaald' },
  group: actionGroups.directing,
  description: {
    en: 'Takes a flag away, with the reason.',
    nl: 'Haalt een markering weg, met de reden.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator', 'ngo:legal', 'ngo:counsellor'],
  tells: {},
  input: z.strictObject({ flag: label, reason }),
  example: { flag: 'urgent', reason: 'The file is complete.' },
  offeredWhen: (t) => Object.keys(flagsOf(t)).length > 0,
  decide: (t, input) => {
    const { [input.flag]: found, ...left } = flagsOf(t);
    if (found === undefined) throw refuse('conflict', 'no-such-flag', { flag: input.flag });
    return [setFacts(flagsFact.set(Object.keys(left).length > 0 ? left : null))];
  },
});
