import type { Cases } from '../../statistics/cases/cases.js';
import type { ListedContradiction } from '../../register/trajectories/contradictions.js';
import { countOverview } from '../../statistics/counting/overview.js';
import { overviewFigures } from '../../statistics/definitions/overviewFigures.js';
import { total } from '../../statistics/table/table.js';
import { addDays, addMonths, monthOf } from '../../trajectory/terms/calendar.js';
import { stepNamingOf } from '../../trajectory/definitions/formerNames.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { capacityOn } from '../figures/figures.js';
import type { OverviewAnswer } from './overviewSchemas.js';

type Counted = OverviewAnswer['months'][number]['opened'][number];
type List = Counted['list'];

/** What a coordinator asks to look over. */
export interface Asked {
  municipalities: readonly string[];
  /** Calendar days. */
  today: string;
  from: string;
  to: string;
  /** Those of which the caller may know. */
  contradictions: readonly ListedContradiction[];
  /** The agency to which the caller's work list is limited; null when it shows that of all. */
  tasksOf: Agency | null;
}

/** How many days ahead a fatal date is soon. */
const soon = 7;

/** Counts, and says of each count which list is behind it. */
export function overviewOf(cases: Cases, programmes: Programmes, asked: Asked): OverviewAnswer {
  const { municipalities, today, from, to, contradictions, tasksOf } = asked;
  const dueBefore = addDays(today, soon + 1);
  const { every: namesOf } = stepNamingOf(programmes);
  const { listing } = programmes.domain;
  const { flags } = listing;
  const when = { today, dueBefore, from, to };
  const { inHand, waiting, flow } = countOverview(cases, { municipalities, ...when, namesOf, flags });
  const columns = [...municipalities, total];
  const places = capacityOn(programmes, municipalities, today);
  const placesOf = (column: string): number | null => {
    if (column !== total) return places[column] ?? null;
    const all = municipalities.map((one) => places[one] ?? null);
    return all.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  };
  const of = (column: string) => ({ municipality: column === total ? municipalities.join(',') : column });
  const trajectories =
    (query: Record<string, string>) =>
    (column: string): List => ({ path: '/v1/trajectories', query: { ...of(column), ...query } });
  const tasks =
    (agency: Agency, query: Record<string, string>) =>
    (column: string): List =>
      tasksOf === null || tasksOf === agency
        ? { path: '/v1/tasks', query: { ...of(column), responsible: agency, ...query } }
        : null;
  /** The sums of what each municipality has, as the lists count them. */
  const counts = <Row extends { municipality: string }>(
    rows: Row[],
    value: (row: Row) => number,
    list: (column: string) => List,
  ) =>
    columns.map((column): Counted => {
      const own = rows.filter(({ municipality }) => column === total || municipality === column);
      return { value: own.reduce((sum, row) => sum + value(row), 0), list: list(column) };
    });
  const cellsOf: Record<string, () => Counted[]> = {
    capacity: () => columns.map((column) => ({ value: placesOf(column), list: null })),
    open: () => counts(inHand, (row) => row.open, trajectories({ status: 'open' })),
    overdue: () => counts(inHand, (row) => row.overdue, trajectories({ overdue: 'true' })),
    'soon-due': () => counts(inHand, (row) => row.soonDue, trajectories({ dueBefore })),
    suspended: () => counts(inHand, (row) => row.suspended, trajectories({ status: 'open', suspended: 'true' })),
  };
  for (const [name, flag] of Object.entries(flags)) {
    if (!flag.counts) continue;
    cellsOf[flag.counts.figure] = () => counts(inHand, (row) => row.flagged[name]!, trajectories({ [name]: 'true' }));
  }
  const definitions = overviewFigures(listing);
  return {
    on: today,
    window: { from, to },
    columns,
    contradictions: contradictions.map((one) => {
      const { trajectoryId, municipality, kind, engineVersion, registerVersion, since } = one;
      const at = since.toISOString();
      return { trajectoryId, municipality, kind, engineVersion, recordedVersion: registerVersion, since: at };
    }),
    figures: definitions.flatMap(({ figure }) =>
      Object.hasOwn(cellsOf, figure) ? [{ figure, cells: cellsOf[figure]!() }] : [],
    ),
    months: monthsBetween(from, to).map((month) => {
      const own = flow.filter((row) => row.month === month.month);
      const { from: first, to: last } = month;
      return {
        ...month,
        opened: counts(own, (row) => row.opened, trajectories({ openedFrom: first, openedTo: last })),
        closed: counts(own, (row) => row.closed, trajectories({ closedFrom: first, closedTo: last })),
      };
    }),
    agencies: programmes.domain.agencyNames.map((agency) => ({
      agency,
      cells: columns.map((column) => {
        const row = waiting.find(
          (one) =>
            one.agency === agency && (column === total ? one.municipality === null : one.municipality === column),
        );
        return {
          open: { value: row?.open ?? 0, list: tasks(agency, {})(column) },
          overdue: { value: row?.overdue ?? 0, list: tasks(agency, { overdue: 'true' })(column) },
          medianDays: row?.median ?? null,
          longestDays: row?.longest ?? null,
        };
      }),
    })),
    definitions,
  };
}

/** Every month of a window, with its days as far as they lie in it. */
function monthsBetween(from: string, to: string): { month: string; from: string; to: string }[] {
  const months: ReturnType<typeof monthsBetween> = [];
  for (let first = `${monthOf(from)}-01`; first <= to; first = addMonths(first, 1)) {
    const last = addDays(addMonths(first, 1), -1);
    months.push({ month: monthOf(first), from: first < from ? from : first, to: last > to ? to : last });
  }
  return months;
}
