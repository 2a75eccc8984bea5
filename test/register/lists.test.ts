import assert from 'node:assert/strict';
import { migrate } from '../../src/register/index.js';
import { latestMigration } from '../../src/register/migrations/migrations.js';
import { record } from '../../src/register/trajectories/record.js';
import { listTrajectories } from '../../src/register/trajectories/trajectories.js';
import { Play } from '../support/play.js';
import { onBothDatabases, recordingOf } from './databases.js';

onBothDatabases('Lists', (register, emptyDatabase) => {
  const country = { municipality: null, agency: null };
  const same = (name: string) => [name];
  const page = { limit: 200, sort: 'id', descending: false } as const;

  it('have whose clock stands still, for a suspension, an order of a court or both, until none is left', async () => {
    const play = new Play('suspended');
    const suspended = async () => {
      await record(register(), recordingOf(play), 60);
      const { items } = await listTrajectories(register(), country, { suspended: true }, page, same);
      return items.some(({ id }) => id === play.state.id);
    };
    assert.equal(await suspended(), false);
    for (const [name, stands] of [
      ['suspend', true],
      ['place-court-hold', true],
      ['resume', true],
      ['lift-court-hold', false],
    ] as const) {
      play.perform(name);
      assert.equal(await suspended(), stands, name);
    }
  });

  it('know of what was recorded before this was kept whose clock stood still, by its dates', async () => {
    const older = await emptyDatabase();
    await migrate(older, 9);
    await older.execute(`
      insert into trajectories (id, person_ref, episode, municipality, version, status, parties, overdue, opened_at, updated_at)
        select name || '.1', name, 1, 'utrecht', 3, status, '{}', false, now(), now()
        from (values ('stands', 'open'), ('runs', 'open'), ('closed', 'closed')) t(name, status);
      insert into open_steps (trajectory_id, step, responsible, opened_at, fatal_date, overdue, version)
        values ('stands.1', 'intake', 'municipality', now(), null, false, 3),
          ('runs.1', 'intake', 'municipality', now(), '2027-01-01', false, 3),
          -- Of a version that is gone.
          ('stands.1', 'legal-review', 'ngo', now(), '2027-01-01', false, 2);`);
    await migrate(older, latestMigration);
    const { items } = await listTrajectories(older, country, { suspended: true }, page, same);
    assert.deepEqual(
      items.map(({ id }) => id),
      ['stands.1'],
    );
  });
});
