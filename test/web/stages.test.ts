import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiProblem } from '../../src/web/api/problem.js';
import { firstStage, nextStage, requestOf, type Occurrence, type Stage } from '../../src/web/forms/stages.js';

interface Preview {
  version?: number;
}
type Occurred = Occurrence<Preview, string>;

const input = { note: 'Seen by the doctor' };
const unsent = { input, version: null, sentAs: null };
const problem = (code: string, status = 409) => new ApiProblem(status, { code, title: code, status, detail: code });

const submitted: Occurred = { type: 'submitted', input, version: 4, faults: [] };
const previewed = (version?: number): Occurred => ({ type: 'previewed', preview: { version } });
const confirmed: Occurred = { type: 'confirmed', input, version: 4, key: 'one' };
const refused = (error: unknown, faults: string[] = [], canConflict = true): Occurred => {
  return { type: 'refused', error, faults, canConflict };
};
const after = (...occurrences: Occurred[]): Stage<Preview, string> =>
  occurrences.reduce<Stage<Preview, string>>(nextStage, firstStage<Preview, string>(unsent));

const occurrences = fc.oneof(
  // Often what leads on, so that many of them come to be sent.
  fc.constantFrom(submitted, previewed(4), confirmed),
  fc.record({
    type: fc.constant('submitted' as const),
    input: fc.constant(input),
    version: fc.constantFrom(null, 4),
    faults: fc.constantFrom([], ['note']),
  }),
  fc.constantFrom(4, 5, undefined).map(previewed),
  fc.constant<Occurred>({ type: 'returned' }),
  fc.uuid().map((key): Occurred => ({ ...confirmed, key })),
  fc
    .constantFrom(problem('too-busy', 503), new Error('no answer'))
    .map((error): Occurred => ({ type: 'unanswered', error })),
  fc.constantFrom('stale-version', 'forbidden').map((code) => refused(problem(code))),
  fc.constant<Occurred>({ type: 'emptied' }),
);

describe('The stages of a form', () => {
  it('lead from the form, over what would come of it, to sending exactly what was shown', () => {
    const asking = after(submitted);
    assert.deepEqual(requestOf(asking), { kind: 'preview', input, version: 4 });
    assert.deepEqual(after(submitted, previewed(4)), { name: 'checking', preview: { version: 4 } });
    const sending = after(submitted, previewed(4), confirmed);
    assert.deepEqual(requestOf(sending), { kind: 'send', input, version: 4, key: 'one' });
    assert.deepEqual(sending.name === 'sending' && sending.preview, { version: 4 });
  });

  it('keep a form with faults on the screen, and ask the server nothing', () => {
    const stage = after({ ...submitted, faults: ['note'] });
    assert.deepEqual(stage, { name: 'filling', faults: ['note'], failure: null, worded: null });
    assert.equal(requestOf(stage), null);
  });

  it('begin by sending on what was sent before a reload and not answered, under the same key', () => {
    const stage = firstStage<Preview, string>({ input, version: 4, sentAs: 'before' });
    assert.deepEqual(requestOf(stage), { kind: 'send', input, version: 4, key: 'before' });
  });

  it('show a conflict when the preview is of another version than the form, unless the form is of no version', () => {
    assert.deepEqual(after(submitted, previewed(5)), { name: 'conflict', problem: null });
    assert.equal(after({ ...submitted, version: null }, previewed(5)).name, 'checking');
  });

  it('show a conflict when the server says that the trajectory has changed, and only where there is a trajectory', () => {
    for (const code of ['stale-version', 'step-not-open', 'trajectory-closed']) {
      const changed = problem(code);
      assert.deepEqual(after(submitted, refused(changed)), { name: 'conflict', problem: changed });
      assert.deepEqual(after(submitted, previewed(4), confirmed, refused(changed)).name, 'conflict');
      assert.equal(after(submitted, refused(changed, [], false)).name, 'filling');
    }
    const again = nextStage<Preview, string>(after(submitted, previewed(5)), { ...submitted, version: null });
    assert.deepEqual(requestOf(again), { kind: 'preview', input, version: null });
  });

  it('go back to the form after a refusal, with the faults at their fields or else with the refusal itself, and in which language that is', () => {
    const invalid = problem('invalid-input', 400);
    const forbidden = problem('forbidden', 403);
    assert.deepEqual(after(submitted, refused(invalid, ['note'])), {
      name: 'filling',
      faults: ['note'],
      failure: null,
      worded: 'nl',
    });
    assert.deepEqual(after(submitted, refused(forbidden)), {
      name: 'filling',
      faults: [],
      failure: forbidden,
      worded: 'nl',
    });
  });

  it('say that the server is busy only while it is certain that nothing has been done', () => {
    const busy: Occurred = { type: 'unanswered', error: problem('too-busy', 503) };
    const lost: Occurred = { type: 'unanswered', error: new Error('no answer') };
    const waitsFor = (...tries: Occurred[]) => {
      const stage = after(submitted, previewed(4), confirmed, ...tries);
      return stage.name === 'sending' && stage.waitsFor;
    };
    assert.equal(waitsFor(), null);
    assert.equal(waitsFor(busy), 'room');
    assert.equal(waitsFor(busy, lost), 'answer');
    assert.equal(waitsFor(busy, lost, busy), 'answer');
  });

  it('forget the question about a form that the user emptied', () => {
    assert.equal(requestOf(after(submitted, { type: 'emptied' })), null);
    assert.equal(after(submitted, { type: 'emptied' }, previewed(4)).name, 'filling');
  });

  it('never send anything that was not shown first, and never give up a key without a definite no', () => {
    let timesSending = 0;
    fc.assert(
      fc.property(fc.array(occurrences, { minLength: 20, maxLength: 60 }), (all) => {
        let stage: Stage<Preview, string> = firstStage<Preview, string>(unsent);
        for (const occurrence of all) {
          const next = nextStage(stage, occurrence);
          if (next.name === 'sending' && stage.name !== 'sending') assert.equal(stage.name, 'checking');
          if (stage.name === 'sending') timesSending += 1;
          if (stage.name === 'sending' && occurrence.type !== 'refused') {
            assert.equal(requestOf(next), requestOf(stage), 'the very same request, so that it is not sent twice');
          }
          stage = next;
        }
      }),
      // So many that chance alone does not leave it too seldom in the midst of sending.
      { numRuns: 400 },
    );
    assert.ok(timesSending > 100, `only ${timesSending} occurrences came while it was being sent`);
  });
});
