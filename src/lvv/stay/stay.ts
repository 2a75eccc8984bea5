import { dayOf, noonOf } from '../../trajectory/terms/calendar.js';
import { dueDate } from '../../trajectory/terms/deadlines.js';
import { lvvRules, stayDeciders, type StayDecider } from '../rules.js';
import type { Rules } from '../../trajectory/definitions/rules.js';
import {
  count,
  countFrom,
  field,
  mark,
  openUntil,
  setFacts,
  withdrawStep,
  type Consequence,
  type TrajectoryView,
  reasons,
  type Reason,
} from '../define.js';
import { lastDayFrom } from '../casework/days.js';
import { everyone } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { admittedOnFact } from '../admission/admissionFact.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { mistake, refuse } from './refusals.js';

/** The last calendar day of the stay. */
export const stayUntilFact = fact<string>('stayUntil');

/** How long someone may stay, and what waits for its last day. */

const because = reasons({
  'stay-extended': {
    nl: 'de opvang is verlengd tot en met {until:day}',
    en: 'the stay was extended until {until:day}',
  },
});

/** Who decides on a longer stay; which of them may is settled in each version of a programme. */
export const decidedInField = field(oneOf(stayDeciders), {
  title: { en: 'Decided in', nl: 'Besloten in' },
  purpose: { en: 'To account for who took the decision.', nl: 'Om te verantwoorden wie het besluit nam.' },
  audience: everyone,
});

/** The last day of the stay, by the municipality's own maximum from this day on; null when it has none. */
export function lastDayOfStay(rules: Rules, admittedOn: string): string | null {
  const { maximumStay } = lvvRules.of(rules);
  return maximumStay === null ? null : lastDayFrom(admittedOn, maximumStay);
}

/**
 * The last day of the stay is this one since a day; null: there is none. It is watched by a step of its own.
 * @param since the calendar day from which that holds
 */
export function staysUntil(day: string | null, why: Reason, since: string): Consequence[] {
  return [
    setFacts(stayUntilFact.set(day)),
    count({ stayUntil: day }),
    countFrom(since, { stayUntil: day }),
    day === null ? withdrawStep('end-of-stay', why) : openUntil(day, { step: 'end-of-stay', reason: why }),
  ];
}

/** What follows from an extension. @throws Refusal when there is nothing to extend, or the person who decided it may not */
export function stayExtended(t: TrajectoryView, until: string, decidedIn: StayDecider): Consequence[] {
  const now = t.fact(stayUntilFact);
  if (now === undefined) {
    throw refuse('conflict', 'no-maximum-stay');
  }
  const { mostExtension, stayExtendedBy } = lvvRules.of(t.rules);
  if (!stayExtendedBy.includes(decidedIn)) {
    throw mistake('decidedIn', 'stay-extended-by', { deciders: stayExtendedBy });
  }
  if (until <= now) throw mistake('until', 'stay-lasts-until', { now });
  const admittedOn = t.fact(admittedOnFact);
  const usual = admittedOn === undefined ? null : lastDayOfStay(t.rules, admittedOn);
  if (mostExtension !== null && usual !== null) {
    const last = dueDate(noonOf(usual), mostExtension);
    if (until > last) throw mistake('until', 'stay-at-most-until', { last });
  }
  return [
    ...staysUntil(until, because['stay-extended']({ until }), dayOf(t.now)),
    mark('extension', dayOf(t.now), decidedIn),
  ];
}
