import { dayNumber, monthsOfDays } from '../../trajectory/figures/days.js';
import type { StepNaming } from '../../trajectory/definitions/formerNames.js';
import type { Listing } from '../../trajectory/definitions/listing.js';
import { now, openStep, type Cases } from '../cases/cases.js';
import { CaseSelection } from './caseSelection.js';
import { membersOf } from './populations.js';
import { DurationHistogram } from './durationHistogram.js';

/** What coordinators look after. Each count is that of a list, as the list is now; who has been erased is in none. */

/** Of one municipality. */
export interface InHand {
  municipality: string;
  open: number;
  overdue: number;
  suspended: number;
  soonDue: number;
  /** How many have each flag of the lists that is counted, by its name. */
  flagged: Record<string, number>;
}

/** The open steps that wait on an agency; municipality null: in all of them together. Days are whole days since a step opened. */
export interface WaitingOn {
  municipality: string | null;
  agency: string;
  open: number;
  overdue: number;
  median: number;
  longest: number;
}

/** Opened and closed, by the month in Amsterdam. */
export interface Flow {
  municipality: string;
  /** `YYYY-MM`. */
  month: string;
  opened: number;
  closed: number;
}

export interface Asked {
  municipalities: readonly string[];
  today: string;
  /** The day before which a fatal date is soon. */
  dueBefore: string;
  from: string;
  to: string;
  /** Under which a step may be stored. */
  namesOf: StepNaming['every'];
  flags: Listing['flags'];
}

export function countOverview(cases: Cases, asked: Asked): { inHand: InHand[]; waiting: WaitingOn[]; flow: Flow[] } {
  const { names, openSteps } = cases;
  const isAsked = names.among(asked.municipalities);
  const flags = flagsIn(cases, asked);
  const [today, dueBefore, from, to] = [asked.today, asked.dueBefore, asked.from, asked.to].map(dayNumber) as [
    number,
    number,
    number,
    number,
  ];
  const inHand = new Map<number, InHand>();
  const waits = new Map<
    string,
    { municipality: number; agency: number; lasting: DurationHistogram; overdue: number }
  >();
  const flows = new Map<string, Flow>();
  const monthOf = monthsOfDays();
  const flowIn = (municipality: number, day: number): Flow => {
    const month = monthOf(day);
    const key = `${municipality} ${month}`;
    let own = flows.get(key);
    if (!own) flows.set(key, (own = { municipality: names.nameOf(municipality) ?? '', month, opened: 0, closed: 0 }));
    return own;
  };

  const current = cases.now.row();
  const atStep = openSteps.row();
  for (let place = 0; place < cases.count; place += 1) {
    current.moveTo(cases.now.first(place));
    const municipality = current.get(now.municipality);
    const opened = current.get(now.opened);
    const closed = current.get(now.closed);
    if (current.get(now.isErased) === 1 || !isAsked(municipality)) continue;
    if (opened >= from && opened <= to) flowIn(municipality, opened).opened += 1;
    if (closed >= from && closed <= to) flowIn(municipality, closed).closed += 1;
    if (current.get(now.isOpen) === 0) continue;
    let own = inHand.get(municipality);
    if (!own) {
      const flagged = Object.fromEntries(flags.map(({ name }) => [name, 0]));
      own = { municipality: names.nameOf(municipality) ?? '', open: 0, overdue: 0, suspended: 0, soonDue: 0, flagged };
      inHand.set(municipality, own);
    }
    own.open += 1;
    own.overdue += current.get(now.isOverdue);
    own.suspended += current.get(now.isSuspended);
    let isSoon = false;
    for (const flag of flags) flag.holds = flag.isMember?.[place] === 1;
    const end = openSteps.end(place);
    for (let row = openSteps.first(place); row < end; row += 1) {
      atStep.moveTo(row);
      const step = atStep.get(openStep.step);
      const agency = atStep.get(openStep.responsible);
      const isOverdue = atStep.get(openStep.isOverdue);
      isSoon ||= isOverdue === 0 && atStep.get(openStep.fatal) < dueBefore;
      for (const flag of flags) flag.holds ||= flag.isStep(step);
      const key = `${municipality} ${agency}`;
      let waited = waits.get(key);
      if (!waited) waits.set(key, (waited = { municipality, agency, lasting: new DurationHistogram(), overdue: 0 }));
      waited.lasting.add(today - atStep.get(openStep.opened));
      waited.overdue += isOverdue;
    }
    own.soonDue += Number(isSoon);
    for (const { name, holds } of flags) own.flagged[name]! += Number(holds);
  }

  const told = (
    municipality: number | null,
    agency: number,
    lasting: DurationHistogram,
    overdue: number,
  ): WaitingOn => {
    const [town, name] = [municipality === null ? null : names.nameOf(municipality), names.nameOf(agency) ?? ''];
    const { n: open, longest } = lasting;
    return { municipality: town, agency: name, open, overdue, median: lasting.within(0.5), longest };
  };
  const each = [...waits.values()];
  const together = [...new Set(each.map(({ agency }) => agency))].map((agency) => {
    const all = new DurationHistogram();
    let allOverdue = 0;
    for (const { lasting, overdue } of each.filter((one) => one.agency === agency)) {
      all.addAll(lasting);
      allOverdue += overdue;
    }
    return told(null, agency, all, allOverdue);
  });
  return {
    inHand: [...inHand.values()],
    waiting: [
      ...each.map(({ municipality, agency, lasting, overdue }) => told(municipality, agency, lasting, overdue)),
      ...together,
    ],
    flow: [...flows.values()],
  };
}

/** A flag of the lists, and whether it holds for the trajectory at which the count stands. */
interface Flag {
  name: string;
  isStep(step: number): boolean;
  /** By place; absent: it is about open steps. */
  isMember?: Uint8Array | undefined;
  holds: boolean;
}

/** The flags that are counted. Who is in a population today is what the figures of a period say of this day. */
function flagsIn(cases: Cases, { municipalities, today, namesOf, flags }: Asked): Flag[] {
  const counted = Object.entries(flags).filter(([, { counts }]) => counts !== undefined);
  const populations = counted.flatMap(([, flag]) => ('openSteps' in flag ? [] : (flag.population ?? [])));
  const { period, classMaps } = cases.figures;
  const question = { municipalities, from: today, to: today, on: today, asOf: null, standingAt: null };
  const members =
    populations.length === 0
      ? undefined
      : membersOf(new CaseSelection(cases, question), period.populations, populations, classMaps[0]);
  return counted.map(([name, flag]) =>
    'openSteps' in flag
      ? { name, isStep: cases.names.among(flag.openSteps.flatMap(namesOf)), holds: false }
      : { name, isStep: () => false, isMember: members?.get(flag.population ?? ''), holds: false },
  );
}
