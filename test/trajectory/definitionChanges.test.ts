import assert from 'node:assert/strict';
import { z } from 'zod';
import { decideActivity } from '../../activities/decide.js';
import { foretell } from '../../src/trajectory/reading/foretold.js';
import { wordingOf } from '../../src/trajectory/reading/names.js';
import { fieldsOf } from '../../src/trajectory/definitions/field.js';
import { availableCommands } from '../../src/trajectory/reading/availableCommands.js';
import { asNamedNow, definitionNamed } from '../../src/trajectory/definitions/formerNames.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { dataFor, definitionOf, factsNoLongerShown } from '../../src/trajectory/access/recorded.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';
import { programmeOf, talkLike, Trajectory, watch } from '../support/changing.js';
import { everywhere, kinds, nothing } from '../support/kindsOfChange.js';
import { actor } from '../support/play.js';
import { plain } from '../support/fields.js';

/** Every kind of change of a definition, against a trajectory in every state. */

const states: Record<string, () => Trajectory> = {
  'with the step open': () => new Trajectory(),
  'with the step overdue': () => {
    const late = new Trajectory();
    late.now += 12 * 86_400_000;
    late.tick();
    return late;
  },
  'with the step done': () => new Trajectory().performs('talk'),
  'with another round open': () => new Trajectory().performs('talk').does('talk-again'),
  'with another round planned for later': () => new Trajectory().performs('talk').does('talk-later'),
  'of which the clock stands still': () => new Trajectory().performs('talk').does('talk-again').does('stand-still'),
  'that a court holds': () => new Trajectory().performs('talk').does('talk-again').does('hold-by-court'),
  'in which a decision waits for a second look': () => new Trajectory().performs('talk').does('propose-talk'),
  'of which the clock ran again': () => new Trajectory().does('stand-still').does('go-on'),
  'that another municipality took over': () =>
    new Trajectory().performs('talk').does('talk-again').does('hand-to-groningen'),
  'with an outcome': () => new Trajectory().performs('talk').does('talk-again').does('conclude'),
  'that was reopened': () => new Trajectory().performs('talk').does('end').does('begin-again'),
};

/** Everything that was filled in, as an agency is shown it, by values alone: names may change. */
function filledIn(trajectory: Trajectory, agency: Agency): unknown[] {
  const definitions = [...trajectory.programme.steps, ...trajectory.programme.actions];
  return trajectory.events.map(({ type, step = null, data = null, seenBy = null }) =>
    Object.values(dataFor([agency], { data, seenBy }, definitionOf({ type, step }, definitions)) ?? {}),
  );
}

/** The facts that an agency is shown, by values. */
function factsShown(trajectory: Trajectory, agency: Agency): unknown[] {
  const { steps, actions } = trajectory.programme;
  const { facts } = asNamedNow([...steps, ...actions], trajectory.state);
  const shown = new Map([...steps, ...actions].flatMap(({ shows = {} }) => Object.entries(shows)));
  const events = trajectory.events.map(({ seenBy = null }) => ({ seenBy }));
  const gone = factsNoLongerShown(events, shown, (fact) => (fact in facts ? fact : [...shown.keys()][0]!));
  return [...[...shown].map(([fact, { audience }]) => [fact, audience] as const), ...gone]
    .filter(([fact, audience]) => fact in facts && audience.includes(agency))
    .map(([fact]) => facts[fact]);
}

