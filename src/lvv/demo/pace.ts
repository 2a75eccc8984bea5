import { addDays, daysBetween, startOf } from '../../trajectory/terms/calendar.js';
import type { OpenStep, TrajectoryState } from '../../trajectory/replayed/state.js';
import { dayMs } from './chance.js';
import type { Plan } from './plan.js';
import { admissionFact } from '../admission/admissionFact.js';
import { agendaFact } from '../conference/conferenceFacts.js';
import { restUntilFact } from '../dossier/dossierFact.js';

/** How long a step takes: the median in days, and how much that differs from one person to another. Made up. */
const pace: Readonly<Record<string, readonly [median: number, spread: number]>> = {
  intake: [7, 0.6],
  'dossier-ind': [23, 0.5],
  'dossier-dtv': [14, 0.5],
  admission: [16, 0.55],
  'admission-check': [3, 0.5],
  'legal-review': [29, 0.45],
  'return-counselling': [21, 0.5],
  escalation: [19, 0.4],
  'outcome-check': [3, 0.5],
  'v-number-check': [3, 0.5],
  'duplicate-check': [3, 0.5],
  identity: [55, 0.4],
  medical: [45, 0.4],
  'objection-decision': [90, 0.4],
};
const aProcedure = [110, 0.5] as const;

/** Steps that have a day of their own once they were planned. */
const planned = ['legal-review', 'return-counselling', 'periodic-review', 'follow-up', 'identity', 'medical'];

/** When someone will perform an open step, in ms; null when not before something else has happened. */
export function timeOf(open: OpenStep, state: TrajectoryState, { chance, endsAt }: Plan): number | null {
  const { step, openedAt, targetDate } = open;
  const opened = Date.parse(openedAt);
  const [median, spread] = pace[step] ?? aProcedure;
  switch (step) {
    case 'rest-period': {
      const restUntil = restUntilFact.of(state.facts);
      const over = restUntil !== undefined ? Date.parse(startOf(restUntil)) : opened + 14 * dayMs;
      return over + chance.between(0, 4) * dayMs;
    }
    case 'case-conference': {
      const meetingOn = agendaFact.of(state.facts)?.meetingOn;
      return meetingOn === undefined ? null : Date.parse(startOf(meetingOn));
    }
    case 'outcome-registration': {
      const refused = admissionFact.of(state.facts) === 'refused';
      return refused
        ? opened + chance.around(48, 0.3) * dayMs
        : Math.max(endsAt, opened + chance.between(1, 9) * dayMs);
    }
    case 'end-of-stay':
    case 'objection-term':
      return onTime(targetDate, opened, chance.around(4, 0.5) - 3);
    case 'periodic-review':
    case 'follow-up':
      return onTime(targetDate, opened, chance.around(12, 0.7) - 11);
    default: {
      const again = planned.includes(step) && (state.done[step]?.times ?? 0) > 0;
      return again
        ? onTime(targetDate, opened, chance.around(10, 0.8) - 10)
        : opened + chance.around(median, spread) * dayMs;
    }
  }
}

/** About the day for which it was planned, mostly a little before. */
function onTime(targetDate: string | null, opened: number, daysLater: number): number {
  if (targetDate === null) return opened + 30 * dayMs;
  return Math.max(Date.parse(startOf(targetDate)) + daysLater * dayMs, opened + dayMs);
}

/** Ahead of a meeting the positions of the parties are asked for. */
const aheadDays = 16;

/** The day of the next meeting with room: every fourth Thursday. */
export function nextMeeting(today: string): string {
  const firstThursday = '2024-01-04';
  const meetings = Math.ceil(daysBetween(firstThursday, addDays(today, aheadDays)) / 28);
  return addDays(firstThursday, meetings * 28);
}
