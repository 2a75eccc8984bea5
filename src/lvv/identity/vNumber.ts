import { actionGroups } from '../casework/actionGroups.js';
import { toLook } from '../casework/secondPair.js';
import { z } from 'zod';
import { fact } from '../../trajectory/replayed/fact.js';
import { knownNumber, proposedNumber } from '../../trajectory/terms/numbers.js';
import { defineAction, openAgain, setFacts, withdrawStep, reasons } from '../define.js';
import { reason } from '../casework/fields.js';
import { verdictField } from '../casework/secondLook.js';
import {
  laidBefore,
  layBefore,
  mayLook,
  mustBeSomeoneElse,
  proposerOf,
  type Proposer,
} from '../casework/secondPair.js';
import { mustBePseudonym, numberCheck, vNumberField } from './vNumberFact.js';
import { refuse } from './refusals.js';

const why = reasons({
  'number-removed': { nl: 'het nummer is verwijderd', en: 'the number was removed' },
});

/**
 * A person without a V-number gets one, or it is found (DOMAIN §4: 18% were unknown to the IND). A number that holds keeps
 * every other municipality from referring this person, so it holds when a second person has entered it as well. Only the
 * keyed pseudonym of the number is kept: the API makes it.
 */
export const addVNumber = defineAction({
  name: 'add-v-number',
  title: { en: 'Add the V-number', nl: 'V-nummer toevoegen' },
  done: { en: 'V-number added', nl: 'V-nummer toegevoegd' },
  group: actionGroups.record,
  description: {
    en: 'The V-number is known now. A colleague enters it as well; only then does it hold, and is a second referral of this person refused. The number itself is not kept, only a code that is calculated from it. If another open trajectory has this number, both municipalities are told. For the IND, DT&V and AVIM to see it, describe the person as well.',
    nl: 'Het V-nummer is nu bekend. Een collega vult het ook in. Pas dan geldt het, en wordt een tweede aanmelding van deze persoon geweigerd. Het nummer zelf bewaren we niet, alleen een code die eruit is berekend. Is er nog een open traject met dit nummer, dan krijgen beide gemeenten bericht. Moeten de IND, DT&V en AVIM het nummer zien, vul het dan ook in bij Persoonsgegevens bijwerken.',
  },
  performedBy: ['municipality:case-director', 'municipality:intake-officer'],
  tells: {},
  pseudonymised: ['vNumber'],
  input: z.strictObject({ vNumber: vNumberField, reason }),
  example: { vNumber: '2790046133', reason: 'Found by the aliens police in the basic register.' },
  otherExamples: [{ vNumber: '0'.repeat(26), reason: 'Found by the aliens police in the basic register.' }],
  offeredWhen: (t) =>
    t.fact(knownNumber) === undefined && t.fact(proposedNumber) === undefined && t.canOpen(numberCheck),
  decide: (t, { vNumber, ...given }) => {
    mustBePseudonym(vNumber);
    const known = t.fact(knownNumber);
    if (known === vNumber || t.state.personRef === vNumber) {
      throw refuse('conflict', 'known-by-this-number');
    }
    if (known !== undefined) throw refuse('conflict', 'known-by-another-number');
    if (t.fact(proposedNumber) !== undefined) throw refuse('conflict', 'number-waits-for-check');
    if (!t.canOpen(numberCheck)) throw refuse('conflict', 'no-number-check', { check: numberCheck });
    return [
      setFacts(proposedNumber.set({ number: vNumber, ...proposerOf(t.actor) })),
      layBefore(t, numberCheck, 'add-v-number', given),
      openAgain(numberCheck, toLook['second-look']),
    ];
  },
});

/** Who proposed to take the number of a trajectory that has ended away from it. */
const removalProposal = fact<Proposer>('numberRemoval');
const removeName = 'remove-v-number';
const confirmName = 'confirm-number-removal';

