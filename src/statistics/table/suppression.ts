/**
 * Small cells. A count of 1 to 4 people may point at someone, so it is not shown; and as it could be worked out from a
 * total and the other cells of its row or column, as many other cells are not shown either as it takes.
 *
 * The proof is by construction: for each small cell another table is found, that shows the very same numbers but has
 * another number in that cell. It is made by moving a member or two to another attribute or municipality; the cells that
 * this changes are the ones that are not shown. As cells are only ever added, an earlier proof stays a proof.
 */

/** Rows that count the same people in several ways, such as by outcome and by class. */
export interface Cube {
  /** What members are told apart by, in each municipality: how many, and in which rows they are counted. */
  atoms: readonly { values: readonly string[]; rows: readonly number[]; counts: readonly number[] }[];
  rows: number;
  municipalities: number;
  /** Whether a cell is in the table at all; without it, all are. */
  isPrinted?: (row: number, column: number) => boolean;
  /** Whether there can be such members in a municipality; without it, anywhere. */
  isPossible?: (atom: number, municipality: number) => boolean;
}

interface Step {
  atom: number;
  municipality: number;
  by: 1 | -1;
}

/**
 * Which cells are not shown: by row, and in it by municipality and last the total. Zero is always shown.
 * @param below counts from 1 to one less are small; 0 turns it off.
 */
export function suppressed(cube: Cube, below: number): boolean[][] {
  const total = cube.municipalities;
  const values = cellsOf(cube);
  const { isPrinted = () => true } = cube;
  const hidden = values.map((row, r) => row.map((value, c) => value > 0 && value < below && isPrinted(r, c)));
  const neighbours = neighboursIn(cube);
  const small = hidden.flatMap((row, r) => row.flatMap((is, column) => (is ? [[r, column] as const] : [])));
  const cellAt = (row: number, column: number) => row * (total + 1) + column;
  /** Cells that have another number in a table that was found before. */
  const proven = new Set<number>();
  for (const [row, column] of small) {
    if (proven.has(cellAt(row, column))) continue;
    let best: { cost: number; cells: number[] } | undefined;
    for (const steps of moves(cube, neighbours, row, column)) {
      const changed = changedBy(cube, steps);
      if (!changed.get(cellAt(row, column))) continue;
      const limit = best?.cost ?? Infinity;
      let cost = 0;
      for (const [cell, change] of changed) {
        if (change === 0) continue;
        const [r, c] = [Math.floor(cell / (total + 1)), cell % (total + 1)];
        if (!isPrinted(r, c)) continue;
        const value = values[r]![c]!;
        // Who sees that a cell is not shown knows that it is not zero.
        if (value === 0 || value + change < 1) cost = Infinity;
        else if (!hidden[r]![c]) cost += value * (c === total ? costOfTotal : 1);
        if (cost >= limit) break;
      }
      if (cost < limit) best = { cost, cells: [...changed.keys()].filter((cell) => changed.get(cell) !== 0) };
      // Nothing more has to be hidden for it.
      if (best?.cost === 0) break;
    }
    for (const cell of best?.cells ?? []) {
      hidden[Math.floor(cell / (total + 1))]![cell % (total + 1)] = true;
      proven.add(cell);
    }
  }
  return hidden;
}

/** Totals are what people look for first. */
const costOfTotal = 4;

/** Counts by row, and in it by municipality and last the total. */
export function cellsOf({ atoms, rows, municipalities }: Cube): number[][] {
  const cells = Array.from({ length: rows }, () => Array<number>(municipalities + 1).fill(0));
  for (const atom of atoms) {
    for (const row of atom.rows) {
      for (const [m, count] of atom.counts.entries()) {
        cells[row]![m]! += count;
        cells[row]![municipalities]! += count;
      }
    }
  }
  return cells;
}

/**
 * The ways to change this cell by moving one or two members: there is one more or less of them; or one less elsewhere in
 * exchange; or a square, which leaves both municipalities as many as they had.
 */
function* moves(
  { atoms, municipalities, isPossible = () => true }: Cube,
  neighbours: readonly (readonly number[])[],
  row: number,
  column: number,
): Generator<Step[]> {
  const all = Array.from({ length: municipalities }, (_none, m) => m);
  for (const [a, atom] of atoms.entries()) {
    if (!atom.rows.includes(row)) continue;
    for (const j of column === municipalities ? all : [column]) {
      if (atom.counts[j] === 0 || !isPossible(a, j)) continue;
      for (const by of [1, -1] as const) {
        const back = by === 1 ? -1 : 1;
        const step: Step = { atom: a, municipality: j, by };
        yield [step];
        for (const s of neighbours[a]!) {
          const sameAtom = s === a;
          for (const k of all) {
            const there: Step = { atom: s, municipality: k, by: back };
            if ((sameAtom && k === j) || !isPossible(s, k) || !isThere(atoms, there)) continue;
            yield [step, there];
          }
          for (const k of sameAtom ? [] : all) {
            const square: Step[] = [
              { atom: s, municipality: j, by: back },
              { atom: a, municipality: k, by: back },
              { atom: s, municipality: k, by },
            ];
            const fits = square.every((one) => isPossible(one.atom, one.municipality) && isThere(atoms, one));
            if (k !== j && fits) yield [step, ...square];
          }
        }
      }
    }
  }
}

/** By atom: itself and those that differ in one value, which is all that the moves look at. */
function neighboursIn({ atoms }: Cube): readonly (readonly number[])[] {
  const alike = new Map<string, number[]>();
  const butOne = (values: readonly string[], i: number) => JSON.stringify([i, ...values.toSpliced(i, 1)]);
  for (const [a, { values }] of atoms.entries()) {
    for (const i of values.keys()) {
      const key = butOne(values, i);
      alike.set(key, [...(alike.get(key) ?? []), a]);
    }
  }
  return atoms.map(({ values }, a) => [
    a,
    ...[...values.keys()].flatMap((i) => alike.get(butOne(values, i))!.filter((s) => s !== a)),
  ]);
}

const isThere = (atoms: Cube['atoms'], { atom, municipality, by }: Step) =>
  by === 1 || atoms[atom]!.counts[municipality]! > 0;

function changedBy({ atoms, municipalities }: Cube, steps: Step[]): Map<number, number> {
  const changed = new Map<number, number>();
  for (const { atom, municipality, by } of steps) {
    for (const row of atoms[atom]!.rows) {
      for (const column of [municipality, municipalities]) {
        const cell = row * (municipalities + 1) + column;
        changed.set(cell, (changed.get(cell) ?? 0) + by);
      }
    }
  }
  return changed;
}
