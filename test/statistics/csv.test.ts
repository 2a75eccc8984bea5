import assert from 'node:assert/strict';
import { builtInClassMaps, catalogue } from '../support/lvvFigures.js';
import { csvOf } from '../../src/statistics/table/csv.js';
import type { Tally } from '../../src/trajectory/figures/figure.js';
import { tableOf, type Table } from '../../src/statistics/table/table.js';

const left = (municipality: string, outcome: string, n: number): Tally => ({
  municipality,
  attributes: { outcome, evidence: 'true', timed: 'true' },
  n,
});

function table(tallies: Tally[], suppressBelow = 5): Table {
  return tableOf({
    view: 'period',
    definition: catalogue.period,
    window: { from: '2026-01-01', to: '2026-06-30', on: '2026-06-30' },
    asOf: '2026-07-01T08:00:00.000Z',
    municipalities: ['utrecht', 'groningen'],
    classMap: builtInClassMaps[0],
    suppressBelow,
    tallies: { left: tallies },
    transfers: [],
    durations: new Map(),
    capacity: { utrecht: 100, groningen: null },
    words: { agencies: { ind: { nl: 'IND', en: 'IND' } }, code: () => undefined },
  });
}

/** A reader of CSV written apart: fields by semicolon, quotes doubled. */
function read(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break;
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

describe('The figures as CSV', () => {
  const printed = table([
    left('utrecht', 'MOB', 30),
    left('utrecht', 'DETAINED', 3),
    left('groningen', 'MOB', 40),
    left('groningen', 'DETAINED', 20),
  ]);

  it('open in a Dutch spreadsheet: a mark for UTF-8, semicolons, as many fields in each row', () => {
    const csv = csvOf(printed, 'nl');
    assert.ok(csv.startsWith('\uFEFFWeergave;periode\r\n'));
    const lines = read(csv.slice(1));
    const start = lines.findIndex(([first]) => first === 'Groep');
    assert.deepEqual(lines[start]!.slice(8), [
      'utrecht',
      'utrecht %',
      'groningen',
      'groningen %',
      'totaal',
      'totaal %',
    ]);
    assert.equal(lines.length - start - 1, printed.rows.length);
    for (const line of lines.slice(start)) assert.equal(line.length, 14, line.join('|'));
  });

  it('carry population, window, date, version and class map', () => {
    const head = read(csvOf(printed, 'en').slice(1));
    const said = (what: string) => head.filter(([first]) => first === what).map((line) => line.slice(1).join(' '));
    assert.deepEqual(said('Period'), ['2026-01-01 2026-06-30']);
    assert.deepEqual(said('Reference date'), ['2026-06-30']);
    assert.deepEqual(said('As known at'), ['2026-07-01T08:00:00.000Z']);
    assert.match(said('Population')[0]!, /utrecht, groningen/);
    assert.match(said('Class map')[0]!, /evaluation-2022/);
    assert.ok(said('Class map').includes('MOB NONE'));
  });

  it('have the numbers of the table, with x for what is not shown and words for what is not known', () => {
    const lines = read(csvOf(printed, 'nl').slice(1));
    const row = (figure: string, part = '') => lines.find((line) => line[1] === figure && line[3] === part)!.slice(8);
    assert.equal(row('outflow-by-outcome', 'DETAINED')[0], 'x');
    assert.deepEqual(row('outflow-by-outcome', 'OWN_REQUEST'), ['0', '0', '0', '0', '0', '0']);
    assert.deepEqual(row('capacity'), ['100', '', 'onbekend', '', 'onbekend', '']);
    assert.deepEqual(row('waited-median', 'ind'), ['', '', '', '', '', ''], 'of nobody there is no median');
    for (const { figure, part, cells } of printed.rows) {
      const values = row(figure, part ?? '').filter((_field, i) => i % 2 === 0);
      for (const [i, cell] of cells.entries()) {
        if (cell.value !== null) assert.equal(values[i], String(cell.value));
        assert.equal(values[i] === 'x', cell.suppressed);
      }
    }
  });

  it('have no formula: what a spreadsheet would run is text', () => {
    const codes = ['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '"=1";=2'];
    const csv = csvOf(table(codes.map((code) => left('utrecht', code, 10))), 'nl');
    const fields = read(csv.slice(1)).flat();
    assert.ok(fields.some((field) => field === `'=HYPERLINK("http://x")`));
    for (const field of fields) assert.doesNotMatch(field, /^[=+@\t\r]|^-(?!\d+$)/, field);
  });
});

describe('A share', () => {
  it('is shown only beside a count that is shown, of a count that is shown', () => {
    const printed = table([left('utrecht', 'MOB', 3), left('utrecht', 'DETAINED', 40), left('groningen', 'MOB', 9)]);
    const cells = printed.rows.flatMap((row) => row.cells.map((cell, column) => ({ row, cell, column })));
    assert.ok(cells.some(({ cell }) => cell.suppressed) && cells.some(({ cell }) => cell.share !== null));
    for (const { row, cell, column } of cells) {
      if (cell.suppressed) assert.deepEqual([cell.value, cell.share], [null, null]);
      if (cell.share === null) continue;
      const whole = printed.rows.find(({ figure }) => figure === row.shareOf)!.cells[column]!;
      assert.ok(!whole.suppressed);
      assert.equal(cell.share, Math.round((100 * cell.value!) / whole.value!));
    }
    const mob = printed.rows.find(({ figure }) => figure === 'mob-share')!;
    assert.ok(mob.cells[0]!.suppressed, 'a percentage of a small count is none either');
  });
});
