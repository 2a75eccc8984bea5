import { messagesOf, triedFor, type CausedMessage } from '../agencies/messagesOf.js';
import { saysOfDelivery } from '../agencies/undelivered.js';
import type { Directory } from '../agencies/directory.js';
import { stepNamesOf, type StepNames } from '../agencies/names.js';
import type { Engine } from '../api/engine/engine.js';
import { attributesPauseMs, startTrajectory } from '../api/engine/starting.js';
import { Chance, dayMs } from '../lvv/demo/chance.js';
import type { Played } from '../lvv/demo/life.js';
import { idsOf, play } from '../lvv/demo/play.js';
import type { Database } from '../register/database/database.js';
import { markDelivered } from '../register/messages/notifications.js';
import { record } from '../register/trajectories/record.js';
import { readBatches } from '../register/trajectories/timeline.js';
import type { Batch } from '../trajectory/replayed/events.js';
import { evolve } from '../trajectory/replayed/evolve.js';
import type { Programmes } from '../trajectory/definitions/programme.js';
import { nothingYet, summarise } from '../trajectory/replayed/state.js';
import { receiptsKept } from '../trajectory/replayed/contract.js';

export interface HistoryOptions {
  programmes: Programmes;
  directory: Directory;
  register: Database;
  engine: Engine;
  commandsPerRun: number;
  say(line: string): void;
  /** In each city; as many as the city has when left out. */
  people?: number;
  /** In ms; now when left out. */
  now?: number;
}

/** The same people each time, so that it is seen when they are there already. */
const seed = 2026;
/** Workflows that are started side by side. */
const atOnce = 8;
/** By the newest of a city one sees that it was played to its end: they are not erased for a long time. */
const newest = 5;
/** Of the messages to a webhook or mailbox of the last weeks, so many never came through; older ones were sent again. */
const lost = 0.03;
const failedForDays = 40;

/**
 * Records what went before in the five cities: some hundreds of made-up people over two and a half years, by the decider,
 * as their workflows would have recorded it. Each trajectory that is open goes on as a workflow from here.
 * @returns how many were recorded; 0 when they were all there already
 */
export async function playHistory(options: HistoryOptions): Promise<number> {
  const { programmes, register, say, people, now = Date.now() } = options;
  const recorder = new Recorder(options, now);
  let total = 0;
  for (const municipality of programmes.municipalities) {
    const setting = { programmes, municipality, until: now, seed, ...(people !== undefined && { people }) };
    const ids = idsOf(setting);
    const known = await recorded(register, ids);
    // Of those that an earlier demo recorded, some may not have been started when it was stopped.
    for (const id of known.open) await recorder.start((await readBatches(register, id)).reduce(evolve, nothingYet), []);
    if (ids.slice(-newest).some((id) => known.all.has(id))) continue;
    let played = 0;
    let open = 0;
    for (const each of play(setting, known.all)) {
      await recorder.record(each);
      played += 1;
      if (each.state.status === 'open') open += 1;
      // The API answers meanwhile.
      await new Promise(setImmediate);
    }
    total += played;
    say(`Demo: ${municipality} has ${played} made-up people, of whom ${open} are still in a trajectory.`);
  }
  await recorder.finish();
  return total;
}

async function recorded(register: Database, ids: string[]): Promise<{ all: Set<string>; open: string[] }> {
  const rows = await register.query<{ id: string; status: string }>(
    { name: 'demo-known', text: 'select id, status from trajectories where id = any($1) order by id' },
    [ids],
  );
  return {
    all: new Set(rows.map(({ id }) => id)),
    open: rows.filter(({ status }) => status === 'open').map(({ id }) => id),
  };
}

class Recorder {
  private readonly options: HistoryOptions;
  private readonly now: number;
  private readonly names: StepNames;
  private readonly waiting: (() => Promise<boolean>)[] = [];

  constructor(options: HistoryOptions, now: number) {
    this.options = options;
    this.now = now;
    this.names = stepNamesOf(options.programmes);
  }

  async record({ state, batches }: Played): Promise<void> {
    const { register, engine } = this.options;
    const { id, personRef, episode } = state;
    const chance = new Chance(Number.parseInt(personRef.slice(0, 6), 32));
    const messages = this.messagesOf(id, batches);
    const failed = messages.filter(
      ({ status, createdAt }) =>
        status === 'pending' &&
        this.isOld(createdAt, triedFor.days + 1) &&
        !this.isOld(createdAt, failedForDays) &&
        chance.happens(lost),
    );
    const notifications = messages.map((message) =>
      // Those of the last day are really sent, so that they are to be seen with who receives them.
      message.status === 'pending' && this.isOld(message.createdAt, 1) && !failed.includes(message)
        ? { ...message, status: 'sent' as const }
        : message,
    );
    const fresh = await record(register, { summary: summarise(state), personRef, episode, batches, notifications }, 0);
    const error = saysOfDelivery('receiver-silent', { seconds: 5 });
    await markDelivered(
      register,
      failed.map((message) => ({ id: message.id, trajectoryId: id, error, final: true })),
    );
    if (state.status === 'open') await this.start(state, batches);
    for (const message of notifications) {
      if (fresh.includes(message.id) && !failed.includes(message)) await engine.redeliver(message.id);
    }
  }

  /** Starts the workflow of an open trajectory from its record, as when it continues as new: all is recorded already. */
  async start(state: Played['state'], batches: Batch[]): Promise<void> {
    const { engine, commandsPerRun } = this.options;
    const { id, episode } = state;
    const receipts = batches
      .filter(({ actor }) => actor !== null)
      .map(({ commandId, bodyHash, from, events }) => ({ commandId, bodyHash, version: from + events.length - 1 }))
      .slice(-receiptsKept);
    const input = {
      schemaVersion: 1 as const,
      state,
      unrecorded: [],
      undeliveredFrom: null,
      receipts,
      commandsPerRun,
      attributesPauseMs,
    };
    const memo = { id, episode, commandId: `demo/${state.personRef}/1`, bodyHash: 'demo' };
    this.waiting.push(() => startTrajectory(engine, summarise(state), memo, input, 'REJECT_DUPLICATE'));
    if (this.waiting.length >= atOnce) await this.finish();
  }

  /** Starts what still waits for it. */
  async finish(): Promise<void> {
    await Promise.all(this.waiting.splice(0).map((start) => start()));
  }

  /** As each was caused: by the municipality that had the trajectory then. */
  private messagesOf(id: string, batches: Batch[]): CausedMessage[] {
    const { directory } = this.options;
    let state = nothingYet;
    return batches.flatMap((batch) => {
      state = evolve(state, batch);
      return messagesOf({ id, municipality: state.municipality }, [batch], directory, this.names);
    });
  }

  private isOld(instant: string, days: number): boolean {
    return Date.parse(instant) < this.now - days * dayMs;
  }
}