describe('A step that is', () => {
  for (const [kind, { programme, whenOpen }] of Object.entries(kinds)) {
    describe(kind, () => {
      it('does to a trajectory that has it open what the dry run foretells', () => {
        const trajectory = new Trajectory();
        const told = foretell(everywhere(programme), trajectory.state, trajectory.instant);
        assert.deepEqual(told, whenOpen);
      });

      for (const [state, make] of Object.entries(states)) {
        it(`leaves a trajectory ${state} going on and readable, and the dry run foretold it`, () => {
          const trajectory = make();
          const before = agencies.map((agency) => [filledIn(trajectory, agency), factsShown(trajectory, agency)]);
          const told = foretell(everywhere(programme), trajectory.state, trajectory.instant);
          assert.notEqual(told.effect, 'blocked');

          trajectory.programme = programme;
          const wording = wordingOf(everywhere(programme));
          const recorded = trajectory.tick().events.map(({ type, step }) => `${wording.event(type).en}: ${step}`);
          const foretold = told.changes.filter((line) => line !== 'nothing is open after that');
          assert.equal(foretold.length, recorded.length);
          for (const [i, line] of foretold.entries())
            assert.ok(line.startsWith(recorded[i]!), `${line}: ${recorded[i]}`);

          // Nothing is stuck: each open step is performed by whom it waits for.
          assert.deepEqual(foretell(everywhere(programme), trajectory.state, trajectory.instant), nothing);
          assert.ok(trajectory.state.openSteps.every(({ step }) => programme.steps.some(({ name }) => name === step)));
          const after = agencies.map((agency) => [filledIn(trajectory, agency), factsShown(trajectory, agency)]);
          const events = after.map(([data]) => data!.slice(0, before[0]![0]!.length));
          // Nothing is unreadable, and nobody sees more or less of what was recorded.
          assert.deepEqual(
            events.map((data, i) => [data, after[i]![1]]),
            before,
          );
          for (const { step } of trajectory.state.openSteps) trajectory.performs(step);
          // What was planned for later opens on its day, or was withdrawn with the step.
          trajectory.now += 30 * 86_400_000;
          trajectory.tick();
          assert.deepEqual(Object.keys((trajectory.state.facts['planned'] ?? {}) as object), []);
          for (const { step } of trajectory.state.openSteps) trajectory.performs(step);
        });

        it(`reaches a trajectory ${state} with its next command as well`, () => {
          const byTick = make();
          const byCommand = make();
          for (const one of [byTick, byCommand]) one.programme = programme;
          byTick.tick();
          byCommand.does('drop-talk', 'none');
          const open = ({ state: { openSteps, facts } }: Trajectory) => [
            openSteps.map(({ step, responsible, fatalDate, knownTo }) => ({ step, responsible, fatalDate, knownTo })),
            facts['planned'],
          ];
          assert.deepEqual(open(byCommand), open(byTick));
        });
      }
    });
  }

  for (const [kind, { programme }] of Object.entries(kinds)) {
    it(`${kind} leaves what is recorded of a trajectory that has closed readable, and it can be reopened`, () => {
      const trajectory = new Trajectory().performs('talk').does('talk-again').does('end');
      const before = agencies.map((agency) => [filledIn(trajectory, agency), factsShown(trajectory, agency)]);
      trajectory.programme = programme;
      assert.deepEqual(
        agencies.map((agency) => [filledIn(trajectory, agency), factsShown(trajectory, agency)]),
        before,
      );
      trajectory.does('begin-again', 'none');
      assert.deepEqual(foretell(everywhere(programme), trajectory.state, trajectory.instant), nothing);
      for (const { step } of trajectory.state.openSteps) trajectory.performs(step);
    });

    it(`${kind} leaves a decision that waits for a second look to be seen by who looks, as far as its form has it`, () => {
      const trajectory = new Trajectory().performs('talk').does('propose-talk');
      trajectory.programme = programme;
      trajectory.tick();
      const director = actor('municipality:case-director', trajectory.state.municipality);
      const moves = availableCommands(programme, trajectory.state, director, trajectory.instant);
      const look = moves.find(({ name }) => name === 'check')!;
      const fields = fieldsOf(programme.steps.find(({ name }) => ['talk', 'conversation'].includes(name)) ?? watch);
      const heldOn = fields.find(({ name }) => ['heldOn', 'happenedOn'].includes(name));
      const isKnown = programme.steps.some((step) => definitionNamed([step], 'talk'));
      assert.deepEqual(look.decidesOn[0]!.input, heldOn && isKnown ? { [heldOn.name]: '2026-11-02' } : {});
      trajectory.performs('check');
    });
  }

  it('renamed is performed under either name, while it waits under the earlier one and after it got its own', () => {
    for (const name of ['talk', 'conversation']) {
      for (const gotItsName of [false, true]) {
        const trajectory = new Trajectory();
        trajectory.programme = kinds['renamed, and says what it was']!.programme;
        if (gotItsName) trajectory.tick();
        trajectory.commandTo('step', name, { heldOn: '2026-11-02' }, 'ngo');
        const { openSteps, done } = trajectory.state;
        assert.deepEqual(
          openSteps.map(({ step }) => step),
          ['watch'],
        );
        assert.deepEqual([Object.keys(done), done['conversation']?.times], [['conversation'], 1], name);
      }
    }
  });

  it('renamed counts as done under both names, and is not opened again for it', () => {
    const trajectory = new Trajectory().performs('talk');
    trajectory.programme = kinds['renamed, and says what it was']!.programme;
    assert.deepEqual(trajectory.tick().events, []);
    trajectory.does('talk-again', 'conversation').performs('conversation');
    assert.equal(asNamedNow(trajectory.programme.steps, trajectory.state).done['conversation']?.times, 2);
  });

  it('renamed to a name that another has, or twice, keeps the programme from being read', () => {
    const twice = programmeOf(talkLike({ formerly: ['watch'] }));
    assert.throws(() => programmesOf([twice]), /talk was formerly called watch, and that is a name of watch/);
  });
});

