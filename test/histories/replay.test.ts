import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker, type ReplayHistoriesIterable } from '@temporalio/worker';
import { packageRoot } from '../../src/cli/settings.js';
import { failureConverterPath } from '../../src/privacy/dataConverter.js';
import { payloadCodec } from '../../src/privacy/payloadCodec.js';
import { bundlePath } from '../../worker/bundle.js';
import { goldenKeys } from '../support/goldenKeys.js';

const folder = join(packageRoot, 'test', 'histories');

/** Each under the id that it was recorded under, to which what is encrypted in it is bound. */
async function* recorded(names: string[], byId: Map<string, string>): ReplayHistoriesIterable {
  for (const name of names) {
    const history = historyFromJSON(JSON.parse(await readFile(join(folder, name), 'utf8')));
    const id = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId || name;
    byId.set(id, name);
    yield { workflowId: id, history };
  }
}

/** Replays the histories on a kernel. @returns the names of those that it can't replay, each with the reason */
async function failures(codePath: string, names: string[]): Promise<string[]> {
  const failed: string[] = [];
  const byId = new Map<string, string>();
  const payloadCodecs = [payloadCodec(await goldenKeys())];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath }, dataConverter: { failureConverterPath, payloadCodecs } },
    recorded(names, byId),
  )) {
    if (error) failed.push(`${byId.get(workflowId)}: ${error.message}`);
  }
  return failed;
}

describe('The kernel', () => {
  let names: string[];
  before(async () => {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  });

  it('replays every golden history: trajectories that are open today go on under this code', async () => {
    assert.deepEqual(await failures(bundlePath, names), []);
  });

  it('has golden histories of every situation that their README names, and no other', async () => {
    const text = await readFile(join(folder, 'README.md'), 'utf8');
    const named = [...text.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name!);
    assert.ok(named.length >= 14, `${named.length} are named`);
    assert.deepEqual(
      names.filter((name) => !name.endsWith('.first-run.json')).toSorted(),
      named.map((name) => `${name}.json`).toSorted(),
    );
  });

  it('has golden histories in which every proposal was taken, and in which it decided some commands itself', async () => {
    const counted = async (name: string) => {
      const { events } = historyFromJSON(JSON.parse(await readFile(join(folder, name), 'utf8')));
      const count = (one: 'workflowExecutionUpdateAcceptedEventAttributes' | 'markerRecordedEventAttributes') =>
        (events ?? []).filter((event) => event[one]).length;
      return [count('workflowExecutionUpdateAcceptedEventAttributes'), count('markerRecordedEventAttributes')] as const;
    };
    assert.deepEqual(await counted('proposed.json'), [5, 0]);
    const [accepted, decided] = await counted('at-once.json');
    assert.ok(decided > 0 && decided < accepted, `${decided} of ${accepted}`);
  });

  // Each seed changes the order or the kind of what the kernel does, as a careless edit would.
  const seeds: Record<string, [from: RegExp, to: string]> = {
    'notifies before it updates the search attributes': [
      /(this\.attributes\.follow\([^;]*;)\s*(if \(this\.state\.status === 'open'\)\s*this\.notify\([^;]*;)/,
      '$2 $1',
    ],
    'sets no alarm': [/this\.alarm\.setFor\(\(?0?,?\s*[^;]*;/, ';'],
    'decides twice': [/return await decide\(/, 'await decide({ state: this.state, command }); return await decide('],
  };
  for (const [what, [from, to]] of Object.entries(seeds)) {
    it(`is caught when a seeded edit makes a kernel that ${what}`, async () => {
      const scratch = await mkdtemp(join(tmpdir(), 'bestendig-seed-'));
      try {
        const code = await readFile(bundlePath, 'utf8');
        const changed = code.replace(from, to);
        assert.notEqual(changed, code, 'the seed finds its place in the bundle');
        const path = join(scratch, 'bundle.js');
        await writeFile(path, changed);
        const failed = await failures(path, names);
        assert.ok(failed.length > 0, 'at least one golden history no longer replays');
        assert.match(failed.join('\n'), /[Nn]ondeterminism|Non-?deterministic/);
      } finally {
        await rm(scratch, { recursive: true });
      }
    });
  }
});
