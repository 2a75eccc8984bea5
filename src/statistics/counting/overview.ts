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
  const { names, openSteps } = cases;
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

  const current = cases.now.row();
  const atStep = openSteps.row();
  const standing = new Standing(cases, today);
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
      own = { municipality: names.nameOf(municipality) ?? '', ...nothing };
      inHand.set(municipality, own);
    }
    own.open += 1;
    const { takesPart, hasPlace } = standing.of(place);
    own.participants += Number(takesPart);
    own.placesTaken += Number(hasPlace);
    own.overdue += current.get(now.isOverdue);
    own.suspended += current.get(now.isSuspended);
    let [isSoon, isBlocked, isEscalated] = [false, false, false];
    const end = openSteps.end(place);
    for (let row = openSteps.first(place); row < end; row += 1) {
      atStep.moveTo(row);
      const step = atStep.get(openStep.step);
      const agency = atStep.get(openStep.responsible);
      const isOverdue = atStep.get(openStep.isOverdue);
      isSoon ||= isOverdue === 0 && atStep.get(openStep.fatal) < dueBefore;
      isBlocked ||= isBlocker(step);
      isEscalated ||= isEscalation(step);
      const key = `${municipality} ${agency}`;
      let waited = waits.get(key);
      if (!waited) waits.set(key, (waited = { municipality, agency, lasting: new DurationHistogram(), overdue: 0 }));
      waited.lasting.add(today - atStep.get(openStep.opened));
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

/** What a person is on a day, as the figures `participants` and `places-taken` count. */
class Standing {
  private readonly cases: Cases;
  private readonly day: number;
  private readonly known;
  private readonly held;

  constructor(cases: Cases, day: number) {
    this.cases = cases;
    this.day = day;
    this.known = cases.versions.row();
    this.held = cases.dated.row();
  }

  of(place: number): { takesPart: boolean; hasPlace: boolean } {
    const { cases, day, known } = this;
    const isKnown = cases.versionAt(known, place, Infinity) >= 0 && !cases.isDuplicate(known);
    if (!isKnown || Math.min(known.get(version.left), known.get(version.closed)) <= day) {
      return { takesPart: false, hasPlace: false };
    }
    return { takesPart: known.get(version.admitted) <= day, hasPlace: this.isSheltered(place) };
  }

  private isSheltered(place: number): boolean {
    const { held, day } = this;
    const rows = this.cases.dated;
    let is = false;
    const end = rows.end(place);
    for (let row = rows.first(place); row < end; row += 1) {
      held.moveTo(row);
      if (held.get(dated.figure) !== sheltered || !held.holdsAt(Infinity)) continue;
      if (held.get(dated.from) <= day) is = held.get(dated.value) !== 0;
    }
    return is;
  }
}
const sheltered = datedFigures.indexOf('sheltered');
