import type { Listing, PeriodFlag } from '../../trajectory/definitions/listing.js';

/** A figure of the table `trajectories t`, in SQL. */
export const figure = (name: string): string => `t.figures ->> ${literal(name)}`;

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Whether a day lies in the period of a flag, in SQL: of a trajectory in `trajectories t`. */
export function isWithin({ begins, ends }: PeriodFlag, continuing: Listing['continuing'], day: string): string {
  const today = literal(day);
  const endDays = ends.map(({ on, given }) =>
    given === undefined ? `(${figure(on)})` : `(case when ${figure(given)} is not null then ${figure(on)} end)`,
  );
  const began = 'on' in begins ? `coalesce((${figure(begins.on)}) <= ${today}, false)` : standsOn(begins.dated, today);
  const goesOnElsewhere = `coalesce(t.outcome = any(array[${continuing.map(literal).join(', ')}]::text[]), false)`;
  const ended = endDays.length === 0 ? 'false' : `coalesce(least(${endDays.join(', ')}) <= ${today}, false)`;
  return `(${began} and not ${ended} and not ${goesOnElsewhere})`;
}

/** What a dated figure says on a day: the last one that was entered with a day until then. */
function standsOn(name: string, today: string): string {
  const prefix = `${name}@`;
  return `coalesce((select f.value <> '' from jsonb_each_text(t.figures) f
    where starts_with(f.key, ${literal(prefix)}) and substr(f.key, ${prefix.length + 1}) <= ${today}
    order by f.key desc limit 1), false)`;
}
