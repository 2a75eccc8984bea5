import { z } from 'zod';
import { agencies } from '../agencies.js';
import { inRow, oneOf } from '../labels.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { dueDate } from '../../trajectory/terms/deadlines.js';
import type { LadderLevel } from '../rules.js';
import {
  count,
  countFrom,
  openAgain,
  setDirection,
  setFacts,
  yes,
  type Consequence,
  type TrajectoryView,
  withdrawStep,
  reasons,
  type Reason,
} from '../define.js';
import { directionCodes, type Direction } from '../codes.js';
import { admissionFact } from '../admission/admissionFact.js';
import {
  agreedDirectionFact,
  escalationFact,
  investigatingFact,
  nothingPrepared,
  type Escalation,
} from './conferenceFacts.js';

/** What the case conference (LSO) and the levels above it share: positions, agreement, and what is done without one. */

/** A direction, or that it is no case for this programme. */
export const positionCodes = [...directionCodes, 'NOT_LVV'] as const;

const party = inRow(oneOf(agencies), { en: 'Party', nl: 'Partij' });
/** A row of what the parties think. */
export const partyPosition = z.strictObject({
  agency: party,
  position: inRow(oneOf(positionCodes), { en: 'Position', nl: 'Standpunt' }),
});
/** A row of what the parties do. */
export const partyEffort = z.strictObject({
  agency: party,
  effort: inRow(oneOf(['guides', 'researches', 'advises', 'none']), { en: 'Effort', nl: 'Inzet' }),
});

const escalated = reasons({
  'escalated-to': { nl: 'voor {level:code}', en: 'for {level:code}' },
});

/** A direction that all agreed on: the trajectory's own once admitted, before that what admission goes by. */
export function agreed(
  t: TrajectoryView,
  { direction, investigating, on }: { direction: Direction; investigating: string | null; on: string },
  why: Reason,
) {
  const facts = { ...investigatingFact.set(investigating), ...nothingPrepared, ...escalationFact.set(null) };
  const counted = [
    count({ investigating, escalationLevel: null, escalatedSince: null }),
    countFrom(on, { investigating, escalated: null }),
  ];
  // What the conference agrees on while a level is still asked is no question for that level any more.
  const answered = withdrawStep('escalation', why);
  return t.fact(admissionFact) === 'admitted'
    ? [setFacts(facts), ...counted, answered, setDirection(direction, why, on)]
    : [setFacts(facts, agreedDirectionFact.set(direction)), ...counted, answered];
}

/** Brings a question to a level of the ladder: its clock runs, positions can be given, and nobody decides by it. */
export function escalateTo(t: TrajectoryView, { level, term }: LadderLevel, question: string): Consequence[] {
  const since = dayOf(t.now);
  const escalation: Escalation = { level, question, since };
  return [
    setFacts(escalationFact.set(escalation), investigatingFact.set('NO_AGREEMENT'), nothingPrepared),
    count({
      investigating: 'NO_AGREEMENT',
      escalationLevel: level,
      escalatedSince: since,
    }),
    countFrom(since, { investigating: 'NO_AGREEMENT', escalated: yes }),
    openAgain('escalation', escalated['escalated-to']({ level }), dueDate(t.now, term)),
  ];
}
