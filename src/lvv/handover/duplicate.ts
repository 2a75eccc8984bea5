import { actionGroups } from '../casework/actionGroups.js';
import { toLook } from '../casework/secondPair.js';
import { duplicateEvents } from './duplicates.js';
import { z } from 'zod';
import { idsIn } from '../../trajectory/definitions/others.js';
import { duplicateOffer, offerOf } from '../../trajectory/replayed/transfer.js';
import {
  defineAction,
  openAgain,
  setFacts,
  tellElsewhere,
  withdrawStep,
  type TrajectoryView,
  typed,
  reasons,
} from '../define.js';
import {
  closeInto,
  duplicateCheck,
  looksAtTarget,
  mustBeAbleToGoOnIn,
  mustBeProposable,
  noLongerProposed,
  proposedDuplicate,
  proposedTarget,
  tellOther,
} from './duplicates.js';
import { reason } from '../casework/fields.js';
import { layBefore, mustBeSomeoneElse, proposerOf } from '../casework/secondPair.js';
import { mustBeWithinReach, trajectoryId } from './otherTrajectory.js';
import { refuse } from './refusals.js';

const why = reasons({
  'proposal-revoked': { nl: 'het voorstel is ingetrokken', en: 'the proposal was revoked' },
});

/** Two open trajectories of one municipality turn out to be of one person: one goes on, the other ends and says where. */
export const closeAsDuplicate = defineAction({
  name: 'close-as-duplicate',
  title: { en: 'Propose to close as a duplicate', nl: 'Voorstellen te sluiten als dubbel traject' },
  done: { en: 'Proposed to close as a duplicate', nl: 'Voorgesteld te sluiten als dubbel traject' },
  group: actionGroups.ending,
  description: {
    en: 'This person has another open trajectory in your municipality, in which the work goes on. A colleague looks at it as well; then this one closes. Both histories are kept; this is no outflow.',
    nl: 'Deze persoon heeft in uw gemeente nog een open traject, waarin het werk doorgaat. Een collega kijkt mee; daarna sluit dit traject. Beide blijven bewaard; dit is geen uitstroom.',
  },
  performedBy: ['municipality:case-director'],
  tells: {},
  shows: {
    duplicateProposal: {
      title: { en: 'Proposed as a duplicate', nl: 'Voorgesteld als dubbel traject' },
      purpose: {
        en: 'To let a second person look before this trajectory closes.',
        nl: 'Om een tweede persoon te laten kijken voordat dit traject sluit.',
      },
      audience: ['municipality'],
    },
  },
  input: z.strictObject({
    continuesIn: trajectoryId(
      { en: 'Goes on in trajectory', nl: 'Gaat verder in traject' },
      {
        en: 'To find where the work with this person goes on.',
        nl: 'Om te vinden waar het werk met deze persoon verdergaat.',
      },
      ['municipality'],
    ),
    reason,
  }),
  example: { continuesIn: 'p4s3ud0nym.7', reason: 'One person, referred at two desks without a number.' },
  offeredWhen: (t) => proposedTarget(t.state) === undefined && t.canOpen(duplicateCheck),
  looksAt: (_state, { continuesIn }) => ({ ids: idsIn(continuesIn) }),
  decide: (t, input) => {
    const { continuesIn } = input;
    if (continuesIn === t.state.id) throw refuse('conflict', 'duplicate-of-itself');
    mustBeProposable(t);
    if (!t.canOpen(duplicateCheck)) throw refuse('conflict', 'no-duplicate-check', { check: duplicateCheck });
    const other = mustBeWithinReach(t, continuesIn, 'continuesIn');
    if (other) mustBeAbleToGoOnIn(t, other);
    return [
      setFacts(proposedDuplicate.set({ continuesIn, ...proposerOf(t.actor) })),
      layBefore(t, duplicateCheck, 'close-as-duplicate', input),
      openAgain(duplicateCheck, toLook['second-look']),
      tellOther(t, continuesIn, 'proposed'),
    ];
  },
});

