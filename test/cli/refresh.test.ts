import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import { askEach } from '../../src/cli/refresh.js';
import { foretell } from '../../src/trajectory/reading/foretold.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { standardSteps } from '../../src/lvv/index.js';
import { agencies } from '../../src/lvv/agencies.js';
import { Play, programmeWith } from '../support/play.js';

describe('What refresh --dry-run tells of a trajectory', () => {
  const names = ['intake', 'admission', 'legal-review', 'return-counselling'];
  const steps = standardSteps.filter(({ name }) => names.includes(name));
  const version = (id: string, from: string, partners: (typeof agencies)[number][]) => ({
    ...programmeWith(steps, { partners }),
    id,
    from,
  });
  const programmes = programmesOf([
    version('together', '2019-03-01', [...agencies]),
    version('without-dtv', '2027-01-01', ['municipality', 'ngo']),
    version('alone', '2027-02-01', ['municipality']),
  ]);
  /** By the clock alone nothing happens here: all that a tick would do is the change of the programme. */
  const play = new Play();
  play.programme = programmes.all[0]!;
  play.perform('intake');
  play.perform('admission');
  const state = { ...play.state, openSteps: play.state.openSteps.map((open) => ({ ...open, wakeUps: [] })) };
  const on = (now: string) => foretell(programmes, state, now).changes;

  it('is what another version of the programme does to it, from its day on', () => {
    assert.deepEqual(on('2026-12-31T12:00:00.000Z'), []);
    assert.deepEqual(on('2027-01-01T12:00:00.000Z'), [
      'Step handed over: return-counselling (Return counselling), to the NGO, because the programme of the municipality changed',
    ]);
    assert.deepEqual(on('2027-02-01T12:00:00.000Z').toSorted(), [
      'Step handed over: legal-review (Legal review), to the municipality, because the programme of the municipality changed',
      'Step withdrawn: return-counselling (Return counselling), because the programme of the municipality changed',
    ]);
  });

  it('is that it is blocked, where its municipality has no programme', () => {
    const lost = { ...state, municipality: 'den-haag' };
    assert.deepEqual(foretell(programmes, lost, '2027-01-01T12:00:00.000Z'), {
      effect: 'blocked',
      changes: ['blocked: The configuration has no programme for den-haag.'],
    });
  });

  it('is that open work is lost, and that nothing is left, where the last open step is gone', () => {
    const intake = new Play();
    const without = programmesOf([programmeWith(standardSteps.filter(({ name }) => name === 'admission'))]);
    assert.deepEqual(foretell(without, intake.state, intake.instant), {
      effect: 'loses',
      changes: ['Step withdrawn: intake, because this step no longer exists', 'nothing is open after that'],
    });
  });
});

describe('refresh', () => {
  it('goes on when trajectories end while it asks, and counts them', async () => {
    const ids = async function* () {
      yield* ['a', 'ended', 'b', 'ended'];
    };
    const asked: string[] = [];
    const ask = async (id: string) => {
      if (id === 'ended') throw new WorkflowNotFoundError('workflow execution already completed', id, undefined);
      asked.push(id);
    };
    assert.deepEqual(await askEach(ids(), ask, () => {}), { asked: 2, ended: 2 });
    assert.deepEqual(asked, ['a', 'b']);
  });

  it('ends with any other error, so that nobody believes that all were asked', async () => {
    const ids = async function* () {
      yield 'a';
    };
    await assert.rejects(
      askEach(
        ids(),
        async () => {
          throw new Error('unavailable');
        },
        () => {},
      ),
      /unavailable/,
    );
  });
});
