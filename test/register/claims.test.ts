import assert from 'node:assert/strict';
import { record } from '../../src/register/trajectories/record.js';
import { findTrajectory } from '../../src/register/trajectories/trajectories.js';
import { listTasks, type TaskFilter } from '../../src/register/trajectories/tasks.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { actor, like, Play } from '../support/play.js';
import { onBothDatabases, recordingOf } from './databases.js';

const country = { municipality: null, agency: null };
const legal = actor('ngo:legal');

onBothDatabases('A claim in the register', (register) => {
  let number = 0;
  /** Admitted, and recorded up to there. */
  const recorded = async (): Promise<Play> => {
    number += 1;
    const play = new Play(`claimed${number}`);
    for (const step of ['intake', 'admission']) play.perform(step);
    await record(register(), recordingOf(play), 60);
    return play;
  };
  const recordLast = (play: Play, count = 1) => record(register(), recordingOf(play, play.batches.slice(-count)), 60);
  const act = (play: Play, name: 'claim' | 'release', input: Json = { step: 'legal-review' }) =>
    play.take(play.decided(play.command(name, { actor: legal, input })));
  const claimOf = async ({ state: { id } }: Play, wanted = 'legal-review') =>
    (await findTrajectory(register(), id))?.openSteps.find(({ step }) => step === wanted)?.claim ?? null;
  const tasksOf = async ({ state: { id } }: Play, filter: TaskFilter) => {
    const { items } = await listTasks(register(), country, filter, { limit: 200 });
    return items.filter(({ trajectoryId }) => trajectoryId === id).map(({ step }) => step);
  };

  it('is beside its step, stays through whatever else happens, and goes when it is put back', async () => {
    const play = await recorded();
    assert.equal(await claimOf(play), null);
    const { at } = act(play, 'claim');
    await recordLast(play);
    const claim = { by: legal.subject, agency: 'ngo', at };
    assert.deepEqual(await claimOf(play), claim);
    play.now += 60_000;
    play.perform('flag');
    play.perform('suspend');
    await recordLast(play, 2);
    assert.deepEqual(await claimOf(play), claim);
    assert.equal(await claimOf(play, 'return-counselling'), null);
    act(play, 'release');
    await recordLast(play);
    assert.equal(await claimOf(play), null);
  });

  it('goes with another agency, with another round, and when the step is done', async () => {
    const play = await recorded();
    act(play, 'claim');
    play.now += 60_000;
    play.perform('reassign', like('reassign', { step: 'legal-review', to: 'municipality' }));
    await recordLast(play, 2);
    assert.equal(await claimOf(play), null);
    const another = await recorded();
    act(another, 'claim');
    await recordLast(another);
    another.now += 60_000;
    another.perform('legal-review');
    another.perform('plan-step');
    await recordLast(another, 2);
    assert.equal(await claimOf(another), null);
  });

  it('narrows the work list to what is mine, of others, or free', async () => {
    const play = await recorded();
    act(play, 'claim');
    await recordLast(play);
    assert.deepEqual(await tasksOf(play, { claimedBy: legal.subject }), ['legal-review']);
    assert.deepEqual(await tasksOf(play, { claimedByOther: legal.subject }), []);
    assert.deepEqual(await tasksOf(play, { claimedByOther: 'someone' }), ['legal-review']);
    const free = await tasksOf(play, { unclaimed: true });
    assert.deepEqual(free.toSorted(), play.open.filter((step) => step !== 'legal-review').toSorted());
  });

  it('is beside filters by municipality, by what is due before a day, and by what opened since', async () => {
    const play = await recorded();
    const { targetDate, openedAt } = play.state.openSteps.find(({ step }) => step === 'legal-review')!;
    const has = async (filter: TaskFilter) => (await tasksOf(play, filter)).includes('legal-review');
    assert.deepEqual(
      [
        await has({ municipality: 'utrecht' }),
        await has({ municipality: 'groningen' }),
        await has({ dueBefore: targetDate! }),
        await has({ dueBefore: '2099-01-01' }),
        await has({ openedSince: openedAt }),
        await has({ openedSince: '2099-01-01T00:00:00.000Z' }),
      ],
      [true, false, false, true, true, false],
    );
  });
});
