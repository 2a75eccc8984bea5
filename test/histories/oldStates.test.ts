import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { packageRoot } from '../../src/cli/settings.js';
import { payloadCodec } from '../../src/privacy/payloadCodec.js';
import type { KernelInput, NotifyInput } from '../../src/trajectory/replayed/contract.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { goldenKeys } from '../support/goldenKeys.js';
import { actor, definition, Play } from '../support/play.js';

const folder = join(packageRoot, 'test', 'histories');

/** The state that a recorded run came to: its input, and what its deliveries carry. Each event is carried by one. */
async function finalState(name: string, codec: PayloadCodec): Promise<TrajectoryState> {
  const { events } = historyFromJSON(JSON.parse(await readFile(join(folder, name), 'utf8')));
  const given = async <T>(payloads: Payload[] | null | undefined): Promise<T | undefined> => {
    const [first] = await codec.decode(payloads ?? []);
    return first && defaultPayloadConverter.fromPayload<T>(first);
  };
  let state = nothingYet;
  const take = (batches: readonly Batch[]) => {
    for (const batch of batches.filter(({ from }) => from > state.version)) {
      assert.equal(batch.from, state.version + 1, `${name}: what comes before this is missing`);
      state = evolve(state, batch);
    }
  };
  for (const event of events ?? []) {
    const { workflowExecutionStartedEventAttributes: started, activityTaskScheduledEventAttributes: scheduled } = event;
    const input = await given<KernelInput>(started?.input?.payloads);
    if (input) {
      state = input.state ?? nothingYet;
      take(input.unrecorded);
    }
    if (scheduled?.activityType?.name !== 'notify') continue;
    take((await given<NotifyInput>(scheduled.input?.payloads))?.batches ?? []);
  }
  return state;
}

/** Goes on with a state as it was recorded, by the steps of today: each with its example, by who may perform it. */
class GoingOn extends Play {
  constructor(state: TrajectoryState) {
    super();
    this.state = state;
    this.programme = { ...this.programme, municipality: state.municipality };
    this.now = Date.parse(state.updatedAt) + 86_400_000;
  }

  act(name: string): void {
    const by = actor(definition(name).performedBy[0]!, this.state.municipality);
    this.take(decide(this.programme, this.state, this.command(name, { actor: by }), this.instant));
    this.now += 86_400_000;
  }

  toItsOutcome(): void {
    for (let steps = 0; this.state.status === 'open'; steps += 1) {
      assert.ok(steps < 50 && this.open.length > 0, `it does not end; open: ${this.open.join()}`);
      this.act(this.open[0]!);
    }
    assert.notEqual(this.state.outcome, null);
  }
}

describe('A trajectory that was recorded by an earlier release', () => {
  let states: Map<string, TrajectoryState>;
  before(async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const codec = payloadCodec(await goldenKeys());
    states = new Map(await Promise.all(names.map(async (name) => [name, await finalState(name, codec)] as const)));
  });

  it('is read back from its golden history as it was left', () => {
    assert.ok(states.size >= 16);
    assert.equal(states.get('straight-through.json')?.outcome, 'RETURNED_INDEPENDENT');
    const waiting = states.get('repeated-steps.json')!;
    assert.deepEqual([waiting.status, waiting.done['legal-review']?.times], ['open', 3]);
    assert.equal(waiting.facts['admission'], 'admitted');
  });

  it('that is open goes on by the steps of today: whatever is open is performed, and it comes to an outcome', () => {
    const open = [...states].filter(([, { status }]) => status === 'open');
    assert.ok(open.length >= 4, `${open.length} are open`);
    for (const [name, state] of open) {
      const going = new GoingOn(state);
      going.tick();
      assert.doesNotThrow(() => going.toItsOutcome(), name);
      assert.ok(going.state.version > state.version);
    }
  });

  it('that has ended can be reopened by the steps of today, and comes to an outcome again', () => {
    const ended = [...states].filter(([, { status }]) => status === 'closed');
    assert.ok(ended.length >= 5, `${ended.length} have ended`);
    for (const [name, state] of ended) {
      const going = new GoingOn(state);
      going.act('reopen');
      assert.equal(going.state.status, 'open', name);
      assert.doesNotThrow(() => going.toItsOutcome(), name);
    }
  });
});
