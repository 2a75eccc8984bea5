import type { Database } from '../../src/register/database/database.js';
import { datedFigures } from './lvvFigures.js';
import { holdsFrom } from '../../src/trajectory/terms/dated.js';
import type { Json } from '../../src/trajectory/replayed/state.js';

/** A made-up trajectory, as the register knows it: what counted of it after each moment. */
export interface Case {
  personRef: string;
  episode?: number;
  municipality: string;
  /** What was counted at a moment, over what was before; null takes a figure away. */
  changes: { at: string; figures: Record<string, Json> }[];
  marks?: { at: string; name: string; on: string; value?: string; days?: number }[];
  waits?: { at: string; until: string | null; step: string; responsible: string; since: string }[];
}

/** Puts many of them into the register at once: into the tables of which the figures are made, as recording would. */
export async function loadCases(register: Database, cases: readonly Case[]): Promise<void> {
  for (let start = 0; start < cases.length; start += 2_000) await loadSome(register, cases.slice(start, start + 2_000));
}

/** With what holds from a day on also by the day on which it was told, where a case does not say from which. */
function byTheDay(at: string, figures: Record<string, Json>): Record<string, Json> {
  const isDated = (figure: string) => Object.keys(figures).some((key) => key.startsWith(`${figure}@`));
  const told = datedFigures.flatMap((figure) => {
    const value = figures[figure];
    return typeof value === 'string' && !isDated(figure) ? [holdsFrom(figure, at.slice(0, 10), value)] : [];
  });
  return Object.assign({}, figures, ...told) as Record<string, Json>;
}

async function loadSome(register: Database, cases: readonly Case[]): Promise<void> {
  const versions = cases.flatMap((one) => {
    let figures: Record<string, Json> = {};
    return one.changes.map(({ at, figures: changed }, i) => {
      const begun = i === 0 ? { municipality: one.municipality, ...changed } : changed;
      const merged = Object.entries({ ...figures, ...byTheDay(at, begun) }).filter(([, value]) => value !== null);
      figures = Object.fromEntries(merged);
      const { personRef, episode = 1 } = one;
      const id = `${personRef}.${episode}`;
      return { id, person_ref: personRef, episode, sequence: i + 1, at, figures, last: i === one.changes.length - 1 };
    });
  });
  const idOf = ({ personRef, episode = 1 }: Case) => `${personRef}.${episode}`;
  const numbered = <T extends object>(of: (one: Case) => readonly T[] | undefined) =>
    cases.flatMap((one) =>
      (of(one) ?? []).map((row, i) => ({
        ...row,
        trajectory_id: idOf(one),
        municipality: one.municipality,
        sequence: i + 1,
      })),
    );
  await register.query(
    {
      text: `
        with versions as (
          select * from jsonb_to_recordset($1::jsonb) as v(id text, person_ref text, episode integer, sequence integer,
            at timestamptz, figures jsonb, last boolean)
        ), cases as (
          insert into trajectories (id, person_ref, episode, municipality, version, status, direction, outcome, parties,
            overdue, opened_at, updated_at, figures)
          select id, person_ref, episode, figures ->> 'municipality', sequence,
            case when figures ? 'closedOn' then 'closed' else 'open' end, figures ->> 'direction', figures ->> 'outcome', '{}',
            false, at, at, figures from versions where last
        ), marked as (
          insert into marks (trajectory_id, sequence, position, name, on_day, value, days, municipality, at)
          select trajectory_id, sequence, 0, name, "on", value, days, municipality, at
          from jsonb_to_recordset($2::jsonb) as m(trajectory_id text, sequence integer, name text, "on" text, value text,
            days integer, municipality text, at timestamptz)
        ), waited as (
          insert into waits (trajectory_id, sequence, step, responsible, since, at, until)
          select trajectory_id, sequence, step, responsible, since, at, until
          from jsonb_to_recordset($3::jsonb) as w(trajectory_id text, sequence integer, step text, responsible text,
            since text, at timestamptz, until timestamptz)
        )
        insert into case_versions (trajectory_id, sequence, at, figures) select id, sequence, at, figures from versions`,
    },
    [
      JSON.stringify(versions),
      JSON.stringify(numbered((one) => one.marks)),
      JSON.stringify(numbered((one) => one.waits)),
    ],
  );
}
