import { agendaFactsOf, noPrecedence } from '../trajectories/agendaFacts.js';
import { beginDeeds } from './beginDeeds.js';
import { chainStart, hashAfter } from '../integrity/chain.js';
import type { Database } from '../database/database.js';
import { chainOf } from '../trajectories/recordedEvents.js';
import { places, seal, type EventContent, type MessageContent } from '../trajectories/sealing.js';
import { sealSomeDelegations, sealSomeErasures } from './sealOlderTexts.js';

/**
 * Seals what was recorded before the register sealed what it keeps, and gives what was decided before there were deeds its
 * deeds. Any process that has the keys may do it, and several
 * at once: of each trajectory or message one of them does it, in one statement. So it can be stopped and goes on later.
 * Until it has come to a trajectory, that one can be read, but what happens to it waits to be recorded.
 * @throws RegisterUnavailable, KeysUnavailable
 */
export async function sealOlder(
  database: Database,
  log: (line: string) => void = () => {},
  stop?: AbortSignal,
): Promise<void> {
  const trajectories = await untilNone(stop, () => sealSomeTrajectories(database));
  const messages = await untilNone(stop, () => sealSomeMessages(database));
  const delegations = await untilNone(stop, () => sealSomeDelegations(database));
  const erasures = await untilNone(stop, () => sealSomeErasures(database));
  if (trajectories + messages + delegations + erasures > 0) {
    log(
      `Sealed what was recorded before: ${trajectories} trajectories, ${messages} messages, ${delegations} delegations and ${erasures} erasures.`,
    );
  }
  if (!stop?.aborted) await beginDeeds(database);
}

/** Calls it until it did nothing. @returns how many there were */
async function untilNone(stop: AbortSignal | undefined, someOfThem: () => Promise<number>): Promise<number> {
  let all = 0;
  while (!stop?.aborted) {
    const some = await someOfThem();
    if (some === 0) break;
    all += some;
  }
  return all;
}

const atOnce = 200;
/** Most of the time goes to making the keys of persons. */
const together = 8;

async function sealSomeTrajectories(database: Database): Promise<number> {
  const found = await database.query<{ id: string }>(
    {
      name: 'trajectories-unsealed',
      text: `select distinct trajectory_id as id from events where unsealed is not null order by id limit $1`,
    },
    [atOnce],
  );
  for (let start = 0; start < found.length; start += together) {
    await Promise.all(found.slice(start, start + together).map(({ id }) => sealTrajectory(database, id)));
  }
  return found.length;
}

interface OlderEvent {
  sequence: number;
  commandId: string;
  unsealed: EventContent | null;
}

async function sealTrajectory(database: Database, id: string): Promise<void> {
  const { sealer } = database;
  const events = await database.query<OlderEvent>(
    {
      name: 'events-unsealed',
      text: `select sequence, command_id as "commandId", unsealed from events where trajectory_id = $1 order by sequence`,
    },
    [id],
  );
  const sealed: { sequence: number; keyId: string; sealed: string; hash: string }[] = [];
  let chain = '';
  let hash = chainStart;
  for (const { sequence, commandId, unsealed } of events) {
    // Another process was here since they were found.
    if (unsealed === null) return;
    const event = await seal(sealer, id, places.event(id, sequence), unsealed);
    chain ||= await chainOf(sealer, id);
    const bytes = Buffer.from(event.sealed, 'base64');
    hash = hashAfter(hash, { chain, sequence, commandId, keyId: event.keyId, sealed: bytes });
    sealed.push({ sequence, ...event, hash: hash.toString('hex') });
  }
  const effects = events.map(({ unsealed }) => unsealed?.effect);
  const agenda = await agendaFactsOf(sealer, id, effects, () => Promise.resolve(noPrecedence));
  await database.query(
    {
      name: 'seal-events',
      text: `
        with older as (
          select sequence from events where trajectory_id = $1 and unsealed is not null order by sequence for update
        ), sealed as (
          update events e set key_id = s."keyId", sealed = decode(s.sealed, 'base64'), chain = $3,
            hash = decode(s.hash, 'hex'), unsealed = null
          from older join jsonb_to_recordset($2::jsonb) as s(sequence integer, "keyId" text, sealed text, hash text)
            using (sequence)
          where e.trajectory_id = $1 and e.sequence = older.sequence
          returning e.sequence
        )
        update trajectories set agenda = $4::jsonb where id = $1 and exists (select from sealed)`,
    },
    [id, JSON.stringify(sealed), chain, JSON.stringify(agenda)],
  );
}

async function sealSomeMessages(database: Database): Promise<number> {
  const messages = await database.query<{
    id: string;
    trajectoryId: string;
    sequence: number;
    unsealed: MessageContent & { lastError?: string | null };
  }>(
    {
      name: 'messages-unsealed',
      text: `select id, trajectory_id as "trajectoryId", sequence, unsealed from notifications
        where unsealed is not null order by id limit $1`,
    },
    [atOnce],
  );
  if (messages.length === 0) return 0;
  const sealed = await Promise.all(
    messages.map(async ({ id, trajectoryId, sequence, unsealed }) => {
      const { lastError = null, ...content } = unsealed;
      const message = await seal(database.sealer, trajectoryId, places.message(trajectoryId, sequence), content);
      const error = lastError === null ? null : await seal(database.sealer, trajectoryId, places.error(id), lastError);
      return { id, unsealed, ...message, errorKeyId: error?.keyId ?? null, errorSealed: error?.sealed ?? null };
    }),
  );
  await database.query(
    {
      name: 'seal-messages',
      // One that was delivered meanwhile has other content now, and is taken with the next.
      text: `
        with older as (
          select s.* from jsonb_to_recordset($1::jsonb) as s(id text, unsealed jsonb, "keyId" text, sealed text,
              "errorKeyId" text, "errorSealed" text)
            join notifications n on n.id = s.id and n.unsealed = s.unsealed order by n.id for update of n
        )
        update notifications n set key_id = o."keyId", sealed = decode(o.sealed, 'base64'), unsealed = null,
          error_key_id = coalesce(n.error_key_id, o."errorKeyId"),
          error_sealed = coalesce(n.error_sealed, decode(o."errorSealed", 'base64'))
        from older o where n.id = o.id and n.unsealed = o.unsealed`,
    },
    [JSON.stringify(sealed)],
  );
  return messages.length;
}
