import { classOf, type ClassMap } from '../definitions/classMap.js';
import type { Tallies } from './tallies.js';
import { addMonths } from '../../trajectory/terms/calendar.js';
import { version } from '../cases/cases.js';
import { dayNumber, dayOfNumber, never } from '../cases/days.js';
import type { Row } from '../cases/rows.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

/** Counts what happened once in the window, one trajectory after another. */
export class Flow {
  private readonly selection: CaseSelection;
  private readonly refusal: number;
  private readonly referred;
  private readonly admitted;
  private readonly refused;
  private readonly left;
  private readonly leftBefore;
  private readonly intakeTimed;
  private readonly conferenceTimed;
  private readonly admissionTimed;
  private readonly before: Row;

  constructor(selection: CaseSelection) {
    const { names, versions } = selection.cases;
    this.selection = selection;
    this.refusal = names.numberOf('REFUSED_AT_ADMISSION');
    this.referred = new Tallying(names, 'hasReturned');
    this.admitted = new Tallying(names);
    this.refused = new Tallying(names);
    this.left = new Tallying(names, 'outcome', 'hasEvidence', 'isTimed');
    this.leftBefore = new Tallying(names);
    this.intakeTimed = new Tallying(names);
    this.conferenceTimed = new Tallying(names);
    this.admissionTimed = new Tallying(names);
    this.before = versions.row();
  }

  add(known: Row, row: number, place: number): void {
    const { selection } = this;
    const referred = known.get(version.referred);
    const intake = known.get(version.intake);
    const conference = known.get(version.conference);
    const decided = known.get(version.decided);
    const admitted = known.get(version.admitted);
    const refused = known.get(version.refused);
    const left = known.get(version.left);
    const wasAdmitted = admitted !== never;
    if (selection.isIn(referred)) {
      const hasReturned = Number(this.hasReturned(place, referred));
      this.on(row, referred, (municipality) => this.referred.add({ municipality, hasReturned }));
    }
    if (selection.isIn(admitted)) this.on(row, admitted, (municipality) => this.admitted.add({ municipality }));
    if (selection.isIn(refused) && !wasAdmitted) {
      this.on(row, refused, (municipality) => this.refused.add({ municipality }));
    }
    const outcome = known.get(version.outcome);
    if (selection.isIn(left) && outcome !== this.refusal) {
      if (wasAdmitted) {
        const hasEvidence = known.get(version.hasEvidence);
        const isTimed = Number(admitted <= left);
        this.on(row, left, (municipality) => this.left.add({ municipality, outcome, hasEvidence, isTimed }));
      } else if (refused === never) {
        // A person who was refused counts as refused, also when they die after that.
        this.on(row, left, (municipality) => this.leftBefore.add({ municipality }));
      }
    }
    if (selection.isIn(intake) && referred <= intake) {
      this.on(row, intake, (municipality) => this.intakeTimed.add({ municipality }));
    }
    if (selection.isIn(conference) && referred <= conference) {
      this.on(row, conference, (municipality) => this.conferenceTimed.add({ municipality }));
    }
    if (selection.isIn(decided) && referred <= decided && wasAdmitted) {
      this.on(row, decided, (municipality) => this.admissionTimed.add({ municipality }));
    }
  }

  tallies(classMap: ClassMap): Tallies {
    const { names } = this.selection.cases;
    return {
      referred: this.referred.tallies(({ hasReturned }) => ({ returned: String(hasReturned === 1) })),
      admitted: this.admitted.tallies(),
      refused: this.refused.tallies(),
      'left-before': this.leftBefore.tallies(),
      left: this.left.tallies(({ outcome: code, hasEvidence, isTimed }) => {
        const outcome = names.nameOf(code)!;
        if (classOf(classMap, outcome) === 'NOT_OUTFLOW') return null;
        return { outcome, evidence: String(hasEvidence === 1), timed: String(isTimed === 1) };
      }),
      'intake-timed': this.intakeTimed.tallies(),
      'conference-timed': this.conferenceTimed.tallies(),
      'admission-timed': this.admissionTimed.tallies(),
    };
  }

  /** Counts where the person was at the end of a day, unless that municipality is not asked for. */
  private on(row: number, day: number, count: (municipality: number) => void): void {
    const municipality = this.selection.where(row, day);
    if (this.selection.isAsked(municipality)) count(municipality);
  }

  /** Whether the episode before it was outflow at most twelve months before the day of a referral. */
  private hasReturned(place: number, referredOn: number): boolean {
    const { cases, known } = this.selection;
    const before = cases.before(place);
    if (before === undefined || cases.versionAt(this.before, before, known) < 0) return false;
    if (cases.isDuplicate(this.before)) return false;
    const left = this.before.get(version.left);
    return (
      this.before.get(version.admitted) !== never &&
      this.before.get(version.outcome) !== this.refusal &&
      left <= referredOn &&
      left >= dayNumber(addMonths(dayOfNumber(referredOn), -12))
    );
  }
}
