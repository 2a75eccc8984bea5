import { KeyDestroyed } from '../../privacy/errors.js';
import type { Sealed, Sealer } from '../../privacy/sealer.js';
import { personIn } from '../../trajectory/replayed/contract.js';
import type { Batch, TrajectoryEvent } from '../../trajectory/replayed/events.js';
import type { Actor, Json } from '../../trajectory/replayed/state.js';

/** What is sealed in the register, and the place to which each seal is bound: what is put elsewhere can't be read there. */

export const places = {
  event: (trajectoryId: string, sequence: number) => `event/${trajectoryId}/${sequence}`,
  /** Of all messages of one event, for they say the same. */
  message: (trajectoryId: string, sequence: number) => `message/${trajectoryId}/${sequence}`,
  error: (messageId: string) => `error/${messageId}`,
  queue: (trajectoryId: string) => `queue/${trajectoryId}`,
  person: (trajectoryId: string, fact: string) => `person/${trajectoryId}/${fact}`,
  ownReference: (trajectoryId: string, organisation: string) => `own-reference/${trajectoryId}/${organisation}`,
  hold: (holdId: string) => `hold/${holdId}`,
  settings: (subject: string) => `settings/${subject}`,
  cursor: (order: string) => `cursor/${order}`,
  deed: (place: string, round: number) => `deed/${round}/${place}`,
  delegation: (id: string) => `delegation/${id}`,
  erasure: (id: string, part: 'proposal' | 'decision' | 'declaration') => `erasure/${part}/${id}`,
};

/** One key for what is of the installation and of none of the persons whom trajectories are about. */
export const installation = 'installation';

/** All that an event says: everything but its place and its command's id. What is null or empty is left out. */
export interface EventContent extends TrajectoryEvent {
  /** UTC instant, ISO 8601 with `Z`. */
  at: string;
  bodyHash: string;
  actor?: Actor;
}

/** The contents of a batch's events, in their order. The same batch gives the same text, so that its seal is the same. */
export function contentsOf({ at, bodyHash, actor, events }: Batch): EventContent[] {
  return events.map(({ type, step, reason, data, seenBy, tells, tellsIn, numbers, effect, figures, marks, asks }) => ({
    type,
    at,
    bodyHash,
    ...(actor !== null && { actor }),
    ...(step !== undefined && { step }),
    ...(reason !== undefined && { reason }),
    ...(data !== undefined && data !== null && { data }),
    ...(seenBy !== undefined && { seenBy }),
    ...(tells !== undefined && tells.length > 0 && { tells }),
    ...(tellsIn !== undefined && { tellsIn }),
    ...(numbers !== undefined && { numbers }),
    ...(effect !== undefined && { effect }),
    ...(figures !== undefined && { figures }),
    ...(marks !== undefined && { marks }),
    ...(asks !== undefined && { asks }),
  }));
}

/** What a message says. */
export interface MessageContent {
  eventType: string;
  step: string | null;
}

/** @throws KeysUnavailable */
export function seal(sealer: Sealer, trajectoryId: string, place: string, content: object | string): Promise<Sealed> {
  return sealer.seal(personIn(trajectoryId), place, content as Json);
}

/** @throws KeyDestroyed, Undecipherable, KeysUnavailable */
export async function open<Content>(sealer: Sealer, place: string, row: Sealed): Promise<Content> {
  return (await sealer.unseal(place, row)) as Content;
}

/** What `read` gives of each, without those of whom the key has been destroyed: there is nothing left to show of them. */
export async function readable<Row, Shown>(rows: Row[], read: (row: Row) => Promise<Shown>): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const row of rows) {
    try {
      shown.push(await read(row));
    } catch (error) {
      if (!(error instanceof KeyDestroyed)) throw error;
    }
  }
  return shown;
}
