import assert from 'node:assert/strict';
import fc from 'fast-check';
import { transferCells } from '../../src/statistics/table/transferCells.js';
import { cellsOf, suppressed, type Cube } from '../../src/statistics/table/suppression.js';

/**
 * Someone who has the table, knows which rows are sums of which, and that what is not shown is not zero. They look for
 * another table that shows the same, by trying all; what is the same in every one of them is no secret.
 */
function isSecret(cube: Cube, hidden: boolean[][], row: number, column: number): boolean {
  const shown = cellsOf(cube);
  const { atoms, municipalities: total } = cube;
  const bases = atoms.flatMap((_atom, a) => Array.from({ length: total }, (_none, m) => [a, m] as const));
  const touches = bases.map(([a, m]) => atoms[a]!.rows.flatMap((r) => [[r, m] as const, [r, total] as const]));
  const lastTouch = shown.map((cells, r) =>
    cells.map((_cell, c) => touches.findLastIndex((touched) => touched.some(([tr, tc]) => tr === r && tc === c))),
  );
  const sums = shown.map((cells) => cells.map(() => 0));
  const most = 3 + Math.max(...atoms.flatMap(({ counts }) => counts));
  const fill = (at: number): boolean => {
    if (at === bases.length) return sums[row]![column] !== shown[row]![column];
    for (let n = 0; n <= most; n += 1) {
      for (const [r, c] of touches[at]!) sums[r]![c]! += n;
      const fits = touches[at]!.every(([r, c]) => {
        const [sum, value, last] = [sums[r]![c]!, shown[r]![c]!, lastTouch[r]![c] === at];
        return hidden[r]![c] ? !last || sum >= 1 : last ? sum === value : sum <= value;
      });
      const found = fits && fill(at + 1);
      for (const [r, c] of touches[at]!) sums[r]![c]! -= n;
      if (found) return true;
    }
    return false;
  };
  return fill(0);
}

/** Outcomes in two municipalities, with their classes, their total, and how many have no evidence. */
const cubes = fc
  .record({
    outcomes: fc.integer({ min: 1, max: 3 }),
    evidence: fc.boolean(),
    municipalities: fc.integer({ min: 1, max: 3 }),
    counts: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 18,
      maxLength: 18,
    }),
  })
  .map(({ outcomes, evidence, municipalities, counts }): Cube => {
    const atoms: { values: string[]; rows: number[]; counts: number[] }[] = [];
    for (let outcome = 0; outcome < outcomes; outcome += 1) {
      for (const proved of evidence && outcomes * municipalities <= 4 ? [0, 1] : [0]) {
        const rows = [0, 1 + outcome, 4 + (outcome === 2 ? 1 : 0), ...(proved ? [6] : [])];
        const start: number = atoms.length * municipalities;
        atoms.push({
          values: [String(outcome), String(proved)],
          rows,
          counts: counts.slice(start, start + municipalities),
        });
      }
    }
    return { atoms, rows: 7, municipalities };
  });

const all = (hidden: boolean[][]) => hidden.flatMap((row, r) => row.map((is, c) => ({ r, c, is })));

