import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { unchanging } from '../../api/queries.ts';
import type { paths } from '../../api/schema.d.ts';
import { dayOf, today } from '../../language/formats.ts';

export type Table = paths['/v1/statistics']['get']['responses'][200]['content']['application/json'];
export type Row = Table['rows'][number];
export type Question = paths['/v1/statistics']['get']['parameters']['query'];

export const statisticsFilters = ['view', 'from', 'to', 'on', 'asOf', 'classMap', 'municipality'] as const;
export type Values = Partial<Record<(typeof statisticsFilters)[number], string>>;

const views = ['period', 'cohort'] as const;

/** The same day, so many months earlier; the last day of that month where it has no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** What the address asks for, of the last twelve months where it says no days. */
export function questionOf({ view, from, to, asOf, ...others }: Values): Question {
  return {
    ...others,
    view: views.find((one) => one === view) ?? 'period',
    from: from ?? monthsBefore(today(), 12),
    to: to ?? today(),
    // At the end of today is now: it has not come yet.
    asOf: asOf === undefined || asOf >= today() ? undefined : endOfDay(asOf),
  };
}

/** The last instant of a day in the Netherlands, in summer or winter. */
function endOfDay(day: string): string {
  const ends = ['+02:00', '+01:00'].map((offset) => Date.parse(`${day}T23:59:59.999${offset}`));
  const end = ends.find((one) => dayOf(new Date(one + 1).toISOString()) !== day) ?? Date.parse(`${day}T22:59:59Z`);
  return new Date(end).toISOString();
}

/** @throws ApiProblem, Unreachable; TypeError when the server gives a file instead, which is asked for by a link */
export async function readTable(query: Question, signal: AbortSignal): Promise<Table> {
  const answer = await answered(api.GET('/v1/statistics', { params: { query }, signal }));
  if (typeof answer === 'string') throw new TypeError('The figures came as a file, and not as a table.');
  return answer;
}

export function useStatistics(query: Question) {
  return useQuery({
    queryKey: ['lists', 'statistics', query],
    queryFn: ({ signal }) => readTable(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** What each figure counts, and the class maps. */
export function useFigures() {
  return useQuery({
    queryKey: ['catalogue', 'figures'],
    queryFn: ({ signal }) => answered(api.GET('/v1/statistics/definitions', { signal })),
    ...unchanging,
  });
}

/** Where the same table is as a file for a spreadsheet. */
export function csvAddress(query: Question, language: 'nl' | 'en'): string {
  const given = Object.entries({ ...query, format: 'csv', language }).filter(([, value]) => value !== undefined);
  return `/v1/statistics?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
