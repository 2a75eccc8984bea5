import type { Attributes, Tally } from '../definitions/figure.js';
import type { Names } from '../cases/names.js';

/** More than there are of any name that tells members apart. */
const most = 4096;

/** Counts members of a population that are the same in up to three things, as numbers; makes tallies of them at the end. */
export class Tallying {
  private readonly counts = new Map<number, number>();

  add(municipality: number, a = 0, b = 0, c = 0): void {
    const key = ((municipality * most + a) * most + b) * most + c;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** @param attributes of members by those three; null leaves them out */
  tallies(names: Names, attributes: (a: number, b: number, c: number) => Attributes | null = () => ({})): Tally[] {
    return [...this.counts].flatMap(([key, n]) => {
      const part = (place: number) => Math.floor(key / most ** place) % most;
      const told = attributes(part(2), part(1), part(0));
      return told ? [{ municipality: names.nameOf(part(3)) ?? '', attributes: told, n }] : [];
    });
  }
}
