import { Problem } from '../api/http/problem.js';
import { KeyDestroyed, KeysUnavailable, Undecipherable } from '../privacy/errors.js';
import {
  allContradictions,
  noteContradiction,
  resolveContradictions,
} from '../register/trajectories/contradictions.js';
import { RegisterUnavailable } from '../register/database/database.js';
import { batchesOfMany, countOpen, openPage } from '../register/trajectories/toRecover.js';
import { listRunning } from '../temporal/forgetting.js';
import { workflowIdOf, personIn, workflowNames } from '../trajectory/replayed/contract.js';
import { described } from './look.js';
import { recoverOne, type FromRegister, type Recovered, type RecoverOptions } from './recoverOne.js';
import { restartDeliveries, restartErasures } from './restart.js';

export interface Recovery {
  /** How many trajectories were looked at. */
  looked: number;
  /** What was done, or would be; not those with which nothing has to be done. */
  done: Recovered[];
  /** Closed trajectories of which messages were not delivered: their delivery was started again. */
  deliveries: string[];
  erasures: string[];
}

/** So many at a time: the engine and the keys are waited for most of the time. */
const atOnce = 24;
const pageSize = 100;
/** What passes by itself is tried again after this. */
const pausesMs = [500, 2_000, 5_000];

/**
 * Makes the engine hold again what the register has: each open trajectory goes on from its record, with its deadlines and
 * undelivered messages. What agrees is left alone. May be stopped, and run again, and by two at once.
 * @throws Problem `not-confirmed` when the engine stays away; RegisterUnavailable, KeysUnavailable
 */
export async function recoverAll(
  options: RecoverOptions,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Recovery> {
  const { register, dryRun } = options;
  const total = await countOpen(register);
  const done: Recovered[] = [];
  const seen = new Set<string>();
  let looked = 0;
  const one = async (id: string, known?: FromRegister) => {
    const recovered = await persistently(() => recoverOne(options, id, known)).catch((error: unknown) =>
      unreadable(id, known, error),
    );
    looked += 1;
    if (recovered.did !== 'nothing') done.push(recovered);
    onProgress(looked, total);
  };
  await eachAtOnce(openInRegister(options, seen), ({ row, batches }) =>
    one(row.id, batches === null ? undefined : { row, batches }),
  );
  await eachAtOnce(runningBeside(options, seen), (id) => one(id));
  const deliveries = await restartDeliveries(options);
  const erasures = await restartErasures(options);
  if (!dryRun) await settle(options, done);
  return { looked, done: done.toSorted((a, b) => (a.id < b.id ? -1 : 1)), deliveries, erasures };
}

/** The open ones with their events, a page at a time; without them when a page can't be read as a whole. */
async function* openInRegister({ register }: RecoverOptions, seen: Set<string>) {
  for (let after = ''; ;) {
    const rows = await openPage(register, after, pageSize);
    const ids = rows.map(({ id }) => id);
    const batches = await persistently(() => batchesOfMany(register, ids)).catch((error: unknown) => {
      if (isUnreadable(error)) return null;
      throw error;
    });
    for (const row of rows) {
      seen.add(workflowIdOf(personIn(row.id)));
      yield { row: { ...row, isOpen: true }, batches: batches?.get(row.id) ?? null };
    }
    if (rows.length < pageSize) return;
    after = ids.at(-1)!;
  }
}

/** Trajectories that run in the engine, of persons who have none open in the register. */
async function* runningBeside({ engine }: RecoverOptions, seen: ReadonlySet<string>) {
  for await (const workflowId of listRunning(engine.client, workflowNames.trajectory)) {
    if (seen.has(workflowId)) continue;
    const run = await described(engine, workflowId).catch((error: unknown) => {
      if (isUnreadable(error)) return null;
      throw error;
    });
    const id = run?.memo?.['id'];
    if (run?.taskQueue === engine.taskQueue && typeof id === 'string') yield id;
  }
}

/** Several at once take the next of what there is, each when it is free. */
async function eachAtOnce<T>(items: AsyncGenerator<T>, work: (item: T) => Promise<void>): Promise<void> {
  const worker = async () => {
    for (;;) {
      const next = await items.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** What needs a person stays an alarm; everything else agrees now. */
async function settle({ register }: RecoverOptions, done: readonly Recovered[]): Promise<void> {
  const left = new Set(done.filter(({ did }) => did === 'report').map(({ id }) => id));
  const laid = (await allContradictions(register)).map(({ trajectoryId }) => trajectoryId);
  await resolveContradictions(
    register,
    laid.filter((id) => !left.has(id)),
  );
  for (const { id, did, engineVersion } of done) {
    if (did === 'report')
      await noteContradiction(register, { trajectoryId: id, kind: 'register-older', engineVersion });
  }
}

async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return work();
}

const passes = (error: unknown): boolean =>
  error instanceof RegisterUnavailable ||
  error instanceof KeysUnavailable ||
  (error instanceof Problem && error.code === 'not-confirmed');

const isUnreadable = (error: unknown): boolean => error instanceof KeyDestroyed || error instanceof Undecipherable;

/** One that can't be read keeps no other from being recovered. */
function unreadable(id: string, known: FromRegister | undefined, error: unknown): Recovered {
  if (!isUnreadable(error)) throw error;
  const why = `Its events can't be read: ${(error as Error).message}`;
  return {
    id,
    municipality: known?.row.municipality ?? null,
    did: 'report',
    registerVersion: 0,
    engineVersion: null,
    why,
  };
}
