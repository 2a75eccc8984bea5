import type { Attributes, Tally } from '../../trajectory/figures/figure.js';
import type { Names } from '../cases/names.js';

/** More than there are of any name that tells members apart. Four numbers below it are one that is exact. */
const most = 4096;

type Parts<Part extends string> = Readonly<Record<Part, number>>;

/** Counts the members of a population that are the same in municipality and in up to three other things, as numbers. */
export class Tallying<Part extends string = never> {
  private readonly names: Names;
  private readonly parts: readonly Part[];
  private readonly counted = new Map<number, { municipality: number; parts: Parts<Part>; n: number }>();

  /** @param parts what tells members apart, besides the municipality: three at most */
  constructor(names: Names, ...parts: readonly Part[]) {
    if (parts.length > 3) throw new RangeError(`Members differ in ${parts.join(', ')}: more than three things.`);
    this.names = names;
    this.parts = parts;
  }

  /** @throws RangeError for a number that would be taken for another one */
  add(municipality: number, parts: Parts<Part>): void {
    let key = numbered(municipality);
    for (const part of this.parts) key = key * most + numbered(parts[part]);
    const same = this.counted.get(key);
    if (same) same.n += 1;
    else this.counted.set(key, { municipality, parts, n: 1 });
  }

  /** @param attributesOf what members are called by; null leaves them out */
  tallies(attributesOf: (parts: Parts<Part>) => Attributes | null = () => ({})): Tally[] {
    return [...this.counted.values()].flatMap(({ municipality, parts, n }) => {
      const attributes = attributesOf(parts);
      return attributes ? [{ municipality: this.names.nameOf(municipality) ?? '', attributes, n }] : [];
    });
  }
}

function numbered(number: number): number {
  if (number >= 0 && number < most) return number;
  throw new RangeError(`${number} is not a number from 0 to ${most - 1}: there are more names than can be told apart.`);
}
