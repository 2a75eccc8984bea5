import assert from 'node:assert/strict';
import fc from 'fast-check';
import { standardMessages, standardSteps } from '../../src/lvv/index.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { causedBy } from '../../src/trajectory/reading/causedBy.js';
import { after, Play, programmeWith } from '../support/play.js';
import { moves, turn } from './moves.js';

/** What caused each event of a batch, as it is recorded. */
const causesOf = ({ actor, bodyHash, events }: Batch) =>
  events.map(({ type, reason = null, effect = null }) => [type, causedBy({ type, actor, bodyHash, reason, effect })]);

/** What another trajectory tells this one. */
function told(play: Play, name: string, input: Json): Batch {
  const { id, version } = play.state;
  const command = {
    kind: 'message' as const,
    trajectoryId: id,
    name,
    input,
    commandId: `ask/${version}`,
    bodyHash: 'h',
  };
  return play.take(decide(play.programme, play.state, command, play.instant));
}

describe('What caused an event', () => {
  it('is time where a reminder was due, a term passed or a planned day came', () => {
    const play = after('intake');
    play.now += 60 * 86_400_000;
    const passed = causesOf(play.tick());
    assert.ok(passed.length > 2);
    assert.ok(
      passed.every(([, cause]) => cause === 'time'),
      JSON.stringify(passed),
    );
    const planned = after('intake', 'admission', 'legal-review');
    planned.perform('plan-step', { step: 'legal-review', opensOn: '2026-11-20', reason: 'New facts.' });
    planned.goTo('2026-11-20');
    const opened = causesOf(planned.tick()).filter(([type]) => type === 'step-opened');
    assert.deepEqual(opened, [['step-opened', 'time']]);
  });

  it('is another trajectory where that told something, whatever followed from it', () => {
    const play = after('intake');
    const causes = causesOf(
      told(play, 'trajectory-linked', { from: 'p.2', version: 1, kind: 'relative', knownTo: [] }),
    );
    assert.ok(standardMessages.some(({ name }) => name === causes[0]?.[0]));
    assert.deepEqual(
      causes.map(([, cause]) => cause),
      causes.map(() => 'another-trajectory'),
    );
  });

  it('is changed rules where a step is gone, is new or is done by another, also along with what a person does', () => {
    const without = (name: string) => programmeWith(standardSteps.filter((step) => step.name !== name));
    const gone = after('intake', 'admission');
    gone.programme = without('legal-review');
    assert.deepEqual(causesOf(gone.tick()), [['step-withdrawn', 'changed-rules']]);
    gone.programme = programmeWith();
    assert.deepEqual(causesOf(gone.tick()), [['step-opened', 'changed-rules']]);
    gone.programme = without('legal-review');
    const performed = causesOf(gone.perform('add-contact'));
    assert.deepEqual(performed, [
      ['add-contact', null],
      ['step-withdrawn', 'changed-rules'],
    ]);
    const left = after('intake', 'admission');
    left.programme = programmeWith(standardSteps, { partners: ['municipality', 'dtv', 'ind', 'avim'] });
    assert.ok(
      causesOf(left.tick()).every(([, cause]) => cause === 'changed-rules'),
      'an agency that takes no part any more',
    );
  });

  it('is a person, or else one of the others, for every event that random commands lead to', () => {
    const met = new Set<string | null>();
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = new Play();
        for (const move of sequence) {
          const { batch } = turn(play, move);
          for (const [, cause] of batch ? causesOf(batch) : []) {
            met.add(cause ?? null);
            assert.equal(cause === null, batch!.actor !== null);
            if (batch!.actor === null) assert.equal(cause, 'time');
          }
        }
      }),
      { numRuns: 60 },
    );
    assert.deepEqual([...met].toSorted(), [null, 'time']);
  });
});
