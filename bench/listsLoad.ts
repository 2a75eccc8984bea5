import { holdsFrom, yes } from '../src/trajectory/terms/dated.js';
import { partiesKnowAll } from '../test/support/partiesKnowAll.js';
import type { Database } from '../src/register/database/database.js';
import { places } from '../src/register/database/sealing.js';
import { addDays } from '../src/trajectory/terms/calendar.js';
import { loadCases, type Case } from '../test/support/cases.js';

/** Five cities of unequal size, the smallest last. */
export const cities = ['amsterdam', 'rotterdam', 'utrecht', 'eindhoven', 'groningen'] as const;
const shares = [0.35, 0.25, 0.2, 0.12, 0.08];
/** One referral in so many is of a day in the last five years; who came in the last half year is mostly still there. */
const days = 5 * 365;

/** The same numbers each time: a linear congruential generator, which is random enough for made-up people. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Made-up people over five years until `today`, as the register counts them. */
function* people(count: number, today: string): Generator<Case> {
  const random = seeded(2);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const cityOf = () => {
    let at = random();
    return cities[shares.findIndex((share) => (at -= share) < 0)] ?? 'amsterdam';
  };
  for (let i = 0; i < count; i += 1) {
    const referred = addDays(today, -Math.floor(random() * days));
    const after = (least: number, most: number) => Math.floor(least + random() * (most - least));
    const changes: Case['changes'] = [];
    let day = referred;
    const change = (figures: Case['changes'][number]['figures'], daysOn: number): boolean => {
      const next = addDays(day, daysOn);
      if (next > today) return false;
      day = next;
      changes.push({
        at: `${day}T09:${String(i % 60).padStart(2, '0')}:00.${String(i % 1000).padStart(3, '0')}Z`,
        figures,
      });
      return true;
    };
    const municipality = cityOf();
    const where = holdsFrom('municipality', referred, municipality);
    change({ referredOn: referred, openedOn: referred, channel: 'desk', ...where }, 0);
    const decided = addDays(referred, after(10, 60));
    const direction = pick(['RETURN', 'LEGALISATION', 'UNDER_INVESTIGATION']);
    const goesOn =
      change({ intakeOn: addDays(referred, 7) }, 7) &&
      change({ firstConferenceOn: addDays(day, 3) }, 3) &&
      decided > day &&
      change(
        random() < 0.2
          ? {
              admission: 'refused',
              admissionOn: decided,
              refusedOn: decided,
              outcome: 'REFUSED_AT_ADMISSION',
              outcomeOn: decided,
              closedOn: decided,
            }
          : {
              admission: 'admitted',
              admissionOn: decided,
              admittedOn: decided,
              direction,
              ...holdsFrom('direction', decided, direction),
              ...holdsFrom('stayUntil', decided, addDays(decided, 548)),
              ...holdsFrom('sheltered', decided, yes),
            },
        Math.max(0, Math.round((Date.parse(decided) - Date.parse(day)) / 86_400_000)),
      ) &&
      changes.at(-1)!.figures['closedOn'] === undefined;
    if (goesOn) {
      const left = addDays(day, after(60, 500));
      const outcome = pick(['RETURNED_INDEPENDENT', 'PERMIT', 'MOB', 'OWN_REQUEST', 'RETURNED_FORCED']);
      change(
        { outcome, outcomeOn: left, evidence: 'departure-confirmation', closedOn: left },
        Math.round((Date.parse(left) - Date.parse(day)) / 86_400_000),
      );
    }
    yield {
      personRef: `bench${String(i).padStart(21, '0')}`,
      municipality,
      changes,
      marks: changes.slice(1).map(({ at }) => ({
        at,
        name: 'step-done',
        on: at.slice(0, 10),
        value: pick(['municipality', 'ngo', 'dtv', 'ind']),
        days: after(1, 60),
      })),
    };
  }
}

