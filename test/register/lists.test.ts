import assert from 'node:assert/strict';
import { record } from '../../src/register/trajectories/record.js';
import { listTrajectories } from '../../src/register/trajectories/trajectories.js';
import { Play } from '../support/play.js';
import { onBothDatabases, recordingOf } from './databases.js';

onBothDatabases('Lists', (register) => {
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
});
