import { isAgency } from '../agencies.js';
import { actionGroups } from './actionGroups.js';
import { z } from 'zod';
import { proposedCorrection } from '../../trajectory/deciding/correction.js';
import { correctedFacts } from '../../trajectory/definitions/correctedFacts.js';
import type { Difference } from '../../trajectory/replayed/events.js';
import type { Json } from '../../trajectory/replayed/state.js';
import {
  correctBy,
  defineAction,
  field,
  setFacts,
  tell,
  type Agency,
  type Consequence,
  type TrajectoryView,
} from '../define.js';
import { everyone, reason } from './fields.js';
import { oneOf } from '../labels.js';
import { mayLook, mustBeSomeoneElse, proposerOf } from './secondPair.js';
import { whoWorksWithThePerson } from './record.js';
import { fault, refuse } from './refusals.js';

/** A value of a field: its own schema is that of the entry's definition, which the correction is decided by. */
const value: z.ZodType<Json> = z.json();

/** More than any entry has: each one that is not there is answered with an error of its own. */
const mostFields = 50;

/**
 * Corrects what was entered wrongly. The entry stays as it was; what counts, from now on, is what would have come of the
 * right one (src/trajectory/deciding/correcting.ts). Where the decision was looked at by a second person, so is its correction.
 */
export const correct = defineAction({
  name: 'correct',
  corrects: true,
  title: { en: 'Correct an entry', nl: 'Invoer corrigeren' },
  done: { en: 'Entry corrected', nl: 'Invoer gecorrigeerd' },
  group: actionGroups.record,
  description: {
    en: 'Gives fields of an earlier entry their right value. From now on that value counts, also for the figures and the terms; the old one stays on the timeline. If a colleague looked at the decision, a colleague looks at the correction too.',
    nl: 'Geeft velden van een eerdere invoer de juiste waarde. Vanaf nu telt die waarde, ook voor de cijfers en de termijnen. De oude waarde blijft in de tijdlijn staan. Keek een collega mee met het besluit, dan kijkt een collega ook mee met de correctie.',
  },
  performedBy: whoWorksWithThePerson,
  performedOn: 'any',
  tells: { done: ['municipality'] },
  entryField: 'sequence',
  knownTo: whoSawIt,
  shows: {
    [proposedCorrection.key]: {
      title: { en: 'Proposed correction', nl: 'Voorgestelde correctie' },
      purpose: {
        en: 'To let a second person look before the correction holds.',
        nl: 'Om een tweede persoon te laten kijken voordat de correctie geldt.',
      },
      audience: ['municipality'],
    },
  },
  input: z.strictObject({
    sequence: field(z.int().min(1), {
      title: { en: 'Entry (number on the timeline)', nl: 'Invoer (nummer in de tijdlijn)' },
      purpose: { en: 'To know which entry is corrected.', nl: 'Om te weten welke invoer wordt gecorrigeerd.' },
      audience: everyone,
    }),
    changes: field(
      z
        .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/, fault('field-name-form')), value)
        .refine((changes) => Object.keys(changes).length <= mostFields, fault('most-fields-of-entry')),
      {
        title: { en: 'What it should be', nl: 'Wat het moet zijn' },
        purpose: { en: 'To know what the entry should say.', nl: 'Om te weten wat er had moeten staan.' },
        // Each of them is shown to those who may see that field of the entry, and to nobody else.
        audience: everyone,
      },
    ),
    reason,
  }),
  example: {
    sequence: 1,
    changes: { receivedOn: '2026-11-01' },
    reason: 'The date of the letter was read wrongly.',
  },
  decide: (t, { sequence, changes }) => {
    const difference = differenceIn(t);
    mustRestOnThis(t, difference, sequence);
    if (!difference.lookedAtTwice) return corrected(t, difference);
    const waiting = t.fact(proposedCorrection);
    if (waiting) throw refuse('conflict', 'correction-waits', { entry: waiting.entry });
    const proposal = { proposal: t.state.version + 1, entry: sequence, changes: { ...changes } };
    return [setFacts(proposedCorrection.set({ ...proposal, ...proposerOf(t.actor) }))];
  },
});

