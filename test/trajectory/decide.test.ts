import assert from 'node:assert/strict';
import fc from 'fast-check';
import { standardSteps } from '../../src/lvv/index.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import { exampleOn } from '../../src/trajectory/definitions/examples.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { Refusal, type RefusalCode } from '../../src/trajectory/replayed/refusal.js';
import { agencies } from '../../src/lvv/agencies.js';
import {
  nextWakeAt,
  nothingYet,
  summarise,
  type Json,
  type TrajectoryState,
} from '../../src/trajectory/replayed/state.js';
import { actor, definition, Play } from '../support/play.js';
import { commandOf, moves, timeTypes, turn, type Turn } from './moves.js';
import { inWords } from '../support/wording.js';

/** All with which the decider itself refuses; the random commands must meet each of them. */
const refusalCodes: readonly RefusalCode[] = [
  'conflict',
  'forbidden',
  'invalid-input',
  'not-found',
  'stale-version',
  'step-not-open',
  'trajectory-closed',
];
/** Holds `check` against every turn of random trajectories. */
function always(check: (turn: Turn, play: Play) => void, runs = 100): void {
  fc.assert(
    fc.property(moves, (sequence) => {
      const play = new Play();
      for (const move of sequence) check(turn(play, move), play);
    }),
    { numRuns: runs },
  );
}

