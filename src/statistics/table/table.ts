import type { Text } from '../../trajectory/language.js';
import type { ClassMap } from '../../trajectory/figures/classMap.js';
import type { ViewDefinition } from '../../trajectory/figures/definition.js';
import {
  additive,
  type Attributes,
  partsOf,
  partTitle,
  type Figure,
  type Group,
  type PartWords,
  type Tally,
  type Unit,
  type View,
  type WindowKind,
} from '../../trajectory/figures/figure.js';
import { percent, sum, type Measured, type Window } from '../counting/measured.js';
import { notesOf } from '../definitions/notes.js';
import type { Tallies, Transfer } from '../counting/tallies.js';
import { transferCells } from './transferCells.js';
import { cellsOf, suppressed, type Cube } from './suppression.js';

/** The total's column, beside those of the municipalities. */
export const total = 'total';

/** Numbers of days that were worked out beside the counts, by the count that they are of, its part and the column. */
export type Durations = ReadonlyMap<string, Partial<Record<'median' | 'p90' | 'oldest', number>>>;
export const durationKey = (figure: string, part: string, column: string): string => `${figure} ${part} ${column}`;

/** What a table is made from. */
export interface Counted {
  view: View;
  /** What the domain counts in this view. */
  definition: Pick<ViewDefinition, 'figures' | 'groups' | 'about'>;
  window: Window;
  /** UTC instant: as it was known then. */
  asOf: string;
  municipalities: readonly string[];
  classMap: ClassMap;
  /** Counts below this are small; 0 shows all. */
  suppressBelow: number;
  tallies: Tallies;
  transfers: readonly Transfer[];
  durations: Durations;
  words: PartWords;
  /** Places by municipality; null where that is not known. */
  capacity: Readonly<Record<string, number | null>>;
}

export interface Cell {
  /** Null when it is not known, or suppressed. */
  value: number | null;
  suppressed: boolean;
  /** Whole percent of the row that `shareOf` names. */
  share: number | null;
}

export interface Row {
  group: string;
  figure: string;
  /** The code of the part, for a figure that is split. */
  part: string | null;
  version: number;
  title: Text;
  definition: Text;
  population: string;
  unit: Unit;
  window: WindowKind;
  shareOf: string | null;
  /** In the order of the table's columns. */
  cells: Cell[];
}

export interface Table {
  view: View;
  asOf: string;
  window: Window;
  population: Text;
  classMap: ClassMap;
  suppression: { below: number };
  columns: string[];
  groups: readonly Group[];
  rows: Row[];
  notes: Text[];
}

/** The table of a view. Pure: the same counts give the same table. */
export function tableOf(counted: Counted): Table {
  const { view, window, asOf, municipalities, classMap, suppressBelow, definition } = counted;
  const { figures, groups } = definition;
  const counts = new Map<string, CountRow>();
  for (const population of new Set(figures.map((figure) => figure.population))) {
    const counting = figures.filter((figure) => figure.population === population);
    for (const row of countRows(counting, counted, counted.tallies[population] ?? [])) {
      counts.set(`${row.figure.id} ${row.part}`, row);
    }
  }
  for (const row of transferRows(figures, counted)) counts.set(`${row.figure.id} ${row.part}`, row);
  const rows = figures.flatMap((figure) => rowsOf(figure, counts, counted));
  return {
    view,
    asOf,
    window,
    population: definition.about(municipalities.join(', ')),
    classMap,
    suppression: { below: suppressBelow },
    columns: [...municipalities, total],
    groups,
    rows,
    notes: notesOf(view, suppressBelow),
  };
}

interface CountRow {
  figure: Figure;
  part: string;
  /** By municipality and last the total. */
  values: number[];
  hidden: boolean[];
}

/** The counts of one population: together, since what is not shown of one may follow from another. */
function countRows(figures: readonly Figure[], counted: Counted, tallies: readonly Tally[]): CountRow[] {
  const { municipalities, classMap, suppressBelow } = counted;
  const atoms = atomsOf(tallies, municipalities);
  const rows: { figure: Figure; part: string }[] = [];
  for (const figure of figures) {
    const { making } = figure;
    if (making.kind !== 'count') continue;
    const found = atoms.filter(({ counts }) => counts.some((n) => n > 0));
    const seen = found.flatMap(({ attributes }) => making.counts(attributes, classMap) ?? []);
    const known = Object.keys(partsOf(figure, counted.words));
    const more = [...new Set(seen)].filter((part) => !known.includes(part)).toSorted();
    const parts = making.split ? [...known, ...more] : [''];
    rows.push(...parts.map((part) => ({ figure, part })));
  }
  const cube: Cube = {
    rows: rows.length,
    municipalities: municipalities.length,
    atoms: atoms.map(({ attributes, counts }) => ({
      values: Object.values(attributes),
      counts,
      rows: rows.flatMap(({ figure: { making }, part }, i) =>
        making.kind === 'count' && making.counts(attributes, classMap) === part ? [i] : [],
      ),
    })),
  };
  const hidden = suppressed(cube, suppressBelow);
  const cells = cellsOf(cube);
  return rows.map(({ figure, part }, i) => {
    const each = cells[i]!.slice(0, -1).map((value, m) => measured(figure, part, counted, municipalities[m]!, value));
    return { figure, part, values: [...each.map(({ value }) => value), totalOf(each)], hidden: hidden[i]! };
  });
}

