import { classOf, type ClassMap } from '../../trajectory/figures/classMap.js';
import type { CaseReader, Reading } from '../../trajectory/figures/population.js';
import { version, type Cases } from '../cases/cases.js';
import type { Row } from '../cases/rows.js';
import type { CaseSelection } from './caseSelection.js';

/** Reads the trajectory to which it was moved last. What it gives out reads anew each time and looks nothing up. */
export class CaseReading implements CaseReader {
  readonly on: number;
  readonly outcome: Reading;
  readonly before: Pick<CaseReader, 'day' | 'outcome'>;
  private readonly selection: CaseSelection;
  private readonly cases: Cases;
  private readonly classMap: ClassMap;
  private readonly earlier: Row;
  private known: Row;
  private row = 0;
  private place = 0;

  constructor(selection: CaseSelection, classMap: ClassMap) {
    const { cases } = selection;
    this.selection = selection;
    this.cases = cases;
    this.classMap = classMap;
    this.on = selection.on;
    this.known = cases.versions.row();
    const earlier = cases.versions.row();
    this.earlier = earlier;
    this.outcome = () => this.known.get(version.outcome);
    this.before = {
      day: (name) => {
        const at = placeOf(cases.days, name);
        return () => earlier.get(at);
      },
      outcome: () => earlier.get(version.outcome),
    };
  }

  moveTo(known: Row, row: number, place: number): void {
    this.known = known;
    this.row = row;
    this.place = place;
  }

  day(name: string): Reading {
    const at = placeOf(this.cases.days, name);
    return () => this.known.get(at);
  }

  given(name: string): Reading {
    const at = placeOf(this.cases.given, name);
    return () => this.known.get(at);
  }

  held(name: string): Reading {
    const at = this.cases.held.indexOf(name);
    if (at < 0) throw undeclared(name);
    return () => this.selection.stands(this.row, at);
  }

  code(code: string): number {
    return this.cases.names.numberOf(code);
  }

  codeOf(number: number): string | null {
    return this.cases.names.nameOf(number);
  }

  classOf(outcome: string): string {
    return classOf(this.classMap, outcome);
  }

  hasBefore(): boolean {
    const { cases, earlier } = this;
    const before = cases.before(this.place);
    if (before === undefined || cases.versionAt(earlier, before, this.selection.known) < 0) return false;
    return !cases.goesOnElsewhere(earlier);
  }
}

function placeOf(places: Readonly<Record<string, number>>, name: string): number {
  const at = Object.hasOwn(places, name) ? places[name] : undefined;
  if (at === undefined) throw undeclared(name);
  return at;
}

const undeclared = (name: string) => new Error(`The figures of this domain count by ${name}, and do not declare it.`);
