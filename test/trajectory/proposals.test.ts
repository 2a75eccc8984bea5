import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { Proposals, type Proposed } from '../../src/api/engine/proposals.js';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { lvv } from '../../src/lvv/index.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { definitionsMarkOf } from '../../src/programmes/definitionsMark.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import type { Step } from '../../src/trajectory/definitions/step.js';
import type { Answer } from '../../src/trajectory/replayed/contract.js';
import type { Batch, PersonCommand } from '../../src/trajectory/replayed/events.js';
import { batchProposed } from '../../src/trajectory/replayed/proposal.js';
import { summarise, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { mostClockDifferenceMs } from '../../src/trajectory/terms/clocks.js';
import { programmeOf, talkLike, Trajectory } from '../support/changing.js';
import { plain } from '../support/fields.js';
import { generator, simulate } from '../support/simulation.js';
import { withTerms } from '../support/withTerms.js';

const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);
const definitions = definitionsMarkOf(programmes);
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What two processes of the API know, of which the first learns of everything and the second seldom. */
class TwoApis {
  at = '';
  ms = 0;
  readonly apis = [this.api(), this.api()] as const;

  private api(): Proposals {
    const clocks = { now: () => this.ms, instant: () => this.at };
    return new Proposals({ programmes: withTerms(programmes), definitions, erasurePauseSeconds: 120, ...clocks });
  }

  close(): void {
    for (const api of this.apis) api.close();
  }
}

const answerTo = (
  after: TrajectoryState,
  { commandId, bodyHash }: Batch,
  decidedBy: 'proposal' | 'kernel',
): Answer => ({
  commandId,
  bodyHash,
  version: after.version,
  summary: summarise(after),
  decidedBy,
});

/** A command of a simulated life, with the state that it found and what it came to. */
interface Moment {
  before: TrajectoryState;
  batch: Batch;
  command: PersonCommand;
}

function momentsOf(seed: number): Moment[] {
  const moments: Moment[] = [];
  simulate({
    programmes: withTerms(programmes),
    trajectories: 2,
    start: '2026-01-01',
    days: 120,
    seed,
    observe(before, _after, batch, command) {
      if (command.kind === 'step' || command.kind === 'action')
        moments.push({ before: asJson(before), batch, command });
    },
  });
  return moments;
}

describe('A proposal that rides along with a command', () => {
  const [moment] = momentsOf(1) as [Moment];
  const { before, batch, command } = moment;
  const proposal = {
    basedOn: { version: before.version, at: before.updatedAt },
    definitions,
    at: batch.at,
    events: asJson(batch.events),
  };
  const here = { definitions, temporalTime: batch.at };
  const taken = (changes: Partial<typeof proposal>, at = here) =>
    batchProposed(before, { ...command, proposal: { ...proposal, ...changes } }, at);
  const later = (ms: number) => new Date(Date.parse(batch.at) + ms).toISOString();

  it('is whatever the kernel would have decided, in any order of commands, moments that pass and processes of the API', function () {
    this.timeout(120_000);
    const counts = { taken: 0, passedOver: 0, none: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const two = new TwoApis();
        const random = generator(seed);
        simulate({
          programmes: withTerms(programmes),
          trajectories: 3,
          start: '2026-01-01',
          days: 200,
          seed,
          observe(found, after, decided, given) {
            // A moment that passed: the API hears nothing of it.
            if (given.kind !== 'step' && given.kind !== 'action') return;
            two.at = decided.at;
            two.ms += random() * 15_000;
            const api = two.apis[random() < 0.7 ? 0 : 1];
            if (random() < 0.3) api.keep(found);
            const proposed: Proposed | null = api.propose(found.personRef, given);
            const sent = proposed ? { ...given, proposal: proposed.proposal } : given;
            const own = batchProposed(asJson(found), sent, { definitions, temporalTime: decided.at });
            if (own) {
              assert.deepEqual(own, asJson(decided));
              assert.deepEqual(proposed?.after, asJson(after));
            }
            api.answered(found.personRef, proposed, answerTo(after, decided, own ? 'proposal' : 'kernel'));
            counts[own ? 'taken' : proposed ? 'passedOver' : 'none'] += 1;
          },
        });
        two.close();
      }),
      { numRuns: 12, seed: 20261130 },
    );
    for (const [what, count] of Object.entries(counts)) assert.ok(count > 20, `${what}: ${count}`);
  });

  it('is taken with its place, command, hash and actor from the command, whatever else it says', () => {
    const actor = { ...command.actor, roles: ['admin'] };
    const forged = { ...proposal, from: 99, commandId: 'other', bodyHash: 'other', actor };
    assert.deepEqual(batchProposed(before, { ...command, proposal: forged }, here), asJson(batch));
  });

  it('is passed over on another state, though that has the same version', () => {
    assert.ok(taken({}));
    assert.equal(taken({ basedOn: { ...proposal.basedOn, version: before.version - 1 } }), null);
    assert.equal(taken({ basedOn: { ...proposal.basedOn, version: before.version + 1 } }), null);
    assert.equal(taken({ basedOn: { ...proposal.basedOn, at: later(-1) } }), null);
  });

  it('is passed over when it was decided by other definitions, or the worker does not say by which it decides', () => {
    assert.equal(taken({ definitions: 'others' }), null);
    assert.equal(taken({}, { ...here, definitions: undefined as never }), null);
  });

  it('is passed over when its moment lies before the last event, or further from Temporal’s time than a clock may be', () => {
    const earlier = new Date(Date.parse(before.updatedAt) - 1).toISOString();
    assert.equal(taken({ at: earlier }, { ...here, temporalTime: earlier }), null);
    for (const [ms, isTaken] of [
      [mostClockDifferenceMs, true],
      [mostClockDifferenceMs + 1, false],
      [-mostClockDifferenceMs - 1, false],
    ] as const) {
      assert.equal(taken({}, { ...here, temporalTime: later(ms) }) !== null, isTaken, String(ms));
    }
    assert.equal(taken({ at: 'tomorrow' }), null);
  });

  it('is passed over when it says that nothing happened', () => {
    assert.equal(taken({ events: [] }), null);
  });
});