/** The second pair of eyes on the correction of a decision that had one. */
export const confirmCorrection = defineAction({
  name: 'confirm-correction',
  corrects: true,
  title: { en: 'Second look at a correction', nl: 'Controle van een correctie door een collega' },
  done: { en: 'Correction checked by a colleague', nl: 'Correctie gecontroleerd door een collega' },
  group: actionGroups.record,
  description: {
    en: 'Another person than the one who proposed it looks at the correction of a decision. Confirm it, and it holds. Send it back, and nothing has changed.',
    nl: 'Iemand anders dan de indiener kijkt naar de correctie van een besluit. Bevestigt u de correctie, dan geldt die. Stuurt u de correctie terug, dan verandert er niets.',
  },
  performedBy: ['municipality:coordinator', 'municipality:case-director'],
  performedOn: 'any',
  tells: { done: ['municipality'] },
  entryField: 'sequence',
  knownTo: (t, { verdict }) => (verdict === 'confirmed' ? whoSawIt(t) : ['municipality']),
  input: z.strictObject({
    sequence: field(z.int().min(1), {
      title: {
        en: 'Proposed correction (number on the timeline)',
        nl: 'Voorgestelde correctie (nummer in de tijdlijn)',
      },
      purpose: { en: 'To know which correction is looked at.', nl: 'Om te weten naar welke correctie is gekeken.' },
      audience: everyone,
    }),
    verdict: field(oneOf(['confirmed', 'sent-back']), {
      title: { en: 'Verdict', nl: 'Oordeel' },
      purpose: {
        en: 'To know whether the correction holds now that a second person has looked.',
        nl: 'Om te weten of de correctie geldt nu een tweede persoon heeft gekeken.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { sequence: 1, verdict: 'confirmed', reason: 'The letter in the file has the corrected date.' },
  offeredWhen: (t) => {
    const proposal = t.fact(proposedCorrection);
    return proposal !== undefined && mayLook(t, proposal);
  },
  decide: (t, { sequence, verdict }) => {
    const proposal = t.fact(proposedCorrection);
    if (proposal?.proposal !== sequence) {
      throw refuse('conflict', 'correction-does-not-wait');
    }
    mustBeSomeoneElse(t, proposal);
    const settled = setFacts(proposedCorrection.set(null));
    if (verdict === 'sent-back') return [settled];
    const difference = differenceIn(t);
    mustRestOnThis(t, difference, proposal.entry);
    return [settled, ...corrected(t, difference)];
  },
});

function corrected(t: TrajectoryView, difference: Difference): Consequence[] {
  const by = t.state.version + 1;
  const keys = Object.keys(difference.facts);
  const all = { ...t.fact(correctedFacts), ...Object.fromEntries(keys.map((key) => [key, by])) };
  return [
    correctBy(difference),
    ...(keys.length > 0 ? [setFacts(correctedFacts.set(all))] : []),
    ...(difference.tells.length > 0 ? [tell(...difference.tells)] : []),
  ];
}

function differenceIn({ difference }: TrajectoryView): Difference {
  if (difference) return difference;
  throw refuse('conflict', 'correction-without-difference');
}

/** Who may see what is corrected. */
function whoSawIt(t: TrajectoryView): Agency[] {
  return differenceIn(t).audience.filter(isAgency);
}

/** @throws Refusal when the trajectory has moved on since the difference was worked out */
function mustRestOnThis({ state }: TrajectoryView, { version, entry }: Difference, wanted: number): void {
  if (version === state.version && entry === wanted) return;
  const extra = { currentVersion: state.version, workedOutAt: version };
  throw refuse('stale-version', 'correct-once-more', {}, { extra });
}
