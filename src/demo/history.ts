import type { Directory } from '../agencies/directory.js';
import { messagesOf } from '../agencies/messagesOf.js';
import type { StepNames } from '../agencies/names.js';
import type { Database } from '../register/database.js';
import type { NewNotification } from '../register/notifications.js';
import { record } from '../register/record.js';
import { readBatches } from '../register/timeline.js';
import { findTrajectory } from '../register/trajectories.js';
import { evolve } from '../trajectory/evolve.js';
import type { Programmes } from '../trajectory/programme.js';
import { nothingYet, summarise } from '../trajectory/state.js';
import { play, type Played } from './play.js';

export interface HistoryOptions {
  programmes: Programmes;
  register: Database;
  directory: Directory;
  names: StepNames;
  people: number;
  /** Starts the workflow of an open trajectory as it stands; of one that runs already nothing happens. */
  begin(played: Played): Promise<void>;
  say(line: string): void;
}

const seed = 2019;
/** Workflows that are started at the same time, so that the API stays quick for who looks meanwhile. */
const atOnce = 4;
/** One in so many messages of the past was not delivered. */
const failedOneIn = 60;

/**
 * Records two and a half years of made-up trajectories as the product itself records, and starts the workflows of those
 * that are open. What is recorded already is left as it is; so who is stopped halfway may begin again.
 * @returns how many trajectories are new
 * @throws RegisterUnavailable, KeysUnavailable; Problem `not-confirmed` when Temporal gives no answer
 */
export async function recordHistory(options: HistoryOptions): Promise<number> {
  const { programmes, register, people, begin, say } = options;
  let fresh = 0;
  let city = '';
  const starting = new Set<Promise<void>>();
  for (const played of play({ programmes, until: new Date().toISOString(), seed, people })) {
    if (city !== '' && played.city !== city)
      say(`Demo: the history of ${city} is there, ${fresh} trajectories so far.`);
    city = played.city;
    const isNew = (await findTrajectory(register, played.state.id)) === undefined;
    if (isNew) await recordOne(options, played);
    fresh += isNew ? 1 : 0;
    const stands = isNew ? played : await asRecorded(register, played.state.id);
    if (stands.state.status !== 'open') continue;
    const start = begin(stands).finally(() => starting.delete(start));
    // Heard by whoever waits below; of several that fail, the first is told.
    start.catch(() => {});
    starting.add(start);
    if (starting.size >= atOnce) await Promise.race(starting);
  }
  await Promise.all(starting);
  return fresh;
}

async function recordOne({ register, directory, names }: HistoryOptions, { state, batches }: Played): Promise<void> {
  const { personRef, episode } = state;
  const notifications: NewNotification[] = [];
  let then = nothingYet;
  for (const batch of batches) {
    then = evolve(then, batch);
    notifications.push(...messagesOf(then, [batch], directory, names).map(ofThePast));
  }
  await record(register, { summary: summarise(state), personRef, episode, batches, notifications }, 0);
}

/** A message that was sent when it came up, or of which nothing came. Nobody is told now of what was long ago. */
function ofThePast(message: NewNotification): NewNotification {
  if (message.status !== 'pending') return message;
  const turn = Math.round(Date.parse(message.createdAt) / 60_000) + message.sequence * 7;
  return turn % failedOneIn === 0
    ? { ...message, status: 'failed', lastError: 'Made up for the demo: the address did not answer for three days.' }
    : { ...message, status: 'sent' };
}

async function asRecorded(register: Database, id: string): Promise<Played> {
  const batches = await readBatches(register, id);
  return { batches, state: batches.reduce(evolve, nothingYet) };
}
