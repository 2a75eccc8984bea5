import type { Client } from '@temporalio/client';
import { KeyDestroyed } from '../src/privacy/errors.js';
import type { Database } from '../src/register/database/database.js';
import { findOpenBeside } from '../src/register/trajectories/openOfPerson.js';
import { readBatches } from '../src/register/trajectories/timeline.js';
import { callWithin } from '../src/temporal/deadline.js';
import { personIn, queryNames, workflowIdOf, type Reading } from '../src/trajectory/replayed/contract.js';
import { evolve } from '../src/trajectory/replayed/evolve.js';
import type { Looked, OtherTrajectory } from '../src/trajectory/definitions/others.js';
import { nothingYet, type TrajectoryState } from '../src/trajectory/replayed/state.js';

/** Two that look at each other at once get no answer while both decide, so the wait is short: then the record says. */
const queryDeadlineMs = 1_500;

/** Looks up the other trajectories that a decision about one has to see. */
export type LookUp = (state: TrajectoryState, looked: Looked) => Promise<OtherTrajectory[]>;

/** Looks them up in the engine, which has the last word on what is open, and in the register. */
export function lookUpIn(register: Database, client: () => Client): LookUp {
  return async (state, { ids = [], samePerson }) => {
    const beside = samePerson ? (await findOpenBeside(register, state.id, undefined)).map(({ id }) => id) : [];
    const wanted = [...new Set([...ids, ...beside])].filter((id) => id !== state.id);
    const found = await Promise.all(
      wanted.map(async (id) => (await running(client(), id)) ?? (await recorded(register, id))),
    );
    return found.flatMap((other) => (other ? [{ state: other, samePerson: beside.includes(other.id) }] : []));
  };
}

async function running(client: Client, id: string): Promise<TrajectoryState | null> {
  const handle = client.workflow.getHandle(workflowIdOf(personIn(id)));
  try {
    const { state } = await callWithin(client, queryDeadlineMs, () => handle.query<Reading>(queryNames.read));
    return state.id === id ? state : null;
  } catch {
    return null;
  }
}

async function recorded(register: Database, id: string): Promise<TrajectoryState | null> {
  try {
    const batches = await readBatches(register, id);
    return batches.length === 0 ? null : batches.reduce(evolve, nothingYet);
  } catch (error) {
    // Erased: for whoever looks it is not there.
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}
