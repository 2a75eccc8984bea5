import assert from 'node:assert/strict';
import fc from 'fast-check';
import { knownNumber, proposedNumber } from '../../../src/trajectory/terms/numbers.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { standardSteps } from '../../../src/lvv/index.js';
import type { Actor, Json } from '../../../src/trajectory/replayed/state.js';
import { actor, like, Play, programmeWith } from '../../support/play.js';

/** As the API makes them. */
const [one, other] = ['1'.repeat(26), '2'.repeat(26)] as const;
const persons = ['anna', 'bram', 'carla'];
const director = (subject: string, onBehalfOf?: string): Actor => ({
  ...actor('municipality:case-director'),
  subject,
  ...(onBehalfOf !== undefined && { onBehalfOf }),
});

const add = (play: Play, by: Actor, vNumber: string) =>
  play.command('add-v-number', { input: { vNumber, reason: 'Found in the register.' }, actor: by });
const check = (play: Play, by: Actor, more: Record<string, Json>) =>
  play.command('v-number-check', {
    input: { verdict: 'confirmed', reason: 'Seen in the letter.', ...more },
    actor: by,
  });
const remove = (play: Play, by: Actor) => play.command('remove-v-number', { actor: by });
const holds = (play: Play) => knownNumber.of(play.state.facts) ?? null;

describe('A V-number that becomes known after the referral', () => {
  it('does nothing until a second person has entered the same number', () => {
    const play = new Play();
    play.take(play.decided(add(play, director('anna'), one)));
    assert.equal(holds(play), null);
    assert.ok(play.open.includes('v-number-check'));
    const own = play.refusedCommand(check(play, director('anna'), { vNumber: one }));
    assert.equal(own.code, 'forbidden');
    const forAnna = play.refusedCommand(check(play, director('bram', 'anna'), { vNumber: one }));
    assert.equal(forAnna.code, 'forbidden');
    for (const wrong of [{ vNumber: other }, {}] as Record<string, Json>[]) {
      const refused = play.refusedCommand(check(play, director('bram'), wrong));
      assert.equal(refused.code, 'invalid-input');
      assert.ok(JSON.stringify(refused).includes('/vNumber'));
    }
    play.take(play.decided(check(play, director('bram'), { vNumber: one })));
    assert.deepEqual([holds(play), proposedNumber.of(play.state.facts)], [one, undefined]);
    assert.ok(!play.open.includes('v-number-check'));
  });

  it('is gone when a colleague sends it back, and when anyone takes it away, before it holds and after', () => {
    const play = new Play();
    const propose = () => play.take(play.decided(add(play, director('anna'), one)));
    propose();
    play.take(play.decided(check(play, director('bram'), { verdict: 'sent-back' })));
    assert.deepEqual([holds(play), proposedNumber.of(play.state.facts)], [null, undefined]);
    propose();
    play.take(play.decided(remove(play, director('anna'))));
    assert.deepEqual([holds(play), proposedNumber.of(play.state.facts)], [null, undefined]);
    assert.ok(!play.open.includes('v-number-check'));
    propose();
    play.take(play.decided(check(play, director('bram'), { vNumber: one })));
    play.take(play.decided(remove(play, director('carla'))));
    assert.equal(holds(play), null);
    assert.equal(play.refusedCommand(remove(play, director('carla'))).code, 'conflict');
  });

  it('is one at a time: a second is refused while one waits or holds, and says what to do first', () => {
    const play = new Play();
    play.take(play.decided(add(play, director('anna'), one)));
    assert.match(play.refusedCommand(add(play, director('bram'), other)).detail, /waits for a colleague/);
    play.take(play.decided(check(play, director('bram'), { vNumber: one })));
    assert.match(play.refusedCommand(add(play, director('bram'), other)).detail, /Remove that one first/);
    assert.match(play.refusedCommand(add(play, director('bram'), one)).detail, /by this number already/);
  });

  it('never holds by one person alone, whatever they do and in whatever order', () => {
    const doing = fc.record({
      what: fc.constantFrom('add', 'add', 'check', 'check', 'check', 'send-back', 'remove', 'tick'),
      subject: fc.constantFrom(...persons),
      onBehalfOf: fc.option(fc.constantFrom(...persons), { nil: undefined, freq: 2 }),
      vNumber: fc.constantFrom(one, one, one, other),
    });
    let held = 0;
    fc.assert(
      fc.property(fc.array(doing, { minLength: 4, maxLength: 14 }), (doings) => {
        const play = new Play();
        let proposers: string[] = [];
        for (const { what, subject, onBehalfOf, vNumber } of doings) {
          const by = director(subject, onBehalfOf);
          const before = holds(play);
          if (what === 'tick') {
            play.now += 9 * 86_400_000;
            play.tick();
          } else {
            const command =
              what === 'add'
                ? add(play, by, vNumber)
                : what === 'remove'
                  ? remove(play, by)
                  : check(play, by, what === 'check' ? { vNumber } : { verdict: 'sent-back' });
            try {
              play.take(play.decided(command));
            } catch (error) {
              assert.ok(error instanceof Refusal);
              continue;
            }
          }
          const behind = onBehalfOf === undefined ? [subject] : [subject, onBehalfOf];
          if (what === 'add') proposers = behind;
          const now = holds(play);
          if (now === before || now === null) continue;
          held += 1;
          assert.equal(what, 'check');
          assert.ok(!behind.some((person) => proposers.includes(person)));
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(held > 0, 'some of them came to hold');
  });

  it('is refused where the programme has nobody who could look a second time', () => {
    const play = new Play();
    play.programme = programmeWith(standardSteps.filter(({ name }) => name !== 'v-number-check'));
    assert.match(play.refusedCommand(add(play, director('anna'), one)).detail, /no step “/);
  });

  it('waits again for its second look when a trajectory that ended meanwhile is reopened', () => {
    const play = new Play();
    play.take(play.decided(add(play, director('anna'), one)));
    play.perform('withdraw');
    assert.equal(play.state.status, 'closed');
    play.perform('reopen', like('reopen', {}));
    assert.ok(play.open.includes('v-number-check'));
    assert.equal(holds(play), null);
    play.take(play.decided(check(play, director('bram'), { vNumber: one })));
    assert.equal(holds(play), one);
  });
});