/** Who came and went. */
function transferRows(figures: readonly Figure[], counted: Counted): CountRow[] {
  const { transfers, municipalities, suppressBelow } = counted;
  const own = figures.flatMap((figure) =>
    figure.making.kind === 'transfers' ? [{ figure, way: figure.making.way }] : [],
  );
  if (own.length === 0) return [];
  const stagesOf = (figure: Figure) => Object.keys(partsOf(figure, counted.words));
  const cells = transferCells(transfers, municipalities, suppressBelow, stagesOf(own[0]!.figure));
  return own.flatMap(({ figure, way }) => stagesOf(figure).map((part) => ({ figure, part, ...cells[way][part]! })));
}

/** Every combination of what tells members apart, also those that nobody has: someone might. */
function atomsOf(
  tallies: readonly Tally[],
  municipalities: readonly string[],
): { attributes: Attributes; counts: number[] }[] {
  const values = new Map<string, Set<string>>();
  for (const { attributes } of tallies) {
    for (const [name, value] of Object.entries(attributes)) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  let combinations: Attributes[] = tallies.length > 0 ? [{}] : [];
  for (const [name, all] of values) {
    combinations = combinations.flatMap((one) => [...all].map((value) => ({ ...one, [name]: value })));
  }
  const counts = new Map(combinations.map((one) => [JSON.stringify(one), municipalities.map(() => 0)]));
  for (const { municipality, attributes, n } of tallies) {
    const m = municipalities.indexOf(municipality);
    if (m < 0) throw new Error(`A count of ${municipality} does not belong in this table.`);
    counts.get(JSON.stringify(attributes))![m]! += n;
  }
  return combinations.map((attributes) => ({ attributes, counts: counts.get(JSON.stringify(attributes))! }));
}

function measured(figure: Figure, part: string, counted: Counted, municipality: string, value: number): Measured {
  const { window, asOf, classMap } = counted;
  return {
    figure: figure.id,
    version: figure.version,
    part: part === '' ? null : part,
    population: figure.population,
    unit: figure.unit,
    windowKind: figure.window,
    window,
    asOf,
    classMap: figure.byClass ? classMap.id : null,
    additive: additive(figure),
    municipalities: [municipality],
    value,
  };
}

function totalOf(each: readonly Measured[]): number {
  return each.reduce(sum).value;
}

/** The rows of one figure, from the counts of all. */
function rowsOf(figure: Figure, counts: ReadonlyMap<string, CountRow>, counted: Counted): Row[] {
  const { making } = figure;
  const { municipalities } = counted;
  if (making.kind === 'count' || making.kind === 'transfers') {
    const shareOf = making.kind === 'count' ? making.shareOf : undefined;
    const whole = shareOf === undefined ? undefined : counts.get(`${shareOf} `);
    return countsOf(counts, figure.id).map((row) => {
      const cells = row.values.map((value, i): Cell => {
        if (row.hidden[i]) return hiddenCell;
        const share = whole && !whole.hidden[i] ? percent(value, whole.values[i]!) : null;
        return { value, suppressed: false, share };
      });
      return rowOf(figure, row.part, cells, counted.words);
    });
  }
  if (making.kind === 'spread') {
    const { of, which } = making;
    return countsOf(counts, of).map((row) => {
      // The oldest of all is the oldest of one of them: of which one may not be shown.
      const someHidden = which === 'oldest' && row.hidden.includes(true);
      const cells = row.values.map((n, i): Cell => {
        const column = municipalities[i] ?? total;
        if (row.hidden[i] || (column === total && someHidden)) return hiddenCell;
        const days = counted.durations.get(durationKey(of, row.part, column))?.[which];
        return { value: n === 0 ? null : (days ?? null), suppressed: false, share: null };
      });
      return rowOf(figure, row.part, cells, counted.words);
    });
  }
  const places = placesOf(counted);
  if (making.kind === 'capacity') {
    return [
      rowOf(
        figure,
        '',
        places.map((value) => ({ value, suppressed: false, share: null })),
        counted.words,
      ),
    ];
  }
  const above = counts.get(`${making.of.figure} ${making.of.part ?? ''}`);
  const below = counts.get(`${making.to} `);
  const wholes = below?.values ?? places;
  const cells = wholes.map((whole, i): Cell => {
    if (above?.hidden[i] || below?.hidden[i]) return hiddenCell;
    const value = whole === null || !above ? null : percent(above.values[i]!, whole);
    return { value, suppressed: false, share: null };
  });
  return [rowOf(figure, '', cells, counted.words)];
}

const hiddenCell: Cell = { value: null, suppressed: true, share: null };

const countsOf = (counts: ReadonlyMap<string, CountRow>, id: string): CountRow[] =>
  [...counts.values()].filter(({ figure }) => figure.id === id);

/** Places by column; the total is known when all are. */
function placesOf(counted: Counted): (number | null)[] {
  const { municipalities, capacity } = counted;
  const figure = counted.definition.figures.find(({ making }) => making.kind === 'capacity');
  const places = municipalities.map((municipality) => capacity[municipality] ?? null);
  if (!figure) return [...places, null];
  const known = places.flatMap((value, m) =>
    value === null ? [] : [measured(figure, '', counted, municipalities[m]!, value)],
  );
  return [...places, known.length === places.length ? totalOf(known) : null];
}

function rowOf(figure: Figure, part: string, cells: Cell[], words: PartWords): Row {
  const { group, id, version, definition, population, unit, window, making } = figure;
  const named = part === '' ? undefined : partTitle(figure, part, words);
  const title = named ? { en: `${figure.title.en}: ${named.en}`, nl: `${figure.title.nl}: ${named.nl}` } : figure.title;
  const shareOf = making.kind === 'count' ? (making.shareOf ?? null) : null;
  return {
    group,
    figure: id,
    part: part === '' ? null : part,
    version,
    title,
    definition,
    population,
    unit,
    window,
    shareOf,
    cells,
  };
}
