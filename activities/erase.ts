import { Context } from '@temporalio/activity';
import type { KeyStore } from '../src/privacy/keyStore.js';
import type { Database } from '../src/register/database/database.js';
import { Eraser, type EngineOfPerson } from '../src/retention/eraser.js';
import { deleteAllUnder, deleteEnded, isRunning } from '../src/temporal/forgetting.js';
import { deliveryIdOf, type ErasureActivities, workflowIdOf } from '../src/trajectory/replayed/contract.js';
import type { Programmes } from '../src/trajectory/definitions/programme.js';

export interface EraseDependencies {
  register: Database;
  programmes: Programmes;
  keys: KeyStore;
  /** Seconds for which no process may go on with a key that was retired. */
  erasurePauseSeconds: number;
}

const heartbeatEveryMs = 2_500;

/** The steps of an erasure. Each can be done again from the beginning, by whichever worker. */
export function eraseActivities(dependencies: EraseDependencies): ErasureActivities {
  const eraser = () => new Eraser({ ...dependencies, engine: engineOf(Context.current()) });
  return {
    retireKeys: (erasureId) =>
      alive(async (beat) => {
        await eraser().retireKeys(erasureId, beat);
        return { pauseSeconds: dependencies.erasurePauseSeconds };
      }),
    destroyPersons: (erasureId) => alive((beat) => eraser().destroy(erasureId, beat)),
    declareErasure: (erasureId) => alive(() => eraser().declare(erasureId)),
  };
}

function engineOf({ client }: Context): EngineOfPerson {
  return {
    isOpen: (ref) => isRunning(client, workflowIdOf(ref)),
    async forget(ref) {
      // Their messages first: these may be running.
      await deleteAllUnder(client, deliveryIdOf(`${ref}.`));
      await deleteEnded(client, workflowIdOf(ref));
    },
  };
}

/** A worker that is killed is missed within seconds, and another goes on. */
async function alive<T>(work: (beat: () => void) => Promise<T>): Promise<T> {
  const context = Context.current();
  // One that was replaced by another, or has been told to stop, ends at the next person.
  const beat = () => context.cancellationSignal.throwIfAborted();
  const timer = setInterval(() => context.heartbeat(), heartbeatEveryMs);
  try {
    return await work(beat);
  } finally {
    clearInterval(timer);
  }
}
