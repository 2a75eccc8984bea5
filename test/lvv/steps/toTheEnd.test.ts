import assert from 'node:assert/strict';
import fc from 'fast-check';
import { procedureKinds } from '../../../src/lvv/procedures/procedureKinds.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { like, Play } from '../../support/play.js';

/** What can be begun along the way, beside the steps that open by themselves. */
const begun: [name: string, input: Json | undefined][] = [
  ['start-shelter', undefined],
  ['end-shelter', undefined],
  ['raise-blocker', undefined],
  ['raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo', by: '2027-01-04' })],
  ['lodge-objection', undefined],
  ['revoke-return', undefined],
  ['chase', like('chase', { step: 'return-counselling' })],
  ...procedureKinds.map((procedure): [string, Json] => ['start-procedure', like('start-procedure', { procedure })]),
];

describe('Whatever was begun along the way', () => {
  it('is led to an outcome by the examples of what is open, in the order in which it opened, each accepted the first time', () => {
    const moment = fc.record({ after: fc.nat(8), what: fc.constantFrom(...begun) });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 12 }), (moments) => {
        const play = new Play();
        for (let done = 0; play.state.status === 'open'; done += 1) {
          for (const { what } of moments.filter(({ after }) => after === done)) attempt(play, ...what);
          const [next] = play.state.openSteps.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
          assert.ok(next && done < 60, `it waits for nothing, or goes round: ${play.open.join()}`);
          play.now += 3_600_000;
          play.perform(next.step);
          assert.ok(!play.open.includes(next.step), `${next.step} opened itself again`);
        }
        assert.equal(play.state.outcome, 'RETURNED_INDEPENDENT');
      }),
      { numRuns: 100 },
    );
  });
});

/** What does not fit at that moment is refused, and leaves the trajectory as it was. */
function attempt(play: Play, name: string, input: Json | undefined): void {
  try {
    play.perform(name, input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
