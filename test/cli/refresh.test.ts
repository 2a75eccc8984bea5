import assert from 'node:assert/strict';
import { changesOf } from '../../src/cli/refresh.js';
import { programmesOf } from '../../src/trajectory/programme.js';
import { standardSteps } from '../../src/steps/index.js';
import { agencies } from '../../src/trajectory/state.js';
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
  const on = (now: string) => changesOf(programmes, state, now);

  it('is what another version of the programme does to it, from its day on', () => {
    assert.deepEqual(on('2026-12-31T12:00:00.000Z'), []);
    assert.deepEqual(on('2027-01-01T12:00:00.000Z'), ['step-reassigned return-counselling to ngo']);
    assert.deepEqual(on('2027-02-01T12:00:00.000Z').toSorted(), [
      'step-reassigned legal-review to municipality',
      'step-withdrawn return-counselling',
    ]);
  });

  it('is that it is blocked, where its municipality has no programme', () => {
    const lost = { ...state, municipality: 'den-haag' };
    assert.deepEqual(changesOf(programmes, lost, '2027-01-01T12:00:00.000Z'), [
      'blocked: the configuration has no programme for den-haag',
    ]);
  });
});
