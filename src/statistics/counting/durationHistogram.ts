import type { Spread } from './tallies.js';
import type { Names } from '../cases/names.js';

/** How many things took how many days, so that nothing has to be sorted. */
export class DurationHistogram {
  private counts = new Int32Array(256);
  n = 0;
  longest = 0;

  add(days: number, times = 1): void {
    // A clock that is behind can't make it less than no day.
    const took = Math.max(days, 0);
    if (took >= this.counts.length) this.grow(took + 1);
    this.counts[took]! += times;
    this.n += times;
    if (took > this.longest) this.longest = took;
  }

  addAll(other: DurationHistogram): void {
    for (const [days, times] of other.counts.entries()) if (times > 0) this.add(days, times);
  }

  /** Within how many days that share of all were, at least. */
  within(share: number): number {
    const needed = Math.max(1, Math.ceil(share * this.n));
    let counted = 0;
    for (const [days, times] of this.counts.entries()) {
      counted += times;
      if (counted >= needed) return days;
    }
    return this.longest;
  }

  private grow(least: number): void {
    const { counts } = this;
    this.counts = new Int32Array(Math.max(least, 2 * counts.length));
    this.counts.set(counts);
  }
}

/** What things took, by their name and by municipality, and in all of those together. Names are numbers here. */
export class Spreading {
  private readonly names: Names;
  private readonly byName = new Map<number, Map<number, DurationHistogram>>();

  constructor(names: Names) {
    this.names = names;
  }

  add(name: number, municipality: number, days: number): void {
    let own = this.byName.get(name);
    if (!own) this.byName.set(name, (own = new Map()));
    let lasting = own.get(municipality);
    if (!lasting) own.set(municipality, (lasting = new DurationHistogram()));
    lasting.add(days);
  }

  spreads(): Spread[] {
    const { names } = this;
    return [...this.byName].flatMap(([number, byMunicipality]) => {
      const name = names.nameOf(number) ?? '-';
      const together = new DurationHistogram();
      for (const one of byMunicipality.values()) together.addAll(one);
      return [
        ...[...byMunicipality].map(([municipality, one]) => spreadOf(name, names.nameOf(municipality), one)),
        spreadOf(name, null, together),
      ];
    });
  }
}

function spreadOf(name: string, municipality: string | null, lasting: DurationHistogram): Spread {
  return { name, municipality, n: lasting.n, median: lasting.within(0.5), p90: lasting.within(0.9) };
}
