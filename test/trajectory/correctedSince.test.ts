import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import { proposedCorrection } from '../../src/trajectory/deciding/correction.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { foretell } from '../../src/trajectory/reading/foretold.js';
import { asNamedNow } from '../../src/trajectory/definitions/formerNames.js';
import type { Programme } from '../../src/trajectory/definitions/programme.js';
import { nothingYet, type Json, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { programmeOf, talkLike, Trajectory, type Talk } from '../support/changing.js';
import { confirmed, corrected, proposed } from '../support/corrections.js';
import { plain } from '../support/fields.js';
import { everywhere, kinds } from '../support/kindsOfChange.js';
import { actor } from '../support/play.js';

describe('An entry that was recorded under an earlier definition', () => {
  const later = '2026-11-01';
  /** The talk of this kind with another day: by the name of now, or by the one that was on an older screen. */
  const corrects = (trajectory: Trajectory, programme: Programme, changes: Record<string, Json>) => {
    const entry = trajectory.events.findIndex(({ step, type }) => step === 'talk' && type === 'step-completed') + 1;
    const { batches, instant } = trajectory;
    return corrected(everywhere(programme), batches, { entry, changes }, instant).reduce(evolve, nothingYet);
  };
  const shownOf = (programme: Programme, state: TrajectoryState) => {
    const named = [...programme.steps, ...programme.actions];
    const { facts } = asNamedNow(named, state);
    return facts['spokenOn'] ?? facts['talkedOn'];
  };
  const renamed = ['renamed, and says what it was', 'renamed and another agency’s at once'];
  const cases: [kind: string, changes: Record<string, Json>][] = [
    ...renamed.map((kind): [string, Record<string, Json>] => [kind, { heldOn: later }]),
    ['performed by another role', { heldOn: later }],
    ["another agency's", { heldOn: later }],
    ['with a field renamed', { happenedOn: later }],
    ['with a field renamed', { heldOn: later }],
    ['with a fact renamed', { heldOn: later }],
    ['with a field made compulsory', { heldOn: later, place: 'here' }],
    ['with a field tightened', { heldOn: later, place: 'here' }],
    ['with other terms', { heldOn: later }],
    ['in a compartment', { heldOn: later }],
  ];
  for (const [kind, changes] of cases) {
    it(`is corrected when its step is ${kind}, by ${Object.keys(changes).join(' and ')}`, () => {
      const { programme } = kinds[kind]!;
      for (const make of [new Trajectory().performs('talk'), new Trajectory().performs('talk').does('end')]) {
        assert.equal(shownOf(programme, make.state), '2026-11-02');
        const state = corrects(make, programme, changes);
        assert.equal(shownOf(programme, state), later);
        assert.equal(state.facts['talkedOn'] === undefined || state.facts['spokenOn'] === undefined, true);
      }
    });
  }

  it('is corrected in what is left of it when one of its fields is gone', () => {
    const more = { note: plain(z.string()) };
    const trajectory = new Trajectory(programmeOf(talkLike({ more, example: { note: 'x' } }))).performs('talk');
    assert.equal(
      shownOf(programmeOf(talkLike()), corrects(trajectory, programmeOf(talkLike()), { heldOn: later })),
      later,
    );
  });

  it('has a correction that waits for a second look, which holds under the names of now when it is confirmed', () => {
    const looked = (changes: Partial<Talk> = {}) => programmeOf(talkLike({ ...changes, looked: true }));
    const trajectory = new Trajectory(looked()).performs('talk').performs('check');
    const entry = trajectory.events.findIndex(({ step, type }) => step === 'talk' && type === 'step-completed') + 1;
    const { batches, instant } = trajectory;
    const director = actor('municipality:case-director');
    const wanted = { entry, changes: { heldOn: later }, actor: director };
    const proposal = proposed(everywhere(looked()), batches, wanted, instant);
    const state = proposal.reduce(evolve, nothingYet);
    assert.notEqual(proposedCorrection.of(state.facts), undefined);
    const now = looked({
      name: 'conversation',
      formerly: ['talk'],
      heldOn: { name: 'happenedOn', formerly: ['heldOn'] },
      fact: { name: 'spokenOn', formerly: ['talkedOn'], shown: true },
    });
    assert.equal(foretell(everywhere(now), state, instant).effect, 'same');
    const after = confirmed(everywhere(now), proposal, wanted, instant).reduce(evolve, nothingYet);
    assert.equal(proposedCorrection.of(after.facts), undefined);
    assert.equal(shownOf(now, after), later);
  });

  const conversation = programmeOf(talkLike({ name: 'conversation', formerly: ['talk'] }));
  const dayTalked = (all: readonly Batch[]) => all.reduce(evolve, nothingYet).facts['talkedOn'];

  it('is corrected when it was the first command after its step got another name, which comes before it', () => {
    const trajectory = new Trajectory();
    trajectory.programme = conversation;
    trajectory.performs('conversation');
    const { batches, events, instant } = trajectory;
    const entry = events.findIndex(({ type }) => type === 'step-completed') + 1;
    assert.deepEqual(
      batches
        .at(-1)!
        .events.map(({ type }) => type)
        .slice(0, 2),
      ['step-renamed', 'step-completed'],
    );
    const all = corrected(everywhere(conversation), batches, { entry, changes: { heldOn: later } }, instant);
    assert.equal(dayTalked(all), later);
    const again = corrected(everywhere(conversation), all, { entry, changes: { heldOn: '2026-11-02' } }, instant);
    assert.equal(dayTalked(again), '2026-11-02');
    const renaming = { entry: entry - 1, changes: { heldOn: later } };
    assert.throws(() => corrected(everywhere(conversation), batches, renaming, instant), /^Refusal: nobody-filled-in$/);
  });

  it('is corrected by the very command with which an open step gets another name', () => {
    const trajectory = new Trajectory().performs('talk').does('talk-again');
    const { batches, events, instant } = trajectory;
    const entry = events.findIndex(({ type }) => type === 'step-completed') + 1;
    const all = corrected(everywhere(conversation), batches, { entry, changes: { heldOn: later } }, instant);
    assert.equal(all.at(-1)!.events[0]!.type, 'step-renamed');
    assert.equal(dayTalked(all), later);
    const earlier = corrected(everywhere(conversation), all, { entry, changes: { heldOn: '2026-11-02' } }, instant);
    assert.equal(dayTalked(earlier), '2026-11-02');
  });

  it('of a step that there is no more is refused as what nobody can fill in', () => {
    const trajectory = new Trajectory().performs('talk');
    assert.throws(() => corrects(trajectory, programmeOf(null), { heldOn: later }), /^Refusal: nobody-filled-in$/);
  });
});
