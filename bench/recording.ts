import { lvv } from '../src/lvv/index.js';
import { stepNamesOf } from '../src/agencies/names.js';
import { messagesOf } from '../src/agencies/messagesOf.js';
import { withPlaceholders } from '../src/cli/placeholders.js';
import { packageRoot } from '../src/cli/settings.js';
import { play } from '../src/lvv/demo/play.js';
import { readConfiguration } from '../src/programmes/configuration.js';
import type { Database } from '../src/register/database/database.js';
import { record } from '../src/register/trajectories/record.js';
import { evolve } from '../src/trajectory/replayed/evolve.js';
import { nothingYet, summarise } from '../src/trajectory/replayed/state.js';
import type { Measured } from './screens.js';
import { percentile } from './statistics.js';

/** People whose trajectories are recorded, batch by batch. */
const people = 60;

/** The tables that lists are made of, and what recording itself needs of their indexes. */
const listed = ['trajectories', 'open_steps', 'agency_views', 'notifications'];
const neededToRecord = ['notifications_by_trajectory', 'notifications_unsent'];

/** Takes away what only the lists are quicker by. */
export async function dropListIndexes(register: Database): Promise<void> {
  const indexes = await register.query<{ name: string }>(
    {
      text: `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid::regclass::text = any($1) and not i.indisunique and not c.relname = any($2)`,
    },
    [listed, neededToRecord],
  );
  for (const { name } of indexes) await register.execute(`drop index ${name}`);
}

/**
 * Milliseconds that one batch of events takes to record, with the indexes of the lists and without. Each batch is recorded
 * in both, in turns first in one and in the other, so that what slows the machine down slows both.
 */
export async function measureRecording(withIndexes: Database, without: Database): Promise<Measured[]> {
  const { programmes, directory } = readConfiguration(
    `${packageRoot}/config/bestendig.yaml`,
    withPlaceholders({}),
    lvv,
  );
  const names = stepNamesOf(programmes);
  const took = new Map<Database, number[]>([
    [withIndexes, []],
    [without, []],
  ]);
  const setting = { programmes, municipality: 'utrecht', until: Date.now(), seed: 1, people };
  let order = [withIndexes, without];
  for (const { state: end, batches } of play(setting)) {
    const { id, personRef, episode } = end;
    let state = nothingYet;
    for (const batch of batches) {
      state = evolve(state, batch);
      const notifications = messagesOf({ id, municipality: state.municipality }, [batch], directory, names);
      const summary = summarise(state);
      order = order.toReversed();
      for (const register of order) {
        const start = performance.now();
        await record(register, { summary, personRef, episode, batches: [batch], notifications }, 0);
        took.get(register)!.push(performance.now() - start);
      }
    }
  }
  return [...took].map(([register, times]) => ({
    name: `recording ${register === withIndexes ? 'with' : 'without'} the indexes`,
    as: `${times.length} batches of events`,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  }));
}
