import { cellsOf, suppressed, type Cube } from './suppression.js';
import type { Transfer } from '../counting/tallies.js';

/** By municipality and last the total. */
export interface Cells {
  values: number[];
  hidden: boolean[];
}

/**
 * Who came in and who went out, by stage. Each transfer is in both rows: what is not shown in one may follow from the
 * other, so small cells are looked for in both at once. The municipalities of the cube are those from which people went;
 * those to which they went are rows of it, of which only the total is printed.
 */
export function transferCells(
  transfers: readonly Transfer[],
  municipalities: readonly string[],
  suppressBelow: number,
  stages: readonly string[],
): Record<'in' | 'out', Readonly<Record<string, Cells>>> {
  const total = municipalities.length;
  const perStage = total + 2;
  const rowOf = (stage: number, row: 'out' | 'in' | number) =>
    stage * perStage + (row === 'out' ? 0 : row === 'in' ? 1 : row + 2);
  const atoms = stages.flatMap((stage, s) =>
    [...municipalities, ''].flatMap((to) =>
      [true, false].map((isInside) => {
        const into = municipalities.indexOf(to);
        const own = transfers.filter((one) => one.stage === stage && one.to === to);
        const from = (municipality: string) =>
          own.filter((one) => one.from === municipality).reduce((sum, { n }) => sum + n, 0);
        return {
          into,
          values: [stage, to, String(isInside)],
          rows: [...(isInside ? [rowOf(s, 'out')] : []), ...(into < 0 ? [] : [rowOf(s, 'in'), rowOf(s, into)])],
          // Where people came from outside, it does not matter in which column that is: none of it is printed.
          counts: municipalities.map((one, m) => (isInside ? from(one) : m === 0 ? from('') : 0)),
        };
      }),
    ),
  );
  const cube: Cube = {
    atoms,
    rows: stages.length * perStage,
    municipalities: total,
    isPrinted: (row, column) => row % perStage === 0 || column === total,
    isPossible: (atom, municipality) => atoms[atom]!.into !== municipality || atoms[atom]!.values[2] === 'false',
  };
  const values = cellsOf(cube);
  const hidden = suppressed(cube, suppressBelow);
  const outOf = (s: number): Cells => ({ values: values[rowOf(s, 'out')]!, hidden: hidden[rowOf(s, 'out')]! });
  const inOf = (s: number): Cells => {
    const rows = [...municipalities.map((_name, m) => rowOf(s, m)), rowOf(s, 'in')];
    return { values: rows.map((row) => values[row]![total]!), hidden: rows.map((row) => hidden[row]![total]!) };
  };
  const each = (cells: (s: number) => Cells) => Object.fromEntries(stages.map((stage, s) => [stage, cells(s)]));
  return { in: each(inOf), out: each(outOf) };
}
