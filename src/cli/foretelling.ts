import { setImmediate as turn, setTimeout as pauseFor } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../register/database/database.js';
import { mustBeThisVersion } from '../register/migrations/migrations.js';
import { openStates } from '../register/trajectories/openStates.js';
import { foretell, Tally, type Foretold } from '../trajectory/reading/foretold.js';
import type { Programmes } from '../trajectory/definitions/programme.js';
import type { TrajectoryState } from '../trajectory/replayed/state.js';

/** What the definitions and programmes of now do to each open trajectory, from the register alone. Writes nothing. */
export async function foretellAll(
  programmes: Programmes,
  register: Database,
  each: (state: TrajectoryState, foretold: Foretold) => void,
  stop?: AbortSignal,
): Promise<Tally> {
  await mustBeThisVersion(register);
  const now = new Date().toISOString();
  const tally = new Tally();
  for await (const state of openStates(register)) {
    if (stop?.aborted) break;
    const foretold = foretell(programmes, state, now);
    tally.add(foretold);
    each(state, foretold);
    // Beside an API that answers meanwhile.
    await turn();
  }
  return tally;
}

const mostNamed = 20;

/** The same at a start, in one line of the log, once the register is up and has its tables. Never throws. */
export async function foretellWhenUp(
  programmes: Programmes,
  register: Database,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  for (let pause = 250; !stop.aborted; pause = Math.min(pause * 2, 5_000)) {
    try {
      const blocked: string[] = [];
      const tally = await foretellAll(
        programmes,
        register,
        ({ id }, { effect }) => effect === 'blocked' && blocked.length < mostNamed && blocked.push(id),
        stop,
      );
      if (stop.aborted) return;
      const { seen: open, by } = tally;
      const line = { open, ...by, ...(blocked.length > 0 && { first: blocked }) };
      if (by.blocked > 0) log.error(line, `${tally.sentence} "bestendig refresh --dry-run" names them.`);
      else log.info(line, tally.sentence);
      return;
    } catch (error) {
      if (stop.aborted) return;
      log.warn({ err: error }, 'what the definitions of now do to open trajectories could not be looked at yet');
      await pauseFor(pause, undefined, { signal: stop, ref: false }).catch(() => {});
    }
  }
}
