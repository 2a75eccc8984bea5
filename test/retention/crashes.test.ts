import assert from 'node:assert/strict';
import type { KeyStore } from '../../src/privacy/keyStore.js';
import { familyOf } from '../../src/privacy/keyStore.js';
import { decideErasure, findErasure, proposeErasure } from '../../src/register/erasure/erasures.js';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { record } from '../../src/register/trajectories/record.js';
import { verifyEvents } from '../../src/register/integrity/verifyEvents.js';
import { Eraser, type EngineOfPerson } from '../../src/retention/eraser.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { recordingOf } from '../register/databases.js';
import { everythingIn } from '../support/erasing.js';
import { Play, programmeWith } from '../support/play.js';
import { ownPrivacy } from '../support/privacy.js';
import { emptyImage } from '../support/shared.js';

class Killed extends Error {}

/** Ends whoever calls at a certain call, before it is done or right after: as a worker that is killed there. */
class Killer {
  calls = 0;
  private readonly at: number;
  private readonly when: 'before' | 'after';
  constructor(at: number, when: 'before' | 'after') {
    this.at = at;
    this.when = when;
  }

  /** The same thing, of which each call may be the last. */
  around<T extends object>(thing: T): T {
    return new Proxy(thing, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          this.calls += 1;
          const isLast = this.calls === this.at;
          if (isLast && this.when === 'before') throw new Killed();
          const result: unknown = await value.apply(target, given);
          if (isLast) throw new Killed();
          return result;
        };
      },
    });
  }
}

const programmes = programmesOf([programmeWith(undefined, { retention: { default: { amount: 0, unit: 'second' } } })]);
const signer = (subject: string) => ({ subject, agency: 'municipality' as const, municipality: 'utrecht' });

describe('An erasure whose worker is killed', () => {
  let register: Database;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  /** What the engine has: the persons of whom there is a workflow. */
  const engineHas = new Set<string>();
  const engine: EngineOfPerson = {
    isOpen: async () => false,
    forget: async (ref) => void engineHas.delete(ref),
  };

  before(async () => {
    privacy = await ownPrivacy();
    register = await openRegister({ folder: undefined, image: await emptyImage() }, privacy.sealer, lvvListing);
    await migrate(register);
  });
  after(async () => {
    await register.close();
    await privacy.remove();
  });

  let people = 0;
  /** Two persons who have ended, in an erasure that was approved. */
  async function approved(): Promise<{ erasure: string; refs: string[] }> {
    const refs: string[] = [];
    for (const number of [people + 1, people + 2]) {
      const play = new Play(`crash${number}`);
      play.perform('withdraw');
      await record(register, recordingOf(play), 7);
      refs.push(play.state.personRef);
      engineHas.add(play.state.personRef);
    }
    people += 2;
    const at = new Date().toISOString();
    const erasure = await proposeErasure(register, {
      municipality: 'utrecht',
      motivation: 'm',
      reference: 'r',
      proposedBy: signer('one'),
      proposedAt: at,
      lapsesAt: new Date(Date.now() + 3_600_000).toISOString(),
      persons: refs.map((ref) => ({ refs: [ref], trajectories: [`${ref}.1`] })),
    });
    await decideErasure(register, erasure, { approve: true, by: signer('two'), at, reason: null });
    return { erasure, refs };
  }

  /** The steps as the workflow takes them; each is done again until it ends well. */
  async function run(erasure: string, killer: Killer, times = 3): Promise<number> {
    const options = { register: killer.around(register), keys: killer.around<KeyStore>(privacy.store), programmes };
    const step = async (work: (eraser: Eraser) => Promise<void>) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await work(new Eraser({ ...options, engine: killer.around(engine) }));
        } catch (error) {
          if (!(error instanceof Killed) || attempt === times) throw error;
        }
      }
    };
    await step((eraser) => eraser.retireKeys(erasure, () => {}));
    await step((eraser) => eraser.destroy(erasure, () => {}));
    await step((eraser) => eraser.declare(erasure));
    return killer.calls;
  }

  it('at any of its calls, before or after that is done, is brought to the same end by the next one', async function () {
    this.timeout(120_000);
    const { erasure: whole } = await approved();
    const calls = await run(whole, new Killer(0, 'before'));
    assert.ok(calls > 25, `it has ${calls} calls`);
    for (let at = 1; at <= calls; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const { erasure, refs } = await approved();
        await run(erasure, new Killer(at, when));
        const place = `killed ${when} call ${at}`;
        const found = await findErasure(register, erasure);
        assert.equal(found?.status, 'done', place);
        const { destroyed, leftOut } = found.declaration as Record<string, Record<string, unknown>>;
        assert.deepEqual([destroyed?.['persons'], destroyed?.['keys'], leftOut], [2, 2, {}], place);
        for (const ref of refs) {
          assert.ok(!engineHas.has(ref), place);
          const keys = await privacy.store.read(familyOf(ref));
          assert.deepEqual(
            keys.map(({ state }) => state),
            ['destroyed'],
            place,
          );
        }
      }
    }
    const text = await everythingIn(register);
    assert.ok(!text.includes('crash'), 'nothing is left of any of them');
    const [left] = await register.query<{ n: number }>({ text: 'select count(*)::integer as n from trajectories' });
    assert.equal(left?.n, people);
    const faults: unknown[] = [];
    await verifyEvents(register, { onFault: (fault) => faults.push(fault) });
    assert.deepEqual(faults, []);
  });
});