/**
 * Undoes it, whether it holds already or still waits. One person may: it can bar nobody, and whoever is barred by a wrong
 * number does not have to wait for two. Of a trajectory that has ended it bars nobody, but says whose past it is: so there
 * a second person looks, as when it was added.
 */
export const removeVNumber = defineAction({
  name: removeName,
  title: { en: 'Remove the V-number', nl: 'V-nummer verwijderen' },
  done: { en: 'V-number removed', nl: 'V-nummer verwijderd' },
  group: actionGroups.record,
  description: {
    en: 'The V-number that was added is wrong, or belongs to someone else. From now on a referral by it is not refused because of this trajectory. If the trajectory is closed, a colleague looks first. A number that was given at the referral stays.',
    nl: 'Het toegevoegde V-nummer klopt niet, of is van iemand anders. Vanaf nu wordt een aanmelding met dat nummer niet meer geweigerd vanwege dit traject. Is het traject afgesloten, dan kijkt eerst een collega mee. Een nummer dat bij de aanmelding is opgegeven, blijft.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator', 'municipality:intake-officer'],
  performedOn: 'any',
  tells: { done: ['municipality'] },
  input: z.strictObject({ reason }),
  example: { reason: 'Two digits were exchanged; the letter has another number.' },
  offeredWhen: (t) =>
    (t.fact(knownNumber) !== undefined || t.fact(proposedNumber) !== undefined) &&
    t.fact(removalProposal) === undefined,
  decide: (t, given) => {
    if (t.fact(knownNumber) === undefined && t.fact(proposedNumber) === undefined) {
      throw refuse('conflict', 'no-number-was-added');
    }
    if (t.state.status === 'closed') {
      if (t.fact(removalProposal) !== undefined) throw refuse('conflict', 'removal-waits');
      return [setFacts(removalProposal.set(proposerOf(t.actor))), layBefore(t, confirmName, removeName, given)];
    }
    return [
      setFacts({ ...knownNumber.set(null), ...proposedNumber.set(null), ...removalProposal.set(null) }),
      withdrawStep(numberCheck, why['number-removed']),
    ];
  },
});

/**
 * The second pair of eyes on taking a number away from a trajectory that has ended. An action, since that has no open steps.
 */
export const confirmNumberRemoval = defineAction({
  name: confirmName,
  title: {
    en: 'Second look at removing the V-number',
    nl: 'Controle van het verwijderen van het V-nummer door een collega',
  },
  done: { en: 'Removal of the V-number checked', nl: 'Verwijderen van het V-nummer gecontroleerd' },
  group: actionGroups.record,
  description: {
    en: 'Another person than the one who proposed it looks whether the number is wrong. Confirm it, and the closed trajectory no longer has the number. Send it back, and nothing has changed.',
    nl: 'Iemand anders dan de indiener gaat na of het nummer niet klopt. Bevestigt u dat, dan heeft het afgesloten traject dit nummer niet meer. Stuurt u het terug, dan verandert er niets.',
  },
  performedBy: ['municipality:coordinator', 'municipality:case-director'],
  performedOn: 'any',
  tells: { done: ['municipality'] },
  input: z.strictObject({
    verdict: verdictField(
      {
        en: 'To know whether the number is taken away now that a second person has looked.',
        nl: 'Om te weten of het nummer weggaat nu een tweede persoon heeft gekeken.',
      },
      ['municipality'],
    ),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'The letter is about someone else.' },
  offeredWhen: (t) => {
    const proposal = t.fact(removalProposal);
    return proposal !== undefined && mayLook(t, proposal);
  },
  decidesOn: (t) => laidBefore(t, confirmName, t.fact(removalProposal)),
  decide: (t, { verdict }) => {
    const proposal = t.fact(removalProposal);
    if (!proposal) throw refuse('conflict', 'no-removal-proposed');
    mustBeSomeoneElse(t, proposal);
    if (verdict === 'sent-back') return [setFacts(removalProposal.set(null))];
    return [setFacts({ ...knownNumber.set(null), ...proposedNumber.set(null), ...removalProposal.set(null) })];
  },
});
