import { z } from 'zod';
import { knownNumber, proposedNumber } from '../../trajectory/numbers.js';
import { Refusal } from '../../trajectory/refusal.js';
import { defineAction, openAgain, setFacts, withdrawStep } from '../../trajectory/step.js';
import { reason } from '../fields.js';
import { layBefore, proposerOf } from '../secondPair.js';
import { mustBePseudonym, numberCheck, vNumberField } from '../vNumber.js';

/**
 * A person without a V-number gets one, or it is found (DOMAIN §4: 18% were unknown to the IND). A number that holds keeps
 * every other municipality from referring this person, so it holds when a second person has entered it as well. Only the
 * keyed pseudonym of the number is kept: the API makes it.
 */
export const addVNumber = defineAction({
  name: 'add-v-number',
  title: { en: 'Add the aliens number', nl: 'V-nummer toevoegen' },
  description: {
    en: 'The aliens number is known now. A colleague enters it as well; only then does it hold, and is a second referral of this person refused. The number itself is not kept, only a pseudonym of it. If another open trajectory has this number, both municipalities are told.',
    nl: 'Het V-nummer is nu bekend. Een collega vult het ook in. Pas dan geldt het, en wordt een tweede aanmelding van deze persoon geweigerd. Het nummer zelf bewaren we niet, alleen een pseudoniem. Is er nog een open traject met dit nummer, dan krijgen beide gemeenten bericht.',
  },
  performedBy: ['municipality:case-director', 'municipality:intake-officer'],
  tells: {},
  pseudonymised: ['vNumber'],
  input: z.strictObject({ vNumber: vNumberField, reason }),
  example: { vNumber: '2790046133', reason: 'Found by the aliens police in the basic register.' },
  otherExamples: [{ vNumber: '0'.repeat(26), reason: 'Found by the aliens police in the basic register.' }],
  offeredWhen: (t) =>
    knownNumber.of(t.facts) === undefined && proposedNumber.of(t.facts) === undefined && t.canOpen(numberCheck),
  decide: (t, { vNumber, ...given }) => {
    mustBePseudonym(vNumber);
    const known = knownNumber.of(t.facts);
    if (known === vNumber || t.state.personRef === vNumber) {
      throw new Refusal('conflict', 'This trajectory is known by this number already.');
    }
    if (known !== undefined) {
      throw new Refusal(
        'conflict',
        'This trajectory is known by another number. Remove that one first if it is wrong.',
      );
    }
    if (proposedNumber.of(t.facts) !== undefined) {
      const detail =
        'A number was added already, and waits for a colleague to enter it as well. Have it checked, or remove it first.';
      throw new Refusal('conflict', detail);
    }
    if (!t.canOpen(numberCheck)) {
      const detail = `The programme has no ${numberCheck}, so no second person can look at the number. Ask the people who maintain the programme to include it.`;
      throw new Refusal('conflict', detail);
    }
    return [
      setFacts(proposedNumber.set({ number: vNumber, ...proposerOf(t.actor) })),
      layBefore(t, numberCheck, 'add-v-number', given),
      openAgain(numberCheck, 'second pair of eyes'),
    ];
  },
});

/**
 * Undoes it, whether it holds already or still waits. One person may: it can bar nobody, and whoever is barred by a wrong
 * number does not have to wait for two.
 */
export const removeVNumber = defineAction({
  name: 'remove-v-number',
  title: { en: 'Remove the aliens number', nl: 'V-nummer verwijderen' },
  description: {
    en: 'The aliens number that was added is wrong, or belongs to someone else. From now on a referral by it is not refused because of this trajectory. A number that was given at the referral stays.',
    nl: 'Het toegevoegde V-nummer klopt niet, of is van iemand anders. Vanaf nu wordt een aanmelding met dat nummer niet meer geweigerd vanwege dit traject. Een nummer dat bij de aanmelding is opgegeven, blijft.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator', 'municipality:intake-officer'],
  tells: { done: ['municipality'] },
  input: z.strictObject({ reason }),
  example: { reason: 'Two digits were exchanged; the letter has another number.' },
  offeredWhen: (t) => knownNumber.of(t.facts) !== undefined || proposedNumber.of(t.facts) !== undefined,
  decide: (t) => {
    if (knownNumber.of(t.facts) === undefined && proposedNumber.of(t.facts) === undefined) {
      const detail =
        'No number was added to this trajectory. A number that was given at the referral cannot be removed: withdraw the trajectory and refer the person again.';
      throw new Refusal('conflict', detail);
    }
    return [
      setFacts({ ...knownNumber.set(null), ...proposedNumber.set(null) }),
      withdrawStep(numberCheck, 'the number was removed'),
    ];
  },
});
