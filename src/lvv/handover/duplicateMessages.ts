import { duplicateEvents } from './duplicates.js';
import type { Text } from '../../trajectory/language.js';
import { knownNumber, numberOf, proposedNumber } from '../../trajectory/terms/numbers.js';
import { duplicateOffer } from '../../trajectory/replayed/transfer.js';
import {
  setFacts,
  tellElsewhere,
  withdrawStep,
  type Consequence,
  type Message,
  type TrajectoryView,
  reasons,
} from '../define.js';
import {
  duplicateCheck,
  joinedDuplicates,
  noLongerProposed,
  proposedTarget,
  tellOther,
  told,
  type JoinedDuplicate,
} from './duplicates.js';
import { numberCheck } from '../identity/vNumberFact.js';

const why = reasons({
  'another-proposal-stands': { nl: 'een ander voorstel was eerder', en: 'another proposal came first' },
  'number-came-along': {
    nl: 'het nummer kwam mee uit het andere traject',
    en: 'the number came from the other trajectory',
  },
});

interface Said {
  from: string;
  /** Of the one that sends it, when it said so: what comes late says nothing any more. */
  version: number;
  number?: string;
  /** Of whom it had that number itself. */
  passedOn?: { id: string; version: number }[];
}
const said = (input: unknown) => input as Said;

function withJoined(
  t: TrajectoryView,
  { from, version, passedOn = [] }: Said,
  joined: Omit<JoinedDuplicate, 'version'>,
): Consequence {
  const those = [...(joined.gave === undefined ? [] : passedOn), { id: from, version }];
  const fresh = those.map((one) => [one.id, { ...joined, version: one.version }] as const);
  return setFacts(joinedDuplicates.set({ ...t.fact(joinedDuplicates), ...Object.fromEntries(fresh) }));
}

/**
 * Another trajectory is to be closed as a duplicate of this one. When this one is itself proposed as a duplicate, both were
 * proposed at the same moment: the one with the lower id stands. So of any that propose each other, in a ring as well, one does.
 */
function proposed(t: TrajectoryView, by: Said): Consequence[] {
  const target = proposedTarget(t.state);
  if (target === undefined) return [withJoined(t, by, { status: 'proposed' })];
  if (by.from > t.state.id) return [];
  const offer = t.fact(duplicateOffer);
  return [
    setFacts(noLongerProposed),
    withJoined(t, by, { status: 'proposed' }),
    withdrawStep(duplicateCheck, why['another-proposal-stands']),
    ...(offer ? [tellElsewhere(offer.to, duplicateEvents['duplicate-revoked'], why['another-proposal-stands'])] : []),
    tellOther(t, target, 'cancelled'),
  ];
}

/** The other one has closed, and its number goes along. */
function closed(t: TrajectoryView, by: Said): Consequence[] {
  const { number } = by;
  const gives = number !== undefined && numberOf(t.state) === undefined;
  const waits = t.fact(proposedNumber);
  return [
    withJoined(t, by, { status: 'closed', ...(gives && { gave: number }) }),
    ...(gives ? [setFacts(knownNumber.set(number))] : []),
    ...(gives && waits?.number === number
      ? [setFacts(proposedNumber.set(null)), withdrawStep(numberCheck, why['number-came-along'])]
      : []),
  ];
}

/** The other one has been reopened, since these are two persons: the number that it gave goes back with it. */
function reopened(t: TrajectoryView, by: Said): Consequence[] {
  const gave = t.fact(joinedDuplicates)?.[by.from]?.gave;
  return [
    withJoined(t, by, { status: 'none' }),
    ...(gave !== undefined && t.fact(knownNumber) === gave ? [setFacts(knownNumber.set(null))] : []),
  ];
}

const message = (name: string, title: Text, decide: (t: TrajectoryView, input: Said) => Consequence[]): Message => ({
  name,
  title,
  tells: ['municipality'],
  knownTo: () => ['municipality'],
  decide: (t, input) => {
    const by = said(input);
    return (t.fact(joinedDuplicates)?.[by.from]?.version ?? 0) > by.version ? [] : decide(t, by);
  },
});

/** What a trajectory is told of another one that is, or was, to be closed as its duplicate. */
export const duplicateMessages: readonly Message[] = [
  message(
    told.proposed,
    {
      nl: 'Een ander traject is voorgesteld als dubbel van dit traject',
      en: 'Another trajectory was proposed as a duplicate of this one',
    },
    proposed,
  ),
  message(
    told.cancelled,
    { nl: 'Het voorstel voor het andere traject is vervallen', en: 'The proposal for the other trajectory has ended' },
    (t, by) => [withJoined(t, by, { status: 'none' })],
  ),
  message(
    told.closed,
    {
      nl: 'Een dubbel traject is gesloten; het werk gaat hier verder',
      en: 'A duplicate trajectory closed; the work goes on here',
    },
    closed,
  ),
  message(
    told.reopened,
    {
      nl: 'Het dubbele traject is heropend en gaat apart verder',
      en: 'The duplicate was reopened and goes on by itself',
    },
    reopened,
  ),
];