/** The row of each as recording leaves it, beside what counts of it: parties, dates, steps that are open. */
const rows = `
  update trajectories t set
    opened_at = (select min(at) from case_versions v where v.trajectory_id = t.id),
    closed_at = case when status = 'closed' then updated_at end,
    parties = case when h % 50 = 0 then '{municipality,ngo,avim}'::text[] when h % 3 = 0 then '{municipality,ngo,ind}'::text[]
      else '{municipality,ngo,dtv,ind}'::text[] end,
    overdue = status = 'open' and h % 9 = 0,
    suspended = status = 'open' and h % 23 = 0,
    next_deadline = case when status = 'open' and h % 23 <> 0 then current_date + (h % 90 - case when h % 9 = 0 then 90 else 0 end) end
  from (select id, abs(hashtext(id)) as h from trajectories) hashed where hashed.id = t.id;
  ${partiesKnowAll}
  insert into open_steps (trajectory_id, step, responsible, opened_at, target_date, fatal_date, overdue, known_to, version)
  select t.id, s.step, s.responsible, t.updated_at, t.next_deadline - 5, t.next_deadline, t.overdue, s.known_to, t.version
  from trajectories t cross join lateral (values
    ('case-conference', 'municipality', null::text[], not t.figures ? 'admittedOn'),
    ('legal-review', 'ngo', null, t.figures ? 'admittedOn'),
    ('return-counselling', 'dtv', null, t.direction = 'RETURN'),
    ('identity', 'avim', null, 'avim' = any(t.parties)),
    ('medical', 'ngo', '{municipality,ngo}', abs(hashtext(t.id)) % 31 = 0),
    ('escalation', 'municipality', null, abs(hashtext(t.id)) % 37 = 0)
  ) s(step, responsible, known_to, is_open) where t.status = 'open' and s.is_open;
  insert into waits (trajectory_id, sequence, step, responsible, since, at)
  select trajectory_id, 100 + row_number() over (partition by trajectory_id), step, responsible, day_of(opened_at), opened_at
  from open_steps;
  analyze;
`;

/** Fills an empty register. A message's seal is of one made-up person, so that there is one key and not a hundred thousand. */
export async function load(register: Database, count: number, today: string): Promise<void> {
  let some: Case[] = [];
  for (const one of people(count, today)) {
    some.push(one);
    if (some.length === 2_000) {
      await loadCases(register, some);
      some = [];
    }
  }
  await loadCases(register, some);
  await register.execute(rows);
  await messages(register);
}

async function messages(register: Database): Promise<void> {
  const all = await register.query<{ id: string; municipality: string }>({
    text: 'select id, municipality from trajectories',
  });
  for (let start = 0; start < all.length; start += 5_000) {
    const sealed = await Promise.all(
      all.slice(start, start + 5_000).map(async ({ id, municipality }, i) => {
        const content = { eventType: 'step-completed', step: 'intake', subject: 'bestendig: intake' };
        const { keyId, sealed: text } = await register.sealer.seal('bench', places.message(id, 1), content);
        return {
          id: `${id}-1`,
          trajectoryId: id,
          municipality,
          keyId,
          sealed: text,
          agency: i % 50 === 0 ? 'avim' : 'ngo',
        };
      }),
    );
    await register.query(
      {
        text: `insert into notifications (id, trajectory_id, municipality, sequence, agency, channel, key_id, sealed, status,
            created_at, retry_until, sent_at)
          select n.id, "trajectoryId", n.municipality, 1, agency, 'mail', "keyId", decode(sealed, 'base64'), 'sent',
            t.opened_at, t.opened_at, t.opened_at
          from jsonb_to_recordset($1::jsonb) as n(id text, "trajectoryId" text, municipality text, "keyId" text, sealed text,
            agency text) join trajectories t on t.id = "trajectoryId"`,
      },
      [JSON.stringify(sealed)],
    );
  }
  await register.execute('analyze notifications');
}
