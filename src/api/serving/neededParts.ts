import { NoTurn } from '../../load/turns.js';
import { familyOf, type KeyStore } from '../../privacy/keyStore.js';
import type { MasterKeys } from '../../privacy/masterKeys.js';
import { installation } from '../../privacy/payloadCodec.js';
import type { Database } from '../../register/database/database.js';
import type { Engine } from '../engine/engine.js';
import type { NeededPart } from './readiness.js';

/**
 * Milliseconds after its last sign of life in which a worker counts as there. One without work asks for it once a minute,
 * and Temporal goes on listing one that has stopped for minutes.
 */
const signOfLife = 75_000;

/** What an API needs to do its work. */
export function neededParts(
  { engine, register, store, masters }: { engine: Engine; register: Database; store: KeyStore; masters: MasterKeys },
  now: () => number = Date.now,
): NeededPart[] {
  const worker = new SignsOfLife(now);
  return [
    { whenMissing: 'Temporal does not describe the namespace', look: () => engine.mustKnowNamespace() },
    {
      whenMissing: 'no worker takes work from the task queue',
      async look() {
        if (!worker.isThere(await engine.lastPoll())) throw new Error('No worker has asked for work lately.');
      },
    },
    {
      whenMissing: 'the register cannot be read',
      look: () => unlessBusy(register.query({ name: 'readable', text: 'select count(*) from migrations' })),
    },
    {
      whenMissing: 'the keys of persons cannot be read',
      look: () => unlessBusy(Promise.all([store.read(familyOf(installation)), masters.current()])),
    },
  ];
}

/** A pool that is busy has a server that answers. A process without a turn to spare should not be sent away for that. */
async function unlessBusy(reading: Promise<unknown>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof NoTurn)) throw error;
  }
}

/**
 * When workers last asked for work, by Temporal's clock. That may be ahead of ours or behind, so a moment that moves on
 * is a sign of life as well, whatever it is.
 */
export class SignsOfLife {
  private readonly now: () => number;
  private last: number | null = null;
  private movedAt = -Infinity;

  constructor(now: () => number) {
    this.now = now;
  }

  /** @param last when a worker last asked for work, epoch milliseconds; null when none ever did */
  isThere(last: number | null): boolean {
    const now = this.now();
    if (this.last !== null && last !== null && last > this.last) this.movedAt = now;
    this.last = last;
    return last !== null && (now - last <= signOfLife || now - this.movedAt <= signOfLife);
  }
}
