import { classOf, type ClassMap } from '../../../src/trajectory/figures/classMap.js';
import type { Attributes, Tally } from '../../../src/trajectory/figures/figure.js';
import type { OpenWait, Spread, Tallies } from '../../../src/statistics/counting/tallies.js';

/** Members of a population of the period that are the same in what tells them apart, and how many they are. */
export interface PeriodProfile {
  municipality: string;
  population: string;
  attributes: Attributes;
  n: number;
}

/** The people who were admitted or referred in the window. */
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
  const tallies: Record<string, Tally[]> = {};
  for (const { population, municipality, attributes, n } of profiles) {
    if (population === 'left' && classOf(classMap, attributes['outcome']!) === 'NOT_OUTFLOW') continue;
    (tallies[population] ??= []).push({ municipality, attributes, n });
  }
  return tallies;
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
