import assert from 'node:assert/strict';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { admitted, like, pointers, type Play } from '../../support/play.js';

type Changes = Record<string, Json | undefined>;
const session = (changes: Changes = {}) => like('return-counselling', changes);
const revoke = (changes: Changes = {}) => like('revoke-return', changes);
const on = (play: Play, day: string) => {
  play.now = Date.parse(`${day}T10:00:00Z`);
};
const marks = (play: Play, name: string) =>
  play.events
    .flatMap((event) => event.marks ?? [])
    .filter((mark) => mark.name === name)
    .map(({ on: day, value }) => [day, value]);

/** Who has chosen to return, and leaves on this day. */
function leaving(departureOn?: string): Play {
  const play = admitted();
  play.perform('return-counselling', session({ departureOn }));
  return play;
}

describe('The choice to return', () => {
  it('is revocable at any time until the day of departure, also when no session is open', () => {
    for (const day of ['2026-11-02', '2026-12-09', '2026-12-10']) {
      const play = leaving('2026-12-10');
      assert.ok(!play.open.includes('return-counselling'));
      on(play, day);
      play.perform('revoke-return', revoke({ revokedOn: day }));
      assert.ok(!('returnChoice' in play.state.facts) && !('departureOn' in play.state.facts));
      assert.deepEqual(marks(play, 'return-revoked'), [[day, undefined]]);
    }
    const undated = leaving();
    on(undated, '2028-01-01');
    undated.perform('revoke-return', revoke({ revokedOn: '2028-01-01' }));
  });

  it('cannot be revoked after that day, and who tries is told what to do', () => {
    const play = leaving('2026-12-10');
    on(play, '2026-12-11');
    const { code, detail } = play.refused('revoke-return', revoke({ revokedOn: '2026-12-11' }));
    assert.equal(code, 'conflict');
    assert.match(detail, /10 December 2026.*register the outcome.*Plan a step/s);
    play.perform('plan-step', like('plan-step', { step: 'return-counselling' }));
    play.perform('return-counselling', session({ sessionOn: '2026-12-11', choice: 'revoked' }));
    assert.ok(!('returnChoice' in play.state.facts));
  });

  it('that was revoked in time can be entered late', () => {
    const play = leaving('2026-12-10');
    on(play, '2026-12-14');
    play.perform('revoke-return', revoke({ revokedOn: '2026-12-10' }));
  });

  it('stops a request for assisted return with it, and says so; every other procedure runs on', () => {
    for (const way of ['revoke-return', 'return-counselling'] as const) {
      const play = leaving('2026-12-10');
      play.perform('start-procedure', like('start-procedure', { procedure: 'assisted-return' }));
      play.perform('start-procedure', like('start-procedure', { procedure: 'laissez-passer' }));
      if (way === 'return-counselling') {
        play.perform('plan-step', like('plan-step', { step: way }));
        on(play, '2026-11-20');
        play.perform(way, session({ choice: 'declined', sessionOn: '2026-11-20' }));
      } else play.perform(way);
      const withdrawn = play.events.find(({ type }) => type === 'step-withdrawn');
      assert.deepEqual(
        [withdrawn?.step, withdrawn?.reason],
        ['procedure-assisted-return', { code: 'return-choice-revoked' }],
      );
      assert.deepEqual(
        marks(play, 'procedure-ended').map(([, value]) => value),
        ['assisted-return/revoked'],
      );
      assert.ok(play.open.includes('procedure-laissez-passer'));
      assert.deepEqual(Object.keys(play.state.facts['procedures'] as object), ['laissez-passer']);
    }
  });

  it('has nothing to revoke before one was made, and can be made again after it was revoked', () => {
    const play = admitted();
    assert.equal(play.refused('revoke-return').code, 'conflict');
    play.perform('return-counselling', session({ choice: 'considering', nextSessionOn: '2026-12-01' }));
    assert.equal(play.refused('revoke-return').code, 'conflict');
    play.perform('return-counselling', session({ nextSessionOn: '2026-12-20' }));
    play.perform('revoke-return');
    assert.equal(play.refused('revoke-return').code, 'conflict');
    play.perform('return-counselling', session({ choice: 'onward-migration' }));
    assert.equal(play.state.facts['returnChoice'], 'onward-migration');
  });

  it('keeps the day of departure until another one is named or it has passed', () => {
    const play = admitted();
    const next = { nextSessionOn: '2026-12-01' };
    play.perform('return-counselling', session({ ...next, departureOn: '2026-12-10' }));
    play.perform('return-counselling', session(next));
    assert.equal(play.state.facts['departureOn'], '2026-12-10');
    play.perform('return-counselling', session({ ...next, departureOn: '2026-12-18' }));
    assert.equal(play.state.facts['departureOn'], '2026-12-18');
    on(play, '2026-12-20');
    play.perform('return-counselling', session({ nextSessionOn: '2026-12-21' }));
    assert.ok(!('departureOn' in play.state.facts));
    play.perform('revoke-return', revoke({ revokedOn: '2026-12-20' }));
  });

  it('has a day of departure only when someone leaves', () => {
    for (const choice of ['considering', 'declined']) {
      const input = session({ choice, departureOn: '2026-12-10' });
      assert.deepEqual(pointers(admitted().refused('return-counselling', input)), ['/departureOn']);
    }
  });

  it('is counted as revoked when another session says that the person does not leave', () => {
    for (const choice of ['considering', 'declined', 'revoked']) {
      const play = leaving('2026-12-10');
      play.perform('plan-step', like('plan-step', { step: 'return-counselling' }));
      on(play, '2026-11-20');
      play.perform('return-counselling', session({ choice, sessionOn: '2026-11-20' }));
      assert.deepEqual(marks(play, 'return-revoked'), [['2026-11-20', undefined]]);
      assert.equal(play.state.facts['returnChoice'], choice === 'revoked' ? undefined : choice);
      assert.ok(!('departureOn' in play.state.facts));
    }
  });
});