describe('Small cells', () => {
  it('cannot be worked out from what is shown, whatever the table', function () {
    this.timeout(120_000);
    const property = fc.property(cubes, (cube) => {
      const hidden = suppressed(cube, 5);
      const cells = cellsOf(cube);
      for (const { r, c, is } of all(hidden)) {
        const value = cells[r]![c]!;
        if (value === 0) assert.ok(!is, 'zero is shown');
        if (value === 0 || value >= 5) continue;
        assert.ok(is, 'a small cell is not shown');
        assert.ok(isSecret(cube, hidden, r, c), `row ${r}, column ${c} of ${JSON.stringify(cube)}`);
      }
    });
    fc.assert(property, { numRuns: 250, seed: 1 });
  });

  it('are found out by the one who tries when only they are hidden: this test can fail', () => {
    const cube: Cube = {
      atoms: [
        { values: ['a'], rows: [0, 1], counts: [3, 20] },
        { values: ['b'], rows: [0, 2], counts: [30, 40] },
      ],
      rows: 3,
      municipalities: 2,
    };
    const onlySmall = cellsOf(cube).map((row) => row.map((value) => value > 0 && value < 5));
    assert.ok(!isSecret(cube, onlySmall, 1, 0));
    assert.ok(isSecret(cube, suppressed(cube, 5), 1, 0));
  });

  it('are all that is hidden where nothing follows from the rest, and nothing is when it is turned off', () => {
    const alone: Cube = { atoms: [{ values: [], rows: [0], counts: [3] }], rows: 1, municipalities: 1 };
    assert.deepEqual(suppressed(alone, 5), [[true, true]]);
    assert.deepEqual(suppressed(alone, 0), [[false, false]]);
    const none: Cube = { atoms: [{ values: [], rows: [0], counts: [0, 12] }], rows: 1, municipalities: 2 };
    assert.deepEqual(suppressed(none, 5), [[false, false, false]]);
  });

  it('leave the totals in sight where another municipality can be hidden instead', () => {
    const cube: Cube = {
      atoms: [{ values: ['MOB'], rows: [0], counts: [3, 8, 50, 60] }],
      rows: 1,
      municipalities: 4,
    };
    assert.deepEqual(suppressed(cube, 5), [[true, true, false, false, false]]);
  });
});

describe('Small cells of transfers', () => {
  const cities = ['utrecht', 'groningen'];
  const ways = [
    ['utrecht', 'groningen'],
    ['groningen', 'utrecht'],
    ['utrecht', ''],
    ['groningen', ''],
    ['', 'utrecht'],
    ['', 'groningen'],
  ] as const;
  const tableOf = (counts: readonly number[], below: number) => {
    const transfers = ways.map(([from, to], i) => ({ from, to, stage: 'waiting', n: counts[i]! }));
    const { in: into, out } = transferCells(transfers, cities, below, ['waiting']);
    return {
      values: [...into['waiting']!.values, ...out['waiting']!.values],
      hidden: [...into['waiting']!.hidden, ...out['waiting']!.hidden],
    };
  };
  /** What each cell is the sum of: in Utrecht, in Groningen, in together; and the same out. */
  const sums = [
    [1, 4],
    [0, 5],
    [0, 1, 4, 5],
    [0, 2],
    [1, 3],
    [0, 1, 2, 3],
  ];

  it('cannot be worked out from who came in and who went out together', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 7 }));
    const property = fc.property(fc.array(count, { minLength: 6, maxLength: 6 }), (counts) => {
      const { values, hidden } = tableOf(counts, 5);
      assert.deepEqual(
        values,
        sums.map((of) => of.reduce((sum, i) => sum + counts[i]!, 0)),
      );
      const small = values.flatMap((value, cell) => (value > 0 && value < 5 ? [cell] : []));
      assert.ok(small.every((cell) => hidden[cell]));
      assert.ok(
        values.every((value, cell) => value > 0 || !hidden[cell]),
        'zero is shown',
      );
      // All other numbers that would give the same table: a small cell is a secret when it is another one in one of them.
      const secret = new Set<number>();
      const most = 3 + Math.max(...counts);
      const others = counts.map(() => 0);
      const look = (at: number): void => {
        if (secret.size === small.length) return;
        if (at === others.length) {
          const found = sums.map((of) => of.reduce((sum, i) => sum + others[i]!, 0));
          if (!found.every((value, cell) => (hidden[cell] ? value >= 1 : value === values[cell]))) return;
          for (const cell of small) if (found[cell] !== values[cell]) secret.add(cell);
          return;
        }
        for (let n = 0; n <= most; n += 1) {
          others[at] = n;
          look(at + 1);
        }
      };
      look(0);
      assert.equal(secret.size, small.length, `${JSON.stringify(counts)}: ${JSON.stringify({ values, hidden })}`);
    });
    fc.assert(property, { numRuns: 60, seed: 1 });
  });
});
