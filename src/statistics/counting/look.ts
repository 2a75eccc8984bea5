import type { Question } from '../tallies.js';
import { version, type Cases } from './cases.js';
import { dayNumber } from './days.js';

/** A question in numbers, and what was known of each trajectory that it is about. */
export class Look {
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
    this.goesOnElsewhere = new Uint8Array(cases.count);
    let count = 0;
    for (let place = 0; place < cases.count; place += 1) {
      const at = cases.at(place, this.known);
      if (at < 0) continue;
      if (cases.isDuplicate(at)) this.goesOnElsewhere[place] = 1;
      else if (this.isAsked(numbers[at + version.municipality]!)) {
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
}
