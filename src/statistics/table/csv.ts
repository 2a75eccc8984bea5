import type { Text } from '../../trajectory/language.js';
import type { Unit } from '../../trajectory/figures/figure.js';
import type { Cell, Table } from './table.js';

type Language = keyof Text;

const words = {
  nl: {
    view: 'Weergave',
    views: { period: 'periode', cohort: 'cohort' },
    population: 'Populatie',
    window: 'Periode',
    on: 'Peildatum',
    asOf: 'Zoals bekend op',
    classMap: 'Indeling',
    holdsFrom: 'geldt vanaf',
    note: 'Let op',
    columns: ['Groep', 'Cijfer', 'Versie', 'Deel', 'Titel', 'Eenheid', 'Over', 'Definitie'],
    total: 'totaal',
    share: '%',
    hidden: 'x',
    hiddenNote: 'x staat voor een aantal dat niet wordt getoond.',
    unknown: 'onbekend',
    units: {
      people: 'mensen',
      places: 'plaatsen',
      percent: 'procent',
      days: 'dagen',
      times: 'keer',
      steps: 'stappen',
    },
    windows: { 'on-date': 'peildatum', period: 'periode', cohort: 'cohort' },
  },
  en: {
    view: 'View',
    views: { period: 'period', cohort: 'cohort' },
    population: 'Population',
    window: 'Period',
    on: 'Reference date',
    asOf: 'As known at',
    classMap: 'Class map',
    holdsFrom: 'holds from',
    note: 'Note',
    columns: ['Group', 'Figure', 'Version', 'Part', 'Title', 'Unit', 'About', 'Definition'],
    total: 'total',
    share: '%',
    hidden: 'x',
    hiddenNote: 'x stands for a count that is not shown.',
    unknown: 'not known',
    units: { people: 'people', places: 'places', percent: 'percent', days: 'days', times: 'times', steps: 'steps' },
    windows: { 'on-date': 'reference date', period: 'period', cohort: 'cohort' },
  },
} as const;

/**
 * The table as a spreadsheet reads it in the Netherlands: semicolons, and a mark at the start that says UTF-8. What the
 * table is about stands above it, so that it travels along with every copy.
 */
export function csvOf(table: Table, language: Language): string {
  const say = words[language];
  const { window, classMap } = table;
  const head = [
    [say.view, say.views[table.view]],
    [say.population, table.population[language]],
    [say.window, window.from, window.to],
    [say.on, window.on],
    [say.asOf, table.asOf],
    [
      say.classMap,
      classMap.id,
      classMap.title[language],
      `${say.holdsFrom} ${classMap.from}`,
      classMap.source[language],
    ],
    ...Object.entries(classMap.classes).map(([outcome, is]) => [say.classMap, outcome, is]),
    ...table.notes.map((note) => [say.note, note[language]]),
    [say.note, say.hiddenNote],
    [],
  ];
  const columns = table.columns.flatMap((column) => {
    const name = column === table.columns.at(-1) ? say.total : column;
    return [name, `${name} ${say.share}`];
  });
  const groups = new Map(table.groups.map(({ id, title }) => [id, title[language]]));
  const rows = table.rows.map((row) => [
    groups.get(row.group) ?? row.group,
    row.figure,
    String(row.version),
    row.part ?? '',
    row.title[language],
    say.units[row.unit],
    say.windows[row.window],
    row.definition[language],
    ...row.cells.flatMap((cell) => [numberIn(cell, row.unit, say), cell.share === null ? '' : String(cell.share)]),
  ]);
  const lines = [...head, [...say.columns, ...columns], ...rows].map((line) => line.map(quoted).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Of nobody there is no median: that is not the same as not known. */
function numberIn({ value, suppressed }: Cell, unit: Unit, say: { hidden: string; unknown: string }): string {
  if (suppressed) return say.hidden;
  return value === null ? (unit === 'days' ? '' : say.unknown) : String(value);
}

/** What a spreadsheet would run as a formula becomes text: codes and names come from outside. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
