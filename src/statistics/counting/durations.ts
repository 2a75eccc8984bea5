import type { Question, Spread } from '../tallies.js';
import { version, type Cases } from './cases.js';
import { dayNumber, never } from './days.js';

/** Collects days that things took, by what and by municipality, and of all of those together. */
export class Spreading {
  private readonly days = new Map<string, Map<number, number[]>>();

  /** @param municipality its number among the names */
  add(name: string, municipality: number, days: number): void {
    let own = this.days.get(name);
    if (!own) this.days.set(name, (own = new Map()));
    const all = own.get(municipality);
    if (all) all.push(days);
    else own.set(municipality, [days]);
  }

  spreads(nameOf: (municipality: number) => string | null): Spread[] {
    return [...this.days].flatMap(([name, byMunicipality]) => {
      const each = [...byMunicipality].map(([municipality, days]) => ({
        name,
        municipality: nameOf(municipality),
        ...spreadOf(days),
      }));
      return [...each, { name, municipality: null, ...spreadOf([...byMunicipality.values()].flat()) }];
    });
  }
}

/** Of some days the least within which half of all were, and nine in ten. */
export function spreadOf(days: readonly number[]): Pick<Spread, 'n' | 'median' | 'p90'> {
  const sorted = Int32Array.from(days).sort();
  const within = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { n: sorted.length, median: within(0.5), p90: within(0.9) };
}

/** From one day to another, of all for whom the second is in the period and no day is in the wrong order. */
export function countLeadTimes(cases: Cases, question: Question): Spread[] {
  const { names } = cases;
  const { numbers } = cases.versions;
  const isAsked = names.among(question.municipalities);
  const known = question.asOf === null ? Infinity : Date.parse(question.asOf);
  const [from, to] = [dayNumber(question.from), dayNumber(question.to)];
  const refusal = names.numberOf('REFUSED_AT_ADMISSION');
  const spreading = new Spreading();
  for (let place = 0; place < cases.count; place += 1) {
    const at = cases.counted(place, known);
    if (at < 0) continue;
    const municipality = numbers[at + version.municipality]!;
    if (!isAsked(municipality)) continue;
    const took = (name: string, since: number, until: number) => {
      if (until >= from && until <= to && since <= until) spreading.add(name, municipality, until - since);
    };
    const referred = numbers[at + version.referred]!;
    const admitted = numbers[at + version.admitted]!;
    took('referral-to-intake', referred, numbers[at + version.intake]!);
    took('referral-to-conference', referred, numbers[at + version.conference]!);
    if (admitted !== never) took('referral-to-admission', referred, numbers[at + version.decided]!);
    if (numbers[at + version.outcome]! !== refusal) took('admission-to-outcome', admitted, numbers[at + version.left]!);
  }
  return spreading.spreads((municipality) => names.nameOf(municipality));
}