describe('The decider, whatever is asked of it in whatever order', () => {
  it('numbers events without gaps, and the version is their number', () => {
    always(({ before, batch, after }, play) => {
      if (batch) {
        assert.equal(batch.from, before.version + 1);
        assert.equal(after.version, before.version + batch.events.length);
      }
      assert.equal(play.state.version, play.events.length);
    });
  });

  it('gives a state that is the fold of its events, so that the register can always make it again', () => {
    always((_turn, play) => assert.deepEqual(play.batches.reduce(evolve, nothingYet), play.state), 60);
  });

  it('gives a state and events that survive JSON unchanged', () => {
    always(({ batch, after }) => {
      assert.deepEqual(JSON.parse(JSON.stringify(after)), after);
      assert.deepEqual(JSON.parse(JSON.stringify(batch)), batch);
    }, 60);
  });

  it('decides the same again from the same', () => {
    always(({ before, command, batch }, play) => {
      if (batch) assert.deepEqual(decide(play.programme, before, command, play.instant), batch);
    }, 60);
  });

  it('refuses with a code of the closed list and a sentence, and leaves the state as it was', () => {
    const met = new Set<RefusalCode>();
    always(({ before, refusal, after }) => {
      if (!refusal) return;
      met.add(refusal.refused.code);
      assert.match(inWords(refusal.refused, 'en'), /^[A-Z0-9“].*\.$/s);
      assert.deepEqual(JSON.parse(JSON.stringify(refusal.refused)), refusal.refused);
      assert.equal(after, before);
    });
    assert.deepEqual([...met].toSorted(), refusalCodes);
  });

  it('lets nobody perform for the whole country, whatever other roles their token has', () => {
    const play = new Play();
    const everywhere = { ...actor('municipality:intake-officer', null), roles: ['coordinator', 'intake-officer'] };
    // A role that only counts in a municipality gives them nothing; in the other they read.
    for (const [name, why] of [
      ['intake', 'performed-by-others'],
      ['flag', 'national-reads-only'],
    ] as const) {
      const command = play.command(name, { actor: everywhere });
      assert.throws(
        () => decide(play.programme, play.state, command, play.instant),
        (error: Refusal) => error.refused.code === 'forbidden' && error.refused.because === why,
      );
    }
    assert.ok(decide(play.programme, play.state, play.command('intake'), play.instant).events.length > 0);
  });

  it('changes neither the state nor the command that it is given', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = new Play();
        for (const move of sequence) {
          const command = commandOf(play, move);
          const given = JSON.stringify([play.state, command]);
          const { state } = play;
          try {
            play.take(decide(play.programme, state, command, play.instant));
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          assert.equal(JSON.stringify([state, command]), given);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never changes a trajectory that is closed, but by reopening it: people are refused, time does nothing', () => {
    let closed = 0;
    let reopened = 0;
    always(({ before, command, batch, refusal, after }) => {
      if (before.status !== 'closed') return;
      closed += 1;
      if (command.kind === 'tick') assert.deepEqual(batch?.events, []);
      else if (command.name !== 'reopen') assert.ok(refusal, `${command.name} was accepted`);
      else if (batch) {
        reopened += 1;
        assert.equal(after.status, 'open');
        assert.ok(after.openSteps.length > 0, 'a reopened trajectory waits for something');
      }
    }, 200);
    assert.ok(closed > 20, `only ${closed} moves met a closed trajectory`);
    assert.ok(reopened > 2, `only ${reopened} trajectories were reopened`);
  });

  it('reopens nothing that is open', () => {
    always(({ before, command, refusal }) => {
      if (command.kind === 'tick' || command.name !== 'reopen' || before.status === 'closed') return;
      assert.ok(refusal);
    });
  });

  it('closes with an outcome, and only by what a person did; nothing stays open then', () => {
    always(({ command, batch, after }) => {
      if (after.status === 'closed') assert.notEqual(after.outcome, null);
      // Only a follow-up keeps a trajectory open that has its outcome.
      if (after.status === 'open' && after.outcome !== null) {
        assert.ok(after.openSteps.some(({ step }) => step === 'follow-up'));
      }
      assert.equal(after.closedAt !== null, after.status === 'closed');
      if (after.status === 'closed') assert.deepEqual(after.openSteps, []);
      if (batch?.events.some(({ effect }) => effect?.closed)) assert.notEqual(command.kind, 'tick');
    });
  });

  it('counts each step as often as it was completed, and has it open at most once', () => {
    always((_turn, { state, events, open }) => {
      assert.equal(new Set(open).size, open.length);
      for (const { name } of standardSteps) {
        const completed = events.filter(({ type, step }) => type === 'step-completed' && step === name).length;
        assert.equal(state.done[name]?.times ?? 0, completed, name);
      }
    });
  });

  it('opens a step by itself once at most, or once more when it was reopened; another round is always for a reason', () => {
    always((_turn, { events }) => {
      const since = events.findLastIndex(({ effect }) => effect?.reopened);
      const byItself = events
        .slice(since + 1)
        .filter(({ type, reason }) => type === 'step-opened' && reason === undefined);
      assert.equal(new Set(byItself.map(({ step }) => step)).size, byItself.length);
    });
  });

  it('never lets time go back, also when the clock of another worker is behind', () => {
    always(({ before, after }) => {
      assert.ok(after.updatedAt >= before.updatedAt);
      const opened = after.openSteps.map(({ openedAt }) => openedAt);
      assert.ok(opened.every((at) => at <= after.updatedAt));
    });
  });

  it('knows every agency that acted, was told or is responsible as a party, each once', () => {
    always(({ batch, after }) => {
      assert.equal(new Set(after.parties).size, after.parties.length);
      const involved = after.openSteps.map(({ responsible }) => responsible);
      if (batch?.actor) involved.push(batch.actor.agency);
      for (const { tells = [] } of batch?.events ?? []) involved.push(...tells);
      for (const agency of involved) assert.ok(after.parties.includes(agency), agency);
    });
  });
});

describe('Time that passes', () => {
  it('only reminds, marks overdue and escalates: it decides nothing', () => {
    let woken = 0;
    always(({ before, command, batch, after }) => {
      if (command.kind !== 'tick') return;
      woken += batch!.events.length;
      for (const { type, effect } of batch!.events) {
        assert.ok(timeTypes.includes(type), type);
        // Who may know of it is noted beside it, of what only some may know.
        const { facts = {}, ...others } = effect ?? {};
        assert.deepEqual(Object.keys(others), ['woke']);
        assert.deepEqual(
          Object.keys(facts).filter((name) => name !== 'knowledge'),
          [],
        );
      }
      assert.equal(batch!.actor, null);
      const decided = (state: TrajectoryState) => {
        const { status, direction, outcome, closedAt, done, openSteps } = state;
        const { knowledge: _known, ...facts } = state.facts;
        const steps = openSteps.map(({ overdue: _overdue, told: _told, wakeUps: _wakeUps, ...open }) => open);
        return { status, direction, outcome, closedAt, done, facts, steps };
      };
      assert.deepEqual(decided(after), decided(before));
    });
    assert.ok(woken > 20, `only ${woken} moments came`);
  });

  it('deals with each moment once, and leaves only moments that are still to come', () => {
    always(({ command, batch, after }) => {
      if (command.kind !== 'tick') return;
      const next = nextWakeAt(after);
      assert.ok(next === null || next > batch!.at, `${next} was passed at ${batch!.at}`);
    });
  });

  it('reminds first, then marks as overdue, then escalates, and is silent after that', () => {
    const play = new Play();
    const types: string[] = [];
    for (let at = nextWakeAt(play.state); at !== null; at = nextWakeAt(play.state)) {
      play.now = Date.parse(at);
      types.push(...play.tick().events.map(({ type }) => type));
    }
    assert.deepEqual(types, ['step-reminded', 'step-overdue', 'step-escalated']);
    assert.deepEqual(play.open, ['intake']);
    assert.equal(play.state.openSteps[0]?.overdue, true);
    assert.equal(summarise(play.state).nextDeadline, play.state.openSteps[0]?.fatalDate);
    play.now += 10 * 365 * 86_400_000;
    assert.deepEqual(play.tick().events, []);
  });
});

describe('The state of a trajectory', () => {
  it('stays as small after 300 rounds of repeatable steps as after ten', () => {
    const play = new Play();
    play.perform('intake');
    play.perform('admission');
    const sizes: number[] = [];
    for (let round = 0; round < 300; round += 1) {
      play.now += 86_400_000;
      play.tick();
      const day = dayOf(play.instant);
      play.perform('legal-review', { ...example('legal-review'), reviewAgainOn: day });
      play.perform('return-counselling', { ...example('return-counselling'), nextSessionOn: day });
      const direction = round % 2 ? 'RETURN' : 'LEGALISATION';
      play.perform('change-direction', {
        ...(definition('change-direction').example as Record<string, Json>),
        direction,
        reason: 'Round.',
      });
      sizes.push(JSON.stringify(play.state).length);
    }
    assert.equal(play.state.done['legal-review']?.times, 300);
    assert.equal(play.state.parties.length, new Set(play.state.parties).size);
    assert.ok(play.state.parties.length <= agencies.length);
    // Numbers get digits and a reminder may be due or not; nothing else grows.
    assert.ok(sizes.at(-1)! - sizes[9]! < 100, `${sizes[9]} characters after ten rounds, ${sizes.at(-1)} after 300`);
  });
});

function example(name: string): Record<string, Json> {
  return exampleOn(definition(name), '2026-11-02') as Record<string, Json>;
}
