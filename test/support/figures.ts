import assert from 'node:assert/strict';
import { figuresOf, type Asked } from '../../src/api/figures/figures.js';
import { CountedCases } from '../../src/register/trajectories/countedCases.js';
import type { Database } from '../../src/register/database/database.js';
import { builtInClassMaps, datedFigures } from './lvvFigures.js';
import { Cases } from '../../src/statistics/cases/cases.js';
import { lvv } from '../../src/lvv/index.js';
import type { View } from '../../src/trajectory/figures/figure.js';
import type { Cell, Table } from '../../src/statistics/table/table.js';
import { addDays, startOf } from '../../src/trajectory/terms/calendar.js';
import { holdsFrom } from '../../src/trajectory/terms/dated.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { loadCases, type Case } from './cases.js';
import { programmeWith } from './play.js';
import { recountedTable } from './recount/table.js';

/** The five of the LVV. */
export const cities = ['amsterdam', 'rotterdam', 'utrecht', 'eindhoven', 'groningen'];
/** Groningen settled a number of places, from a day on; of the others it is not known. */
const programmes = programmesOf(
  cities.map((municipality) => ({
    ...programmeWith(),
    municipality,
    id: `${municipality}-test`,
    from: '2019-01-01',
    ...(municipality === 'groningen' && { rules: { capacity: 300 } }),
  })),
);

export interface Ask {
  view?: View;
  from?: string;
  to?: string;
  on?: string;
  asOf?: string;
  /** When it is asked, of what is known then. */
  now?: string;
  municipalities?: string[];
  classMap?: string;
  below?: number;
}

/** The table of the register, or of what has followed it, by default with small cells, since most of these tests count few people. */
export async function tableIn(source: Database | CountedCases<Cases>, ask: Ask = {}): Promise<Table> {
  const counted = source instanceof CountedCases ? source : new CountedCases(source, () => new Cases(lvv));
  return tableOfCases(await counted.current(), ask);
}

export const tableOfCases = (cases: Cases, ask: Ask): Table => figuresOf(cases, programmes, askedOf(ask));

/** The same, counted by PostgreSQL. */
export function recountedIn(register: Database, ask: Ask = {}): Promise<Table> {
  return recountedTable(register, programmes, askedOf(ask));
}

function askedOf(ask: Ask): Asked {
  const { view = 'period', from = '2019-03-01', to = '2022-07-31', on = to, below = 0, asOf = null } = ask;
  const endOfDay = new Date(Date.parse(startOf(addDays(on, 1))) - 1).toISOString();
  const now = ask.now ?? asOf ?? endOfDay;
  return {
    view,
    question: {
      municipalities: ask.municipalities ?? cities,
      from,
      to,
      on,
      asOf,
      standingAt: now < endOfDay ? null : endOfDay,
    },
    asOf: now,
    classMap: builtInClassMaps.find(({ id }) => id === (ask.classMap ?? 'evaluation-2022'))!,
    suppressBelow: below,
  };
}

/** The cell of a figure in a column. */
export function cell({ rows, columns }: Table, figure: string, column = 'total', part: string | null = null): Cell {
  const row = rows.find((one) => one.figure === figure && one.part === part);
  assert.ok(row, `there is no row ${figure} ${part}`);
  return row.cells[columns.indexOf(column)]!;
}
export const value = (...of: Parameters<typeof cell>) => cell(...of).value;
export const share = (...of: Parameters<typeof cell>) => cell(...of).share;

/** What counts from a day on, as the steps say it. */
function dated(day: string, figures: Record<string, Json>): Record<string, Json> {
  const told = datedFigures.flatMap((figure) => {
    const held = figures[figure];
    return held === undefined ? [] : [holdsFrom(figure, day, held as string | null)];
  });
  return Object.assign({}, ...told) as Record<string, Json>;
}

let people = 0;
/** Someone of whom this counts, each from the day named. */
export function someone(municipality: string, ...changes: [day: string, figures: Record<string, Json>][]): Case {
  people += 1;
  return {
    personRef: `person${people}`,
    municipality,
    changes: changes.map(([day, figures]) => ({
      at: `${day}T10:00:00.000Z`,
      figures: { ...figures, ...dated(day, figures) },
    })),
  };
}
export const admitted = (day: string): [string, Record<string, Json>] => [
  day,
  { admission: 'admitted', admissionOn: day, admittedOn: day, direction: 'RETURN' },
];
export const left = (day: string, outcome: string): [string, Record<string, Json>] => [
  day,
  { outcome, outcomeOn: day, evidence: 'x', closedOn: day },
];
export const referred = (day: string): [string, Record<string, Json>] => [day, { referredOn: day, openedOn: day }];

/** The register with these people, and no others. */
export async function only(register: Database, cases: readonly Case[]): Promise<Database> {
  await register.execute('truncate trajectories, case_versions, marks, waits cascade');
  await loadCases(register, cases);
  return register;
}
