import { evolve } from '../../trajectory/replayed/evolve.js';
import { nothingYet, type TrajectoryState } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { readBatches } from './timeline.js';

/** The states of all open trajectories, folded from their recorded events; by id, so that a run can be compared. */
export async function* openStates(database: Database, pageSize = 200): AsyncGenerator<TrajectoryState> {
  for (let after = ''; ;) {
    const rows = await database.query<{ id: string }>(
      {
        name: 'open-trajectories',
        text: `select id from trajectories where status = 'open' and id > $1 order by id limit $2`,
      },
      [after, pageSize],
    );
    for (const { id } of rows) {
      yield (await readBatches(database, id)).reduce(evolve, nothingYet);
    }
    if (rows.length < pageSize) return;
    after = rows.at(-1)!.id;
  }
}
