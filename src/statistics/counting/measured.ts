import type { Unit, WindowKind } from '../../trajectory/figures/figure.js';

/** The days that a table is about. Both ends are in it. */
export interface Window {
  from: string;
  to: string;
  /** The reference date (peildatum). */
  on: string;
}

/** A number with everything that makes it comparable, or not, with another. */
export interface Measured {
  figure: string;
  version: number;
  part: string | null;
  population: string;
  unit: Unit;
  windowKind: WindowKind;
  window: Window;
  /** UTC instant: as it was known then. */
  asOf: string;
  classMap: string | null;
  /** Counts add up; percentages, medians and oldest ones do not. */
  additive: boolean;
  municipalities: readonly string[];
  value: number;
}

/** Two numbers that do not add up to a number that means anything (DOMAIN §0.3, §8.1). */
export class UnlikeFigures extends Error {
  override name = 'UnlikeFigures';
}

/**
 * Adds the same count of different municipalities.
 * @throws UnlikeFigures when they differ in anything but municipality, are of the same one, or are no counts.
 */
export function sum(a: Measured, b: Measured): Measured {
  const aspects = ['figure', 'version', 'part', 'population', 'unit', 'windowKind', 'asOf', 'classMap'] as const;
  const differs = [
    ...aspects.filter((aspect) => a[aspect] !== b[aspect]),
    ...(['from', 'to', 'on'] as const).filter((day) => a.window[day] !== b.window[day]),
  ];
  if (differs.length > 0) {
    throw new UnlikeFigures(`${named(a)} and ${named(b)} can't be added up: they differ in ${differs.join(', ')}.`);
  }
  if (!a.additive) throw new UnlikeFigures(`${named(a)} is no count: work the total out from the counts.`);
  const twice = a.municipalities.filter((one) => b.municipalities.includes(one));
  if (twice.length > 0) throw new UnlikeFigures(`${named(a)} would count ${twice.join(', ')} twice.`);
  return { ...a, municipalities: [...a.municipalities, ...b.municipalities], value: a.value + b.value };
}

const named = ({ figure, part, municipalities }: Measured) =>
  `${figure}${part === null ? '' : `/${part}`} of ${municipalities.join(', ')}`;

/** A whole percent; null when there is nothing to take a share of. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole);
}
