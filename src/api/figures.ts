import { countCohort, countPeriod } from '../register/cases.js';
import type { Database } from '../register/database.js';
import { countMarks, countOpenWaits, readLeadTimes, readWaited } from '../register/durations.js';
import type { ClassMap } from '../statistics/classMap.js';
import type { View } from '../statistics/figure.js';
import {
  cohortTallies,
  happenedTallies,
  periodTallies,
  type OpenWait,
  type Question,
  type Spread,
} from '../statistics/profiles.js';
import { durationKey, tableOf, total, type Counted, type Durations, type Table } from '../statistics/table.js';
import { rulesOf, type Programmes } from '../trajectory/programme.js';

/** A table that is asked for. */
export interface Asked {
  view: View;
  question: Question;
  /** UTC instant that the table says it is of. */
  asOf: string;
  classMap: ClassMap;
  suppressBelow: number;
}

const countedMarks = ['escalation', 'objection', 'objection-decided'];

/** Counts in the register, and makes the table of it. */
export async function figuresOf(register: Database, programmes: Programmes, asked: Asked): Promise<Table> {
  const { view, question, asOf, classMap, suppressBelow } = asked;
  const { municipalities, from, to, on } = question;
  const common = { view, window: { from, to, on }, asOf, municipalities, classMap, suppressBelow };
  if (view === 'cohort') {
    const tallies = cohortTallies(await countCohort(register, question), classMap);
    return tableOf({ ...common, tallies, durations: new Map(), capacity: {} });
  }
  const [profiles, leadTimes, waited, marks, open] = await Promise.all([
    countPeriod(register, question),
    readLeadTimes(register, question),
    readWaited(register, question),
    countMarks(register, question, countedMarks),
    countOpenWaits(register, question),
  ]);
  return tableOf({
    ...common,
    tallies: { ...periodTallies(profiles, classMap), ...happenedTallies(marks, waited, open) },
    durations: durationsOf(leadTimes, waited, open),
    capacity: capacityOn(programmes, municipalities, on),
  });
}

function durationsOf(leadTimes: Spread[], waited: Spread[], open: OpenWait[]): Durations {
  const durations = new Map<string, { median?: number; p90?: number; oldest?: number }>();
  for (const { name, municipality, median, p90 } of leadTimes) {
    durations.set(durationKey(`${name}-n`, '', municipality ?? total), { median, p90 });
  }
  for (const { name, municipality, median, p90 } of waited) {
    durations.set(durationKey('waited-n', name, municipality ?? total), { median, p90 });
  }
  for (const { municipality, agency, oldest } of open) {
    durations.set(durationKey('waiting-n', agency, municipality), { oldest });
    const all = durationKey('waiting-n', agency, total);
    durations.set(all, { oldest: Math.max(oldest, durations.get(all)?.oldest ?? 0) });
  }
  return durations;
}

/** The places of the programme that holds on a day; before the first one nothing is known. */
export function capacityOn(
  programmes: Programmes,
  municipalities: readonly string[],
  day: string,
): Counted['capacity'] {
  return Object.fromEntries(
    municipalities.map((municipality) => {
      const programme = programmes.at(municipality, `${day}T12:00:00.000Z`);
      const holds = programme !== undefined && (programme.from === undefined || programme.from <= day);
      return [municipality, holds ? rulesOf(programme).capacity : null];
    }),
  );
}