/** The other trajectory is in another municipality: that one answers, and is the second pair of eyes. */
export const offerDuplicate = defineAction({
  name: 'offer-duplicate',
  title: { en: 'Offer as a duplicate', nl: 'Aanbieden als dubbel traject' },
  done: { en: 'Offered as a duplicate', nl: 'Aangeboden als dubbel traject' },
  group: actionGroups.ending,
  description: {
    en: 'Another municipality has an open trajectory with the same V-number. You ask that municipality to go on with this person in its own trajectory. If it accepts, this one closes. Until then neither municipality sees the file of the other.',
    nl: 'Een andere gemeente heeft een open traject met hetzelfde V-nummer. U vraagt die gemeente verder te gaan met deze persoon in haar eigen traject. Stemt die in, dan sluit dit traject. Tot die tijd ziet geen van beide het dossier van de ander.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  tells: {},
  input: z.strictObject({ reason }),
  example: { reason: 'The person lives there now, and the counsellor there knows them.' },
  offeredWhen: (t) => proposedTarget(t.state) === undefined && offerOf(t.state) === null,
  looksAt: () => ({ samePerson: true }),
  decide: (t, input) => {
    mustBeProposable(t);
    if (offerOf(t.state)) throw refuse('conflict', 'offered-for-transfer');
    const other = otherCity(t);
    mustBeAbleToGoOnIn(t, other);
    const offer = { to: other.municipality, since: t.now, continuesIn: other.id, ...proposerOf(t.actor) };
    return [
      setFacts(duplicateOffer.set(offer)),
      tellElsewhere(offer.to, duplicateEvents['duplicate-offered'], typed(input.reason)),
      tellOther(t, other.id, 'proposed'),
    ];
  },
});

/** The trajectory of another municipality that has been open longest. @throws Refusal when there is none */
function otherCity({ others, state }: TrajectoryView) {
  const found = (others ?? [])
    .filter((other) => other.samePerson && other.state.municipality !== state.municipality)
    .map((other) => other.state)
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  if (found[0]) return found[0];
  throw refuse('conflict', 'no-other-with-number', { close: 'close-as-duplicate' });
}

/** Takes back a proposal or an offer that has not been answered. */
export const revokeDuplicate = defineAction({
  name: 'revoke-duplicate',
  title: { en: 'Revoke the proposal of a duplicate', nl: 'Voorstel van dubbel traject intrekken' },
  done: { en: 'Proposal of a duplicate revoked', nl: 'Voorstel van dubbel traject ingetrokken' },
  group: actionGroups.ending,
  description: {
    en: 'Takes back the proposal or the offer to close this trajectory as a duplicate, while it is not answered yet.',
    nl: 'Neemt het voorstel of aanbod terug om dit traject te sluiten als dubbel traject, zolang er nog geen antwoord is.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  tells: {},
  input: z.strictObject({ reason }),
  example: { reason: 'The photographs show two persons.' },
  offeredWhen: (t) => proposedTarget(t.state) !== undefined,
  decide: (t, input) => {
    const target = proposedTarget(t.state);
    if (target === undefined) throw refuse('conflict', 'nothing-proposed');
    const offer = t.fact(duplicateOffer);
    return [
      setFacts(noLongerProposed),
      withdrawStep(duplicateCheck, why['proposal-revoked']),
      ...(offer ? [tellElsewhere(offer.to, duplicateEvents['duplicate-revoked'], typed(input.reason))] : []),
      tellOther(t, target, 'cancelled'),
    ];
  },
});

export const acceptDuplicate = defineAction({
  name: 'accept-duplicate',
  title: { en: 'Go on in our own trajectory', nl: 'Verdergaan in ons eigen traject' },
  done: { en: 'Work goes on in our own trajectory', nl: 'Verdergegaan in het eigen traject' },
  group: actionGroups.handOver,
  description: {
    en: 'The person has a trajectory in your municipality as well. The work goes on there, and the trajectory that was offered closes as a duplicate.',
    nl: 'De persoon heeft ook in uw gemeente een traject. Het werk gaat daar verder, en het aangeboden traject sluit als dubbel traject.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  performedAt: 'receiver',
  tells: { done: ['municipality', 'ngo', 'dtv'] },
  input: z.strictObject({ reason }),
  example: { reason: 'It is the same person, and the work goes on with us.' },
  looksAt: looksAtTarget,
  decide: (t, input) => {
    const offer = offered(t);
    mustBeSomeoneElse(t, offer);
    return closeInto(t, offer.continuesIn, typed(input.reason));
  },
});

export const refuseDuplicate = defineAction({
  name: 'refuse-duplicate',
  title: { en: 'Refuse the duplicate', nl: 'Dubbel traject afwijzen' },
  done: { en: 'Duplicate refused', nl: 'Dubbel traject afgewezen' },
  group: actionGroups.handOver,
  description: {
    en: 'Says that these are two persons, or that the work cannot go on in your trajectory. Both stay open.',
    nl: 'Zegt dat het om twee personen gaat, of dat het werk niet verder kan in uw traject. Beide blijven open.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  performedAt: 'receiver',
  tells: { done: ['municipality'] },
  input: z.strictObject({ reason }),
  example: { reason: 'The number was entered by mistake: these are two persons.' },
  decide: (t) => [setFacts(noLongerProposed), tellOther(t, offered(t).continuesIn, 'cancelled')],
});

/** @throws Refusal when what is offered is something else */
function offered(t: TrajectoryView) {
  const offer = t.fact(duplicateOffer);
  if (offer) return offer;
  throw refuse('conflict', 'not-offered-as-duplicate');
}
