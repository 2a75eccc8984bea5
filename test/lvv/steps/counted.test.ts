import assert from 'node:assert/strict';
import { after, like, Play } from '../../support/play.js';

const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));

describe('What counts of the first steps', () => {
  it('is when and how someone was referred, and when the intake was held', () => {
    const { referredOn, channel, intakeOn } = figures(new Play());
    assert.deepEqual([referredOn, channel, intakeOn], ['2026-11-02', 'desk', undefined]);
    assert.equal(figures(after('intake')).intakeOn, '2026-11-02');
  });

  it('is the last contact that succeeded, in whatever order contacts are entered', () => {
    const play = new Play();
    for (const [on, succeeded] of [
      ['2026-10-20', true],
      ['2026-10-28', false],
      ['2026-10-10', true],
    ] as const) {
      play.perform('add-contact', like('add-contact', { on, succeeded }));
    }
    assert.equal(figures(play).lastContactOn, '2026-10-20');
  });
});
