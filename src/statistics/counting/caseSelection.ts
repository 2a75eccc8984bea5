import type { Question } from './tallies.js';
import { dated, type Cases } from '../cases/cases.js';
import { dayNumber, never } from '../../trajectory/figures/days.js';
import type { Row } from '../cases/rows.js';

/** The place of the municipality among what holds from a day on. */
const municipalityPlace = 0;

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
   * What was known of each that counts, row after row. Copied, so that those who count it after each other find it close
   * together: reaching far apart is what takes the time.
   */
  private readonly versions: () => Row;
  /** The place among the cases of each row. */
  private readonly places: Int32Array;
  /** By place: 1 when what happened to it is in no figure, since it goes on in another trajectory. */
  readonly goesOnElsewhere: Uint8Array;
  /** What held at the end of the reference date, of each row by `held` of the cases. */
  private readonly standing: Int32Array;
  private readonly wide: number;
  /** The places among these of what is a day. */
  private readonly heldDays: readonly number[];
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
    this.wide = cases.held.length;
    this.heldDays = cases.held.flatMap((figure, i) => (cases.figures.held[figure] === 'day' ? [i] : []));
    const places = new Int32Array(cases.count);
    const known = new Int32Array(cases.count);
    this.standing = new Int32Array(cases.count * this.wide);
    this.homes = new Int32Array(cases.count);
    this.goesOnElsewhere = new Uint8Array(cases.count);
    const version = cases.versions.row();
    const held = cases.dated.row();
    let count = 0;
    for (let place = 0; place < cases.count; place += 1) {
      const at = cases.versionAt(version, place, this.known);
      if (at < 0) continue;
      if (cases.goesOnElsewhere(version)) this.goesOnElsewhere[place] = 1;
      else if (this.readDated(held, place, count)) {
        places[count] = place;
        known[count] = at;
        count += 1;
      }
    }
    this.versions = cases.versions.copies(known.subarray(0, count));
    this.places = places.subarray(0, count);
  }

  /** Goes over each that counts: what was known of it, its row here and its place among the cases. */
  each(count: (version: Row, row: number, place: number) => void): void {
    const version = this.versions();
    const { places } = this;
    for (let row = 0; row < places.length; row += 1) {
      version.moveTo(row);
      count(version, row, places[row]!);
    }
  }

  /** Whether a day is in the window. */
  isIn(day: number): boolean {
    return day >= this.from && day <= this.to;
  }

  /** What held of a row at the end of the reference date, by its place in `held` of the cases: 0 and `never` are nothing. */
  stands(row: number, held: number): number {
    return this.standing[row * this.wide + held]!;
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
    const rows = this.cases.dated;
    const held = rows.row();
    const end = rows.end(place);
    for (let row = rows.first(place); row < end; row += 1) {
      held.moveTo(row);
      if (held.get(dated.figure) !== municipalityPlace || !held.holdsAt(this.known)) continue;
      each(held.get(dated.from), held.get(dated.value));
    }
  }

  /** Reads what held of a trajectory, and whether it was ever in a municipality that is asked for. */
  private readDated(held: Row, place: number, into: number): boolean {
    const { standing, on, known, wide } = this;
    const rows = this.cases.dated;
    const base = into * wide;
    standing.fill(0, base, base + wide);
    for (const at of this.heldDays) standing[base + at] = never;
    let isAsked = false;
    let home = 0;
    let hasMoved = false;
    const end = rows.end(place);
    // By figure, and in it by day: the last one that is not after the reference date holds on it.
    for (let row = rows.first(place); row < end; row += 1) {
      held.moveTo(row);
      if (!held.holdsAt(known)) continue;
      const figure = held.get(dated.figure);
      const value = held.get(dated.value);
      if (held.get(dated.from) <= on) standing[base + figure] = value;
      if (figure !== municipalityPlace) continue;
      isAsked ||= this.isAsked(value);
      hasMoved ||= home !== 0 && home !== value;
      home = value;
    }
    this.homes[into] = hasMoved ? 0 : home;
    return isAsked;
  }
}
