import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { ClockDiffers, ClockWatch } from '../../src/api/engine/temporalClock.js';

/** A server of Temporal with its own time, of which only the starts of workflows are known. */
function temporalAt(time: () => Date) {
  const asked = { starts: 0 };
  const handle = () => {
    const startTime = time();
    return { describe: async () => ({ startTime }), terminate: async () => {} };
  };
  const client = {
    withDeadline: async (_deadline: number, call: () => unknown) => call(),
    workflow: {
      async start() {
        asked.starts += 1;
        return handle();
      },
    },
  };
  return { asked, client: client as unknown as Client };
}

describe('The clock of a process that decides', () => {
  const now = () => Date.parse('2026-11-02T10:00:00.000Z');

  it('is compared once for many that ask at the same moment, and not again for a while', async () => {
    const { asked, client } = temporalAt(() => new Date(now() + 60_000));
    const watch = new ClockWatch(client, 'the API', now);
    await Promise.all(Array.from({ length: 50 }, () => watch.mustAgree()));
    await watch.mustAgree();
    assert.equal(asked.starts, 1);
  });

  it('that differs by more than minutes stops everyone who asks, with both times, and is compared again after that', async () => {
    let ahead = 3_600_000;
    const { asked, client } = temporalAt(() => new Date(now() + ahead));
    const watch = new ClockWatch(client, 'the API', now);
    for (const result of await Promise.allSettled([watch.mustAgree(), watch.mustAgree()])) {
      assert.ok(result.status === 'rejected' && result.reason instanceof ClockDiffers);
      assert.match(
        result.reason.message,
        /the API on .* says 2026-11-02T10:00:00.000Z, and Temporal says 2026-11-02T11/,
      );
    }
    ahead = 0;
    await watch.mustAgree();
    assert.equal(asked.starts, 2);
  });
});
