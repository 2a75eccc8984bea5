import { actionGroups } from '../casework/actionGroups.js';
import { because } from '../../trajectory/words/engine.js';
import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { claimsFact } from '../../trajectory/access/claims.js';
import { duplicateOffer, offerOf, transferOffer } from '../../trajectory/replayed/transfer.js';
import {
  defineAction,
  field,
  moveTo,
  offerTo,
  setFacts,
  tellElsewhere,
  type Consequence,
  type TrajectoryView,
  typed,
  eventTypes,
} from '../define.js';
import { everyone, reason } from '../casework/fields.js';
import { lastDayOfStay, staysUntil } from '../stay/stay.js';
import { admittedOnFact } from '../admission/admissionFact.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { fault, mistake, refuse } from './refusals.js';

/** The municipality that it was of before. */
const transferredFromFact = fact<string>('transferredFrom');

const revoked = eventTypes({
  'transfer-revoked': {
    nl: 'Aanbod aan een andere gemeente ingetrokken',
    en: 'Offer to another municipality revoked',
    told: { nl: 'Het aanbod van een traject is ingetrokken', en: 'The offer of a trajectory was revoked' },
  },
});

/**
 * A person moves to another municipality. It is offered and accepted: nobody is left without a municipality, and the
 * other one sees nothing of the file before it has accepted.
 */
export const offerTransfer = defineAction({
  name: 'offer-transfer',
  title: { en: 'Offer a transfer', nl: 'Overdracht aanbieden' },
  done: { en: 'Transfer offered', nl: 'Overdracht aangeboden' },
  group: actionGroups.handOver,
  description: {
    en: 'Offers the trajectory to another municipality. It stays here until that municipality accepts. Until then it cannot see the file.',
    nl: 'U biedt het traject aan een andere gemeente aan. Het blijft hier tot die gemeente het aanbod aanvaardt. Tot dan ziet zij het dossier niet.',
  },
  performedBy: ['municipality:case-director'],
  tells: {},
  shows: {
    transfer: {
      title: { en: 'Offered to', nl: 'Aangeboden aan' },
      purpose: {
        en: 'To know which municipality is asked to take over.',
        nl: 'Om te weten welke gemeente is gevraagd het over te nemen.',
      },
      audience: everyone,
    },
    transferredFrom: {
      title: { en: 'Came from', nl: 'Kwam van' },
      purpose: { en: 'To know where the trajectory began.', nl: 'Om te weten waar het traject begon.' },
      audience: everyone,
    },
  },
  input: z.strictObject({
    to: field(z.string().regex(/^[a-z][a-z-]{1,63}$/, fault('municipality-form')), {
      title: { en: 'To municipality', nl: 'Aan gemeente' },
      purpose: {
        en: 'To know which municipality is asked to take over.',
        nl: 'Om te weten welke gemeente is gevraagd het over te nemen.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { to: 'groningen', reason: 'The family of the person lives there, and there is a place.' },
  offeredWhen: (t) => offerOf(t.state) === null,
  decide: (t, input) => {
    const offer = offerOf(t.state);
    if (offer) throw refuse('conflict', 'offered-already', { to: offer.to, since: dayOf(offer.since) });
    if (t.fact(duplicateOffer)) throw refuse('conflict', 'offered-as-duplicate');
    if (input.to === t.state.municipality) throw refuse('conflict', 'own-municipality-already');
    if (t.municipalities && !t.municipalities.includes(input.to)) {
      const others = t.municipalities.filter((name) => name !== t.state.municipality).join(', ');
      throw mistake('to', 'no-such-municipality', { others });
    }
    return [setFacts(transferOffer.set({ to: input.to, since: t.now })), offerTo(input.to, typed(input.reason))];
  },
});

export const revokeTransfer = defineAction({
  name: 'revoke-transfer',
  title: { en: 'Revoke the offer of a transfer', nl: 'Aanbod van overdracht intrekken' },
  done: { en: 'Offer of a transfer revoked', nl: 'Aanbod van overdracht ingetrokken' },
  group: actionGroups.handOver,
  description: {
    en: 'Takes back an offer, as long as the other municipality has not answered it.',
    nl: 'U trekt een aanbod in. Dat kan zolang de andere gemeente nog niet heeft geantwoord.',
  },
  performedBy: ['municipality:case-director'],
  tells: {},
  input: z.strictObject({ reason }),
  example: { reason: 'The person has decided to stay here.' },
  offeredWhen: (t) => offerOf(t.state) !== null,
  decide: (t, input) => {
    const offer = offerOf(t.state);
    if (!offer) throw refuse('conflict', 'not-offered-to-another');
    return [
      setFacts(transferOffer.set(null)),
      tellElsewhere(offer.to, revoked['transfer-revoked'], typed(input.reason)),
    ];
  },
});

export const acceptTransfer = defineAction({
  name: 'accept-transfer',
  title: { en: 'Accept a transfer', nl: 'Overdracht aanvaarden' },
  done: { en: 'Transfer accepted', nl: 'Overdracht aanvaard' },
  group: actionGroups.handOver,
  description: {
    en: 'Takes over a trajectory that was offered. From now on your programme holds, also for how long the person may stay; open steps keep their terms.',
    nl: 'U neemt het aangeboden traject over. Vanaf nu geldt het programma van uw gemeente, ook voor de opvangtermijn. Open stappen houden hun termijn.',
  },
  performedBy: ['municipality:case-director'],
  performedAt: 'receiver',
  tells: {},
  input: z.strictObject({ reason }),
  example: { reason: 'There is a place, and the counsellor knows the person.' },
  decide: (t, input) => {
    const { to } = offered(t);
    return [
      setFacts(transferOffer.set(null), transferredFromFact.set(t.state.municipality)),
      // Those who took steps up work elsewhere.
      ...(t.fact(claimsFact) === undefined ? [] : [setFacts(claimsFact.set(null))]),
      moveTo(to, typed(input.reason)),
      ...staysByTheRulesOf(t, to),
    ];
  },
});

/** The last day of the stay is that of the municipality that takes over, from the same admission on. */
function staysByTheRulesOf(t: TrajectoryView, municipality: string): Consequence[] {
  const rules = t.rulesIn(municipality);
  const admittedOn = t.fact(admittedOnFact);
  if (!rules || admittedOn === undefined) return [];
  return staysUntil(lastDayOfStay(rules, admittedOn), because.transferred, dayOf(t.now));
}

export const refuseTransfer = defineAction({
  name: 'refuse-transfer',
  title: { en: 'Refuse a transfer', nl: 'Overdracht weigeren' },
  done: { en: 'Transfer refused', nl: 'Overdracht geweigerd' },
  group: actionGroups.handOver,
  description: {
    en: 'Does not take over the trajectory that was offered. It stays with the municipality that offered it. Say why.',
    nl: 'U neemt het aangeboden traject niet over. Het blijft bij de gemeente die het aanbood. Vul in waarom.',
  },
  performedBy: ['municipality:case-director'],
  performedAt: 'receiver',
  tells: { done: ['municipality'] },
  input: z.strictObject({ reason }),
  example: { reason: 'There is no place before the summer.' },
  decide: (t) => {
    offered(t);
    return [setFacts(transferOffer.set(null))];
  },
});

/** @throws Refusal when what is offered is something else */
function offered({ state }: TrajectoryView) {
  const offer = offerOf(state);
  if (offer) return offer;
  throw refuse('conflict', 'not-offered-for-transfer');
}
