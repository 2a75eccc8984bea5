import { datedFigures, type DatedFigure } from '../cases/datedFigures.js';
import type { Question } from './tallies.js';
import { dated, type Cases } from '../cases/cases.js';
import { dayNumber, never } from '../cases/days.js';

/** Where in `standing` each figure is. */
const placeOf = Object.fromEntries(datedFigures.map((figure, i) => [figure, i])) as Record<DatedFigure, number>;
const wide = datedFigures.length;

/** A question in numbers, and what was known of each trajectory that it is about. */
export class CaseSelection {
  readonly cases: Cases;
  /** The window and the reference date, as numbers of days. */
  readonly from: number;
  readonly to: number;
  readonly on: number;
  /** The instants up to which events are known, and at which what has no day of its own is looked at. */
  readonly known: number;
  readonly stood: number | null;
  readonly isAsked: (municipality: number) => boolean;
  /**
   * What was known of each that counts, by the fields of `version`, row after row. Copied, so that those who count it after
   * each other find it close together: reaching far apart is what takes the time.
   */
  readonly numbers: Int32Array;
  /** The place among the cases of each row. */
  readonly places: Int32Array;
  /** By place: 1 when what happened to it is in no figure, since it goes on in another trajectory. */
  readonly goesOnElsewhere: Uint8Array;
  /** What held at the end of the reference date, of each row by `datedFigures`. */
  private readonly standing: Int32Array;
  /** Of each row the municipality in which it was all along; 0 when it moved. */
  private readonly homes: Int32Array;

  constructor(cases: Cases, question: Question) {
    this.cases = cases;
    this.from = dayNumber(question.from);
    this.to = dayNumber(question.to);
    this.on = dayNumber(question.on);
    this.known = question.asOf === null ? Infinity : Date.parse(question.asOf);
    this.stood = question.standingAt === null ? null : Date.parse(question.standingAt);
    this.isAsked = cases.names.among(question.municipalities);
    const { numbers, width } = cases.versions;
    const copies = new Int32Array(cases.count * width);
    const places = new Int32Array(cases.count);
    this.standing = new Int32Array(cases.count * wide);
    this.homes = new Int32Array(cases.count);
    this.goesOnElsewhere = new Uint8Array(cases.count);
    let count = 0;
    for (let place = 0; place < cases.count; place += 1) {
      const at = cases.at(place, this.known);
      if (at < 0) continue;
      if (cases.isDuplicate(at)) this.goesOnElsewhere[place] = 1;
      else if (this.readDated(place, count)) {
        for (let field = 0; field < width; field += 1) copies[count * width + field] = numbers[at + field]!;
        places[count] = place;
        count += 1;
      }
    }
    this.numbers = copies.subarray(0, count * width);
    this.places = places.subarray(0, count);
  }

  /** Whether a day is in the window. */
  isIn(day: number): boolean {
    return day >= this.from && day <= this.to;
  }

  /** What held of a row at the end of the reference date: a name, or the last day of the stay; 0 and `never`: nothing. */
  stands(row: number, figure: DatedFigure): number {
    return this.standing[row * wide + placeOf[figure]]!;
  }

  /** The municipality in which a row was at the end of a day. */
  where(row: number, day: number): number {
    const home = this.homes[row]!;
    return home !== 0 ? home : this.whereabouts(this.places[row]!, day);
  }

  /** The municipality in which a trajectory was at the end of a day; before its first day the one in which it began. */
  whereabouts(place: number, day: number): number {
    let found = 0;
    this.eachMunicipality(place, (from, municipality) => {
      if (found === 0 || from <= day) found = municipality;
    });
    return found;
  }

  /** Each time that a trajectory moved, in order. */
  moves(row: number, each: (day: number, from: number, to: number) => void): void {
    if (this.homes[row] !== 0) return;
    let before = 0;
    this.eachMunicipality(this.places[row]!, (from, municipality) => {
      if (before !== 0 && municipality !== before) each(from, before, municipality);
      before = municipality;
    });
  }

  private eachMunicipality(place: number, each: (from: number, municipality: number) => void): void {
    const { numbers, instants, starts, counts, width } = this.cases.dated;
    const start = starts[place]!;
    for (let row = start; row < start + counts[place]!; row += 1) {
      if (numbers[row * width + dated.figure] !== placeOf.municipality || !this.isKnown(instants, row)) continue;
      each(numbers[row * width + dated.from]!, numbers[row * width + dated.value]!);
    }
  }

  private isKnown(instants: Float64Array, row: number): boolean {
    const until = instants[2 * row + 1]!;
    return instants[2 * row]! <= this.known && (until === Infinity || this.known < until);
  }

  /** Reads what held of a trajectory, and whether it was ever in a municipality that is asked for. */
  private readDated(place: number, into: number): boolean {
    const { numbers, instants, starts, counts, width } = this.cases.dated;
    const { standing, on } = this;
    const base = into * wide;
    standing.fill(0, base, base + wide);
    standing[base + placeOf.stayUntil] = never;
    let isAsked = false;
    let home = 0;
    let hasMoved = false;
    const start = starts[place]!;
    // By figure, and in it by day: the last one that is not after the reference date holds on it.
    for (let row = start; row < start + counts[place]!; row += 1) {
      if (!this.isKnown(instants, row)) continue;
      const field = row * width;
      const figure = numbers[field + dated.figure]!;
      const value = numbers[field + dated.value]!;
      if (numbers[field + dated.from]! <= on) standing[base + figure] = value;
      if (figure !== placeOf.municipality) continue;
      isAsked ||= this.isAsked(value);
      hasMoved ||= home !== 0 && home !== value;
      home = value;
    }
    this.homes[into] = hasMoved ? 0 : home;
    return isAsked;
  }
}
