import { RegisterUnavailable } from '../../register/database/database.js';
import { findOpen } from '../../register/trajectories/openOfPerson.js';
import type { Decisions } from '../access/decisions.js';
import type { Services } from '../serving/services.js';

/**
 * Notes that a request named a person by number. That it was asked stands in the log of both sides: of the asker's, and of
 * each municipality where that person has an open trajectory.
 * @returns whether there is one
 */
export async function noteAskedFor(
  { engine, register }: Pick<Services, 'engine' | 'register'>,
  access: Decisions,
  personRef: string,
): Promise<boolean> {
  const recorded = await findOpen(register, personRef).catch((error: unknown) => {
    // What was asked for goes on: the engine knows of it too, though not under a number that was found later.
    if (error instanceof RegisterUnavailable) return [];
    throw error;
  });
  const running = recorded.length > 0 ? undefined : (await engine.read(personRef))?.state;
  const open = running ? [running] : recorded;
  for (const { id, municipality } of open) access.concerns(id, municipality);
  return open.length > 0;
}
