import { KeysUnavailable } from '../../privacy/errors.js';
import type { Sealer } from '../../privacy/sealer.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import type { Batch, Effect, Mark } from '../../trajectory/replayed/events.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { personIn } from '../../trajectory/replayed/contract.js';
import { contentsOf, places, seal } from '../database/sealing.js';

/** An event as recording takes it: sealed, and beside it what is counted, which is codes, days and numbers. */
export interface RecordedEvent {
  sequence: number;
  command_id: string;
  key_id: string;
  sealed: string;
  chain: string;
  at: string;
  step: string | undefined;
  figures: Record<string, Json> | undefined;
  marks: Mark[] | undefined;
  /** A step that is waited for from now on. */
  wait_step: string | undefined;
  responsible: string | undefined;
  since: string | undefined;
  /** A step that is no longer waited for: by its end, or since it goes on under another name. */
  wait_ended: string | undefined;
}

/** @throws KeysUnavailable */
export async function recordedEvents(sealer: Sealer, trajectoryId: string, batches: Batch[]): Promise<RecordedEvent[]> {
  const events: Omit<RecordedEvent, 'chain'>[] = [];
  for (const batch of batches) {
    for (const [i, content] of contentsOf(batch).entries()) {
      const sequence = batch.from + i;
      const { keyId, sealed } = await seal(sealer, trajectoryId, places.event(trajectoryId, sequence), content);
      const { at, step, figures, marks } = content;
      events.push({
        sequence,
        command_id: batch.commandId,
        key_id: keyId,
        sealed,
        at,
        step,
        figures,
        marks,
        ...waitOf(content.effect),
      });
    }
  }
  if (events.length === 0) return [];
  const chain = await chainOf(sealer, trajectoryId);
  return events.map((event) => ({ ...event, chain }));
}

/** The name of a trajectory's chain of events: it stays when all else of the person is gone, and leads to no one. */
export async function chainOf(sealer: Sealer, trajectoryId: string): Promise<string> {
  const chain = await sealer.token(personIn(trajectoryId), `chain/${trajectoryId}`);
  // Between sealing and this, the key was taken out of use: with the next try there is another.
  if (chain === null) throw new KeysUnavailable(`The key of the person of ${trajectoryId} was retired just now.`);
  return chain;
}

function waitOf(effect: Effect | undefined): Pick<RecordedEvent, 'wait_step' | 'responsible' | 'since' | 'wait_ended'> {
  const open = effect?.open;
  const ended = effect?.close === open?.step ? undefined : effect?.close;
  return {
    wait_step: open?.step,
    responsible: open?.responsible,
    since: open && dayOf(open.openedAt),
    wait_ended: ended,
  };
}
