import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { today } from '../../language/formats.ts';
import { monthsBefore, readTable, type Row, type Table } from '../statistics/asking.ts';

type Answer<Path extends '/v1/tasks' | '/v1/trajectories' | '/v1/agenda'> =
  paths[Path]['get']['responses'][200]['content']['application/json'];
export type Task = Answer<'/v1/tasks'>['items'][number];
export type Trajectory = Answer<'/v1/trajectories'>['items'][number];
export type AgendaItem = Answer<'/v1/agenda'>['items'][number];

/** As many as are counted one by one; of more it is said that they are more. */
export const mostCounted = 200;
/** Steps whose day comes before this many days from now are soon due. */
const soonWithin = 8;
/** Months that a picture has room for. */
const mostMonths = 12;
/** Milliseconds for which a month that is over counts as read: it changes only by a correction. */
const pastMonthHolds = 10 * 60_000;

/** What the address says of which figures are shown. */
export interface Choice {
  municipality: string | undefined;
  from: string;
  to: string;
}

/** The last twelve months of all within reach, where the address says nothing. */
export function choiceOf({ municipality, from, to }: { municipality?: string; from?: string; to?: string }): Choice {
  const last = to === undefined || to > today() ? today() : to;
  return { municipality, from: from ?? `${monthsBefore(last, mostMonths - 1).slice(0, 7)}-01`, to: last };
}

/** Figures of the period, and on its last day of what is open and waits. */
export function useFigureTable({ municipality, from, to }: Choice) {
  const query = { view: 'period' as const, from, to, municipality };
  return useQuery({
    queryKey: ['lists', 'statistics', query],
    queryFn: ({ signal }) => readTable(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** The last cell of a row is of all municipalities that are asked for. */
export function totalOf(row: Row | undefined): Row['cells'][number] | undefined {
  return row?.cells.at(-1);
}

export function figureIn(table: Table, figure: string): Row | undefined {
  return table.rows.find((row) => row.figure === figure);
}

/** What stands in a cell: null where it is not known, and x where it is not shown. */
export function shownIn(cell: Row['cells'][number] | undefined): number | string | null {
  if (!cell) return null;
  return cell.suppressed ? 'x' : cell.value;
}

export interface Month {
  month: string;
  inflow: number | string | null;
  outflow: number | string | null;
}

/** The months of the period, the newest as far as there is room; the one that runs is read again at each change. */
export function useMonths({ municipality, from, to }: Choice): { months: Month[]; isComplete: boolean } {
  const windows = monthWindows(from, to);
  return useQueries({
    queries: windows.map((window) => {
      const query = { view: 'period' as const, ...window, municipality };
      const isOver = window.to < today();
      return {
        queryKey: [isOver ? 'months' : 'lists', 'month', query],
        queryFn: ({ signal }: { signal: AbortSignal }) => readTable(query, signal),
        ...(isOver && { staleTime: pastMonthHolds }),
      };
    }),
    combine: (results) => ({
      isComplete: results.every(({ data }) => data !== undefined),
      months: results.map(({ data }, i) => ({
        month: windows[i]!.from.slice(0, 7),
        inflow: data ? shownIn(totalOf(figureIn(data, 'referred'))) : null,
        outflow: data ? shownIn(totalOf(figureIn(data, 'outflow'))) : null,
      })),
    }),
  });
}

function monthWindows(from: string, to: string): { from: string; to: string }[] {
  const windows: { from: string; to: string }[] = [];
  for (let last = to; last >= from && windows.length < mostMonths;) {
    const first = `${last.slice(0, 7)}-01`;
    windows.unshift({ from: first < from ? from : first, to: last });
    last = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
  }
  return windows;
}

export type TaskQuery = { overdue: 'true' | 'false'; dueBefore?: string; municipality?: string | undefined };

/** Open steps, as the list behind the figure asks for them. */
export function useTasks(query: TaskQuery) {
  return useQuery({
    queryKey: ['lists', 'tasks', query, mostCounted],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/tasks', { params: { query: { ...query, limit: mostCounted } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function overdueQuery({ municipality }: Choice): TaskQuery {
  return { overdue: 'true', municipality };
}

export function soonQuery({ municipality }: Choice): TaskQuery {
  const before = new Date(Date.parse(today()) + soonWithin * 86_400_000).toISOString().slice(0, 10);
  return { overdue: 'false', dueBefore: before, municipality };
}

export type TrajectoryQuery = { status: 'open'; openStep?: string; municipality?: string | undefined };

export function useTrajectories(query: TrajectoryQuery) {
  return useQuery({
    queryKey: ['lists', 'trajectories', query, mostCounted],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories', { params: { query: { ...query, limit: mostCounted } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Where a level of the escalation ladder is asked, there this step is open. */
export const escalatedQuery = ({ municipality }: Choice): TrajectoryQuery => ({
  status: 'open',
  openStep: 'escalation',
  municipality,
});

/** The address of the list behind a figure, with the same filter. */
export function listAddress(path: '/work' | '/trajectories', query: TaskQuery | TrajectoryQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
