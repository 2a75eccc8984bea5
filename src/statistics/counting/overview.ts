import { blockerKinds } from '../../lvv/codes.js';
import type { StepNaming } from '../../trajectory/definitions/formerNames.js';
import { datedFigures } from '../cases/datedFigures.js';
import { dated, now, openStep, version, type Cases } from '../cases/cases.js';
import { dayNumber, monthsOfDays } from '../cases/days.js';
import { DurationHistogram } from './durationHistogram.js';

/** What coordinators look after. Each count is that of a list, as the list is now; who has been erased is in none. */

/** Of one municipality. */
export interface InHand {
  municipality: string;
  participants: number;
  placesTaken: number;
  open: number;
  overdue: number;
  suspended: number;
  soonDue: number;
  blocked: number;
  escalated: number;
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
}

/** The steps that are open as long as something keeps a trajectory from going on. */
export const blockingSteps: readonly string[] = blockerKinds;

export function countOverview(cases: Cases, asked: Asked): { inHand: InHand[]; waiting: WaitingOn[]; flow: Flow[] } {
  const { names } = cases;
  const { numbers, width } = cases.now;
  const isAsked = names.among(asked.municipalities);
  const isBlocker = names.among(blockingSteps.flatMap(asked.namesOf));
  const isEscalation = names.among(asked.namesOf('escalation'));
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

  for (let place = 0; place < cases.count; place += 1) {
    const at = cases.now.starts[place]! * width;
    const municipality = numbers[at + now.municipality]!;
    if (numbers[at + now.isErased] === 1 || !isAsked(municipality)) continue;
    const [opened, closed] = [numbers[at + now.opened]!, numbers[at + now.closed]!];
    if (opened >= from && opened <= to) flowIn(municipality, opened).opened += 1;
    if (closed >= from && closed <= to) flowIn(municipality, closed).closed += 1;
    if (numbers[at + now.isOpen] === 0) continue;
    let own = inHand.get(municipality);
    if (!own) {
      own = { municipality: names.nameOf(municipality) ?? '', ...nothing };
      inHand.set(municipality, own);
    }
    own.open += 1;
    const { takesPart, hasPlace } = standing(cases, place, today);
    own.participants += Number(takesPart);
    own.placesTaken += Number(hasPlace);
    own.overdue += numbers[at + now.isOverdue]!;
    own.suspended += numbers[at + now.isSuspended]!;
    const steps = cases.openSteps;
    let [isSoon, isBlocked, isEscalated] = [false, false, false];
    const start = steps.starts[place]!;
    for (let row = start; row < start + steps.counts[place]!; row += 1) {
      const step = row * steps.width;
      const isOverdue = steps.numbers[step + openStep.isOverdue]!;
      isSoon ||= isOverdue === 0 && steps.numbers[step + openStep.fatal]! < dueBefore;
      isBlocked ||= isBlocker(steps.numbers[step + openStep.step]!);
      isEscalated ||= isEscalation(steps.numbers[step + openStep.step]!);
      const agency = steps.numbers[step + openStep.responsible]!;
      const key = `${municipality} ${agency}`;
      let waited = waits.get(key);
      if (!waited) waits.set(key, (waited = { municipality, agency, lasting: new DurationHistogram(), overdue: 0 }));
      waited.lasting.add(today - steps.numbers[step + openStep.opened]!);
      waited.overdue += isOverdue;
    }
    own.soonDue += Number(isSoon);
    own.blocked += Number(isBlocked);
    own.escalated += Number(isEscalated);
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

const nothing = {
  participants: 0,
  placesTaken: 0,
  open: 0,
  overdue: 0,
  suspended: 0,
  soonDue: 0,
  blocked: 0,
  escalated: 0,
};

/** What someone is on a day, as the figures `participants` and `places-taken` count. */
function standing(cases: Cases, place: number, day: number): { takesPart: boolean; hasPlace: boolean } {
  const at = cases.counted(place, Infinity);
  const { numbers } = cases.versions;
  if (at < 0 || Math.min(numbers[at + version.left]!, numbers[at + version.closed]!) <= day) {
    return { takesPart: false, hasPlace: false };
  }
  return { takesPart: numbers[at + version.admitted]! <= day, hasPlace: isSheltered(cases, place, day) };
}

function isSheltered(
  { dated: { numbers, instants, starts, counts, width } }: Cases,
  place: number,
  day: number,
): boolean {
  let is = false;
  const start = starts[place]!;
  for (let row = start; row < start + counts[place]!; row += 1) {
    const field = row * width;
    if (numbers[field + dated.figure] !== sheltered || instants[2 * row + 1] !== Infinity) continue;
    if (numbers[field + dated.from]! <= day) is = numbers[field + dated.value] !== 0;
  }
  return is;
}
const sheltered = datedFigures.indexOf('sheltered');
