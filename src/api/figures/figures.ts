import { noonOf } from '../../trajectory/terms/calendar.js';
import type { ClassMap } from '../../trajectory/figures/classMap.js';
import type { Cases } from '../../statistics/cases/cases.js';
import { countRecurring } from '../../statistics/counting/recurring.js';
import { countLeadTimes } from '../../statistics/counting/leadTimes.js';
import { CaseSelection } from '../../statistics/counting/caseSelection.js';
import { countPopulations } from '../../statistics/counting/populations.js';
import { countTransfers } from '../../statistics/counting/transfers.js';
import type { PartWords, View } from '../../trajectory/figures/figure.js';
import { durationKey, tableOf, total, type Counted, type Durations, type Table } from '../../statistics/table/table.js';
import type { OpenWait, Question, Spread } from '../../statistics/counting/tallies.js';
import { wordingOf } from '../../trajectory/reading/names.js';
import { rulesOf, type Programmes } from '../../trajectory/definitions/programme.js';

/** A table that is asked for. */
export interface Asked {
  view: View;
  question: Question;
  /** UTC instant that the table says it is of. */
  asOf: string;
  classMap: ClassMap;
  suppressBelow: number;
}

/** Counts, and makes the table of it. */
export function figuresOf(cases: Cases, programmes: Programmes, asked: Asked): Table {
  const { view, question, asOf, classMap, suppressBelow } = asked;
  const { municipalities, from, to, on } = question;
  const common = {
    view,
    window: { from, to, on },
    asOf,
    municipalities,
    classMap,
    suppressBelow,
    words: partWordsOf(programmes),
  };
  const { period, cohort } = programmes.domain.figures;
  const selection = new CaseSelection(cases, question);
  if (view === 'cohort') {
    const tallies = countPopulations(selection, cohort.populations, classMap);
    return tableOf({ ...common, definition: cohort, tallies, transfers: [], durations: new Map(), capacity: {} });
  }
  const happened = countRecurring(selection, period.marks);
  const leadTimes = countLeadTimes(selection, (read) => period.leadTimes(read), classMap);
  return tableOf({
    ...common,
    definition: period,
    tallies: { ...countPopulations(selection, period.populations, classMap), ...happened.tallies },
    transfers: countTransfers(selection, period.transfers, classMap),
    durations: durationsOf(leadTimes, happened.waited, happened.open),
    capacity: capacityOn(programmes, municipalities, on),
  });
}

/** What the domain of these programmes calls what figures are split by. */
export function partWordsOf(programmes: Programmes): PartWords {
  const { agencies } = programmes.domain;
  return {
    agencies: Object.fromEntries(Object.entries(agencies).map(([agency, { title }]) => [agency, title])),
    code: wordingOf(programmes).label,
  };
}

export function durationsOf(
  leadTimes: readonly Spread[],
  waited: readonly Spread[],
  open: readonly OpenWait[],
): Durations {
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
      const programme = programmes.at(municipality, noonOf(day));
      const holds = programme !== undefined && (programme.from === undefined || programme.from <= day);
      return [municipality, holds ? rulesOf(programme).capacity : null];
    }),
  );
}