describe('What the API keeps of the states that it has seen', () => {
  const [{ before: state, command, batch }] = momentsOf(2) as [Moment];
  let ms: number;
  let proposals: Proposals;
  const make = (erasurePauseSeconds: number) =>
    new Proposals({
      programmes: withTerms(programmes),
      definitions,
      erasurePauseSeconds,
      now: () => ms,
      instant: () => batch.at,
    });
  const propose = (given: PersonCommand = command) => proposals.propose(state.personRef, given);
  beforeEach(() => {
    ms = 0;
    proposals = make(120);
    proposals.keep(state);
  });
  afterEach(() => proposals.close());

  it('goes after a minute, and after the pause of an erasure where that is shorter', () => {
    ms = 59_999;
    assert.ok(propose());
    ms = 60_000;
    assert.equal(propose(), null);
    ms = 0;
    const short = make(2);
    short.keep(state);
    ms = 1_999;
    assert.ok(short.propose(state.personRef, command));
    ms = 2_000;
    assert.equal(short.propose(state.personRef, command), null);
    short.close();
  });

  it('goes by itself, also when nobody asks for it any more', async () => {
    const own = new Proposals({ programmes, definitions, erasurePauseSeconds: 0.05 });
    own.keep(state);
    assert.equal(own.size.states, 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.deepEqual(own.size, { states: 0, bytes: 0 });
    own.close();
  });

  it('is nothing of a trajectory that has ended, so of nobody who can be erased', () => {
    proposals.keep({ ...state, status: 'closed' });
    assert.deepEqual(proposals.size, { states: 0, bytes: 0 });
  });

  it('is bounded in number and in bytes: what was seen longest ago goes first', () => {
    for (let i = 0; i < 5_001; i += 1) proposals.keep({ ...state, personRef: `p${i}` });
    assert.equal(proposals.size.states, 5_000);
    assert.equal(propose(), null);
    assert.equal(proposals.propose('p0', command), null);
    assert.ok(proposals.propose('p5000', command));
    const large = { ...state, facts: { ...state.facts, text: 'x'.repeat(1024 * 1024) } };
    for (let i = 0; i < 100; i += 1) proposals.keep({ ...large, personRef: `large${i}` });
    assert.ok(proposals.size.bytes <= 64 * 1024 * 1024 && proposals.size.states >= 60, JSON.stringify(proposals.size));
  });

  it('is counted in bytes, of which a letter that is not Latin has more than one', () => {
    const withText = (text: string) => {
      proposals.keep({ ...state, facts: { ...state.facts, text } });
      return proposals.size.bytes;
    };
    assert.equal(withText('ש'.repeat(1000)) - withText('x'.repeat(1000)), 1000);
    for (let i = 0; i < 100; i += 1) {
      proposals.keep({ ...state, personRef: `p${i}`, facts: { text: 'ש'.repeat(512 * 1024) } });
    }
    assert.ok(proposals.size.states <= 64, JSON.stringify(proposals.size));
  });

  it('is dropped when the kernel decided by itself, repeated an answer, or took the proposal of another process', () => {
    const proposed = propose();
    assert.ok(proposed);
    const answer = answerTo(proposed.after, batch, 'proposal');
    const { decidedBy: _decidedBy, ...repeat } = answer;
    const other = { ...answer, summary: { ...answer.summary, updatedAt: '2026-06-01T00:00:00.000Z' } };
    for (const given of [answerTo(proposed.after, batch, 'kernel'), repeat, other]) {
      proposals.keep(state);
      proposals.answered(state.personRef, proposed, given);
      assert.equal(proposals.size.states, 0);
    }
    proposals.answered(state.personRef, proposed, answer);
    assert.equal(proposals.size.states, 1);
    assert.deepEqual(proposals.counts, { taken: 2, passedOver: 1, none: 0 });
  });

  it('is not used for what looks at other trajectories or at the record, nor for what is refused', () => {
    const { trajectoryId: _other, ...rest } = command;
    const proposedBy = (step: Step) => {
      const programme = programmeOf(step);
      const own = new Proposals({ programmes: programmesOf([programme]), definitions, erasurePauseSeconds: 120 });
      const { state: talked } = new Trajectory(programme);
      own.keep(talked);
      const actor = { subject: 'someone', agency: 'ngo' as const, municipality: 'utrecht', roles: ['counsellor'] };
      const input = { heldOn: '2026-11-02' };
      const given = { ...rest, trajectoryId: talked.id, kind: 'step' as const, name: 'talk', input, actor };
      const proposed = own.propose(talked.personRef, given);
      own.close();
      return proposed;
    };
    assert.ok(proposedBy(talkLike()));
    assert.equal(proposedBy({ ...talkLike(), looksAt: () => ({ ids: [] }) }), null);
    assert.equal(propose({ ...command, difference: {} as never }), null);
    assert.equal(propose({ ...command, name: 'no-such-step' }), null);
    assert.ok(propose());
  });

  it('is not used where the proposal would be too long for one payload', () => {
    const programme = programmeOf(talkLike({ more: { note: plain(z.string()) }, example: { note: 'short' } }));
    const own = new Proposals({ programmes: programmesOf([programme]), definitions, erasurePauseSeconds: 120 });
    const { state: talked } = new Trajectory(programme);
    const actor = { subject: 'someone', agency: 'ngo' as const, municipality: 'utrecht', roles: ['counsellor'] };
    const { trajectoryId: _other, ...rest } = command;
    const proposedFor = (note: string) => {
      own.keep(talked);
      const input = { heldOn: '2026-11-02', note };
      return own.propose(talked.personRef, {
        ...rest,
        trajectoryId: talked.id,
        kind: 'step',
        name: 'talk',
        input,
        actor,
      });
    };
    assert.ok(proposedFor('x'.repeat(100 * 1024)));
    assert.equal(proposedFor('x'.repeat(130 * 1024)), null);
    // It goes as bytes.
    assert.equal(proposedFor('ש'.repeat(70 * 1024)), null);
    own.close();
  });
});

describe('The mark of the definitions', () => {
  const [programme] = programmes.all;
  const markOf = (changes: object) => definitionsMarkOf(programmesOf([{ ...programme!, ...changes }]));

  it('is the same wherever the same code and configuration are, and short, since each workflow task carries it', () => {
    const again = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);
    assert.equal(definitionsMarkOf(again.programmes), definitions);
    assert.match(definitions, /^[\w-]{16}$/);
  });

  it('is another one with another step, rule, term or text of a function', () => {
    const [first, ...steps] = programme!.steps;
    const marks = [
      markOf({}),
      markOf({ steps }),
      markOf({ steps: [{ ...first, decide: () => [] }, ...steps] }),
      markOf({ steps: [...steps, first] }),
      markOf({ rules: { ...programme!.rules, assumedTerms: !programme!.rules?.assumedTerms } }),
      markOf({ from: '2027-01-01' }),
    ];
    assert.equal(new Set(marks).size, marks.length);
  });
});
