import assert from 'node:assert/strict';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { record, sinceLastGap } from '../../src/register/trajectories/record.js';
import { findTrajectory } from '../../src/register/trajectories/trajectories.js';
import { plainListing } from '../../src/trajectory/definitions/listing.js';
import type { Batch, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, summarise } from '../../src/trajectory/replayed/state.js';
import { ownPrivacy } from '../support/privacy.js';
import { emptyImage } from '../support/shared.js';
import { allFaultsIn } from './tampering.js';

const listing = {
  ...plainListing,
  shown: ['stage'],
  person: { facts: ['name'], name: 'name', inLists: ['name'] },
};
const personRef = 'someone';
const opened = { id: `${personRef}.1`, personRef, episode: 1, municipality: 'utrecht' };
const batchOf = (from: number, event: Partial<TrajectoryEvent>): Batch => ({
  from,
  commandId: `command ${from}`,
  bodyHash: 'h',
  at: new Date(Date.UTC(2026, 0, from)).toISOString(),
  actor: null,
  events: [{ type: `event ${from}`, ...event }],
});

describe('A delivery that goes on while later ones have ended', () => {
  let register: Database;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  before(async () => {
    privacy = await ownPrivacy();
    register = await openRegister({ folder: undefined, image: await emptyImage() }, privacy.sealer, listing);
    await migrate(register);
  });
  after(async () => {
    await register?.close();
    await privacy?.remove();
  });

  // What facts an event sets only declared facts may, which this register does not ask for.
  const facts = (name: string) => ({ name }) as never;
  const slow = batchOf(1, { effect: { opened, facts: facts('First') }, figures: { stage: 'asked' } });
  const ended = batchOf(2, { effect: { facts: facts('Second') }, figures: { stage: 'helped' } });
  const last = batchOf(3, { effect: { outcome: 'DONE' }, figures: { left: 'yes' } });
  const all = [slow, ended, last];
  const recorded = (carried: Batch[], of: Batch[]) => {
    const summary = summarise(of.reduce(evolve, nothingYet));
    return record(register, { summary, personRef, episode: 1, batches: carried, notifications: [] }, 0);
  };

  it('is carried by the last one without what is counted, or who it is about, going back to how it was before them', async () => {
    await recorded([slow], [slow]);
    await recorded([ended], [slow, ended]);
    await recorded([slow, last], all);
    const row = await findTrajectory(register, opened.id);
    assert.equal(row?.figures['stage'], 'helped');
    assert.equal(row?.person['name'], 'Second');
    assert.deepEqual(await allFaultsIn(register), []);
  });

  it('is counted from the last gap on: what is missing was recorded, and all before it', () => {
    assert.deepEqual(sinceLastGap(all), all);
    assert.deepEqual(sinceLastGap([slow, last]), [last]);
    assert.deepEqual(sinceLastGap([slow]), [slow]);
    assert.deepEqual(sinceLastGap([]), []);
    const more = [batchOf(5, {}), batchOf(6, {}), batchOf(8, {}), batchOf(9, {})];
    assert.deepEqual(sinceLastGap([slow, ...more]), more.slice(2));
  });
});
