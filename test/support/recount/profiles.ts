import { classOf, type ClassMap } from '../../../src/statistics/classMap.js';
import type { Attributes, Tally } from '../../../src/statistics/figure.js';
import type { OpenWait, Spread, Tallies } from '../../../src/statistics/tallies.js';

/** Trajectories that are the same in all that the figures of a period ask, and how many they are. */
export interface PeriodProfile {
  municipality: string;
  /** On the reference date; null when it is neither. */
  state: 'participant' | 'waiting' | null;
  /** Sheltered and not admitted: a count of its own, never among the participants (DOMAIN §8.2). */
  sheltered: boolean;
  /** How far someone is who waits for a decision on admission. */
  stage: 'intake' | 'conference' | 'decision' | null;
  direction: string | null;
  investigating: string | null;
  /** Of participants: when the stay is at its maximum. */
  stay: 'passed' | 'within-30-days' | 'within-91-days' | 'later' | 'no-maximum' | null;
  escalated: boolean;
  objection: boolean;
  referred: boolean;
  returned: boolean;
  admitted: boolean;
  refused: boolean;
  leftBefore: boolean;
  /** Of who had been admitted and left in the period. */
  outcome: string | null;
  evidence: boolean;
  intakeTimed: boolean;
  conferenceTimed: boolean;
  admissionTimed: boolean;
  stayTimed: boolean;
  n: number;
}

/** The same for the people who were admitted or referred in the window. */
export interface CohortProfile {
  municipality: string;
  /** `YYYY-MM` of admission, of who was admitted in the window. */
  month: string | null;
  /** On the reference date, of who was admitted in the window. */
  ended: boolean;
  outcome: string | null;
  /** On the reference date, of who was referred in the window. */
  stage: 'undecided' | 'admitted' | 'refused' | 'ended' | null;
  n: number;
}

/** Something that happens and is counted each time. */
export interface MarkCount {
  municipality: string;
  name: string;
  value: string | null;
  n: number;
}

/** The populations of the period view, each with what tells its members apart. */
export function periodTallies(profiles: readonly PeriodProfile[], classMap: ClassMap): Tallies {
  const of = (members: (profile: PeriodProfile) => Attributes | null) => tally(profiles, members);
  const only = (is: keyof PeriodProfile) => of((profile) => (profile[is] === true ? {} : null));
  return {
    participants: of(({ state, direction, investigating, stay }) =>
      state === 'participant'
        ? {
            direction:
              direction === 'UNDER_INVESTIGATION'
                ? `${direction}/${investigating ?? 'NOT_SAID'}`
                : (direction ?? 'NONE_AGREED'),
            stay: stay ?? 'no-maximum',
          }
        : null,
    ),
    waiting: of(({ state, stage }) => (state === 'waiting' ? { stage: stage ?? 'intake' } : null)),
    sheltered: only('sheltered'),
    escalated: only('escalated'),
    objecting: only('objection'),
    referred: of(({ referred, returned }) => (referred ? { returned: String(returned) } : null)),
    admitted: only('admitted'),
    refused: only('refused'),
    'left-before': only('leftBefore'),
    left: of(({ outcome, evidence, stayTimed }) =>
      outcome !== null && classOf(classMap, outcome) !== 'NOT_OUTFLOW'
        ? { outcome, evidence: String(evidence), timed: String(stayTimed) }
        : null,
    ),
    'intake-timed': only('intakeTimed'),
    'conference-timed': only('conferenceTimed'),
    'admission-timed': only('admissionTimed'),
  };
}

export function cohortTallies(profiles: readonly CohortProfile[], classMap: ClassMap): Tallies {
  const of = (members: (profile: CohortProfile) => Attributes | null) => tally(profiles, members);
  return {
    'cohort-admitted': of(({ month, ended, outcome }) => {
      if (month === null) return null;
      const left = ended && outcome !== null && classOf(classMap, outcome) !== 'NOT_OUTFLOW';
      return { month, came: left ? outcome : ended ? 'other' : 'participating' };
    }),
    'cohort-referred': of(({ stage }) => (stage === null ? null : { stage })),
  };
}

/** What happened in the period, and for which agencies was waited. */
export function happenedTallies(
  marks: readonly MarkCount[],
  waited: readonly Spread[],
  open: readonly OpenWait[],
): Tallies {
  const named = (name: string): Tally[] =>
    marks
      .filter((mark) => mark.name === name)
      .map(({ municipality, value, n }) => ({ municipality, attributes: { value: value ?? '-' }, n }));
  return {
    escalations: named('escalation'),
    objections: named('objection'),
    'objections-decided': named('objection-decided'),
    'steps-done': waited.flatMap(({ municipality, name, n }) =>
      municipality === null ? [] : [{ municipality, attributes: { value: name }, n }],
    ),
    'steps-open': open.map(({ municipality, agency, n }) => ({ municipality, attributes: { value: agency }, n })),
  };
}

function tally<P extends { municipality: string; n: number }>(
  profiles: readonly P[],
  members: (profile: P) => Attributes | null,
): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const profile of profiles) {
    const attributes = members(profile);
    if (!attributes) continue;
    const { municipality, n } = profile;
    const key = JSON.stringify([municipality, attributes]);
    tallies.set(key, { municipality, attributes, n: n + (tallies.get(key)?.n ?? 0) });
  }
  return [...tallies.values()];
}