describe('A fact that is renamed', () => {
  it('is forgotten under all its names when it is forgotten', () => {
    const trajectory = new Trajectory().performs('talk');
    trajectory.programme = kinds['with a fact renamed']!.programme;
    trajectory.does('talk-again').performs('talk', { heldOn: '2026-11-03' });
    assert.deepEqual(
      [trajectory.state.facts['talkedOn'], trajectory.state.facts['spokenOn']],
      [undefined, '2026-11-03'],
    );
  });
});

describe('A field', () => {
  it('that more agencies may see from now on shows none of them what was recorded before', () => {
    const trajectory = new Trajectory().performs('talk');
    const [event] = trajectory.events.filter(({ type }) => type === 'step-completed');
    const open = talkLike({ heldOn: null, more: { heldOn: plain(z.iso.date()) }, example: { heldOn: '2026-11-02' } });
    const seen = (agency: Agency) => dataFor([agency], { data: event!.data!, seenBy: event!.seenBy! }, open);
    assert.deepEqual([seen('municipality'), seen('ngo')], [{ heldOn: '2026-11-02' }, { heldOn: '2026-11-02' }]);
    assert.equal(seen('ind'), null);
  });
});

describe('A municipality that left the configuration', () => {
  const gone = programmesOf([{ ...programmeOf(talkLike()), municipality: 'groningen' }]);

  for (const [state, make] of Object.entries(states)) {
    it(`is foretold as what blocks a trajectory ${state}, and a command says so and changes nothing`, async () => {
      const trajectory = make();
      if (trajectory.state.municipality !== 'utrecht') return;
      assert.deepEqual(foretell(gone, trajectory.state, trajectory.instant), {
        effect: 'blocked',
        changes: ['blocked: The configuration has no programme for utrecht.'],
      });
      const decision = await decideActivity(
        gone,
        () => trajectory.instant,
      )({
        state: trajectory.state,
        command: { kind: 'tick', commandId: 'c' },
        temporalTime: trajectory.instant,
      });
      assert.ok('refused' in decision);
      assert.equal(decision.refused.code, 'conflict');
      assert.deepEqual(
        [decision.refused.because, decision.refused.params],
        ['no-programme', { municipality: 'utrecht' }],
      );
    });
  }
});
