import { typed } from '../../src/trajectory/definitions/step.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { standardSteps } from '../../src/lvv/index.js';
import { stateKnownTo } from '../../src/trajectory/access/agencyState.js';
import { knowsStep } from '../../src/trajectory/access/compartments.js';
import {
  agencyView,
  allKnown,
  knowledgeOf,
  knowsCause,
  noted,
  numberFor,
  partSince,
  sequenceFor,
  versionFor,
  type Entry,
  type Joins,
} from '../../src/trajectory/access/knowledge.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency, Knowledge } from '../../src/trajectory/replayed/state.js';
import { openAgain, setDirection } from '../../src/trajectory/definitions/step.js';
import { admitted, like, programmeWith, type Play } from '../support/play.js';
import { knowledgeFact } from '../../src/trajectory/replayed/state.js';

interface Happening {
  knownTo: Agency[] | undefined;
  causeKnownTo: Agency[] | undefined;
  joins: Joins[];
  acts: Agency | null;
  moves: boolean;
  /** Begins a batch of its own, or comes in that of the one before. */
  begins: boolean;
}

interface Told {
  knowledge: Knowledge;
  version: number;
  updatedAt: string;
  parties: Agency[];
}

const instant = (batch: number) => new Date(Date.UTC(2026, 10, 1) + batch * 60_000).toISOString();
const outsiders = agencies.filter((agency) => agency !== 'municipality');

/** What is known when all of this has happened; each with the number of its batch. */
function toldOf(happened: readonly (Happening & { batch: number })[]): Told {
  let told: Told = {
    knowledge: allKnown,
    version: 0,
    updatedAt: instant(0),
    // It directs from the beginning.
    parties: ['municipality'],
  };
  let from = 1;
  for (const [i, { begins: _begins, batch, ...one }] of happened.entries()) {
    const sequence = i + 1;
    if (happened[i - 1]?.batch !== batch) from = sequence;
    const at = instant(batch);
    const entry: Entry = { ...one, sequence, from, at, before: told.updatedAt };
    const joined = one.joins.map(({ agency }) => agency);
    const parties = one.moves
      ? (['municipality', ...joined] as const)
      : [...told.parties, ...joined, ...(one.acts ? [one.acts] : [])];
    told = {
      knowledge: noted(told.knowledge, entry),
      version: sequence,
      updatedAt: at,
      parties: [...new Set(parties)],
    };
  }
  return told;
}

const compartment = fc.option(
  fc
    .uniqueArray(fc.constantFrom(...outsiders), { maxLength: 3 })
    .map((inside): Agency[] => ['municipality', ...inside]),
  { nil: undefined },
);
/** Who joins by an entry, and whose person acts, may know of it: nobody is told of what they may not know. */
const happening = fc
  .record({
    knownTo: compartment,
    causeKnownTo: compartment,
    joins: fc.array(fc.record({ agency: fc.constantFrom(...outsiders), knownTo: compartment }), { maxLength: 3 }),
    acts: fc.constantFrom(null, ...agencies),
    moves: fc.nat(19).map((n) => n === 0),
    begins: fc.boolean(),
  })
  .map((one): Happening => {
    const inside = (agency: Agency) => one.knownTo?.includes(agency) ?? true;
    const isCause = (agency: Agency) => one.causeKnownTo?.includes(agency) ?? true;
    const acts = one.acts !== null && inside(one.acts) && isCause(one.acts) ? one.acts : null;
    // A transfer is known to all, and nothing hidden causes it; for whom something hidden waits joins by that alone.
    if (one.moves) {
      const joins = one.joins.map(({ agency, knownTo }) => ({ agency, knownTo: knownTo && [...knownTo, agency] }));
      return { ...one, joins, knownTo: undefined, causeKnownTo: undefined, acts: one.acts };
    }
    const joins = one.joins
      .filter(({ agency }) => inside(agency))
      .map(({ agency }) => ({ agency, knownTo: undefined }));
    return { ...one, joins, acts };
  });
const story = fc.array(happening, { maxLength: 25 }).map((all) => {
  let batch = 0;
  return all.map((one) => ({ ...one, batch: one.begins ? (batch += 1) : batch }));
});

describe('What each agency knows of a trajectory', () => {
  it('is the same whether the things that it may not know of happened or not', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(...outsiders), (happened, viewer) => {
        const mayKnow = ({ knownTo }: { knownTo?: readonly Agency[] | undefined }) => knownTo?.includes(viewer) ?? true;
        const known = happened.filter(mayKnow).map((one) => ({ ...one, joins: one.joins.filter(mayKnow) }));
        const [whole, without] = [toldOf(happened), toldOf(known)];
        const shown = ({ knowledge, version, updatedAt, parties }: Told) => {
          const view = agencyView(knowledge, viewer, { version, updatedAt, parties });
          return {
            version: view.version,
            // Before anything that it knows, there is no moment that it is shown.
            updatedAt: view.version > 0 && view.updatedAt,
            parties: view.parties,
            since: view.parties.map((agency) => partSince(knowledge, agency, viewer)),
          };
        };
        assert.deepEqual(shown(whole), shown(without));
        const numbers = (of: Told, sequences: number[]) =>
          sequences.map((one) => [numberFor(of.knowledge, viewer, one), knowsCause(of.knowledge, viewer, one)]);
        const places = happened.flatMap(({ knownTo }, i) => ((knownTo?.includes(viewer) ?? true) ? [i + 1] : []));
        assert.deepEqual(
          numbers(whole, places),
          numbers(
            without,
            known.map((_one, i) => i + 1),
          ),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('numbers its entries from 1 without a gap, and leads from each number back to the entry', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(...agencies), (happened, viewer) => {
        const { knowledge, version } = toldOf(happened);
        const last = versionFor(knowledge, viewer, version);
        for (let number = 1; number <= last; number += 1) {
          const sequence = sequenceFor(knowledge, viewer, number, version);
          assert.ok(sequence !== null);
          assert.equal(numberFor(knowledge, viewer, sequence), number);
        }
        for (const none of [0, -1, last + 1]) {
          if (viewer !== 'municipality') assert.equal(sequenceFor(knowledge, viewer, none, version), null);
        }
      }),
    );
  });
});

describe('The decider', () => {
  const version = (play: Play, agency: Agency) => versionFor(knowledgeOf(play.state), agency, play.state.version);
  const shared = (): Play => {
    const play = admitted();
    play.perform('share', like('share', { with: 'dtv' }));
    return play;
  };

  it('numbers what an agency is told as that agency counts, and shows no party that joined by something hidden', () => {
    const [plain, play] = [shared(), shared()];
    play.perform('start-procedure', like('start-procedure', { procedure: 'human-trafficking' }));
    assert.ok(play.state.parties.includes('avim'), 'AVIM takes part');
    const view = agencyView(knowledgeOf(play.state), 'dtv', play.state);
    assert.deepEqual(view, agencyView(knowledgeOf(plain.state), 'dtv', plain.state));
    assert.ok(agencyView(knowledgeOf(play.state), 'ngo', play.state).parties.includes('avim'), 'the NGO knows');
    assert.ok(play.state.version > plain.state.version);
    const told = [plain, play].map(
      (one) => one.perform('share', like('share', { with: 'dtv', question: 'Q-9' })).events[0],
    );
    assert.deepEqual(told[0]?.numbers?.dtv, told[1]?.numbers?.dtv);
    assert.equal(told[1]?.numbers?.dtv, version(play, 'dtv'));
  });

  it('tells of what only some may know neither who did it nor why in what follows from it', () => {
    const play = shared();
    play.perform('start-procedure', like('start-procedure', { procedure: 'human-trafficking' }));
    play.perform('legal-review');
    const before = play.state.version;
    // A definition whose consequences reach further than its compartment.
    play.programme = programmeWith(
      standardSteps.map((step) =>
        step.name !== 'procedure-human-trafficking'
          ? step
          : {
              ...step,
              decide: (t, input) => [
                ...step.decide(t, input),
                openAgain('legal-review', typed('human-trafficking: refused')),
                setDirection('RETURN', typed('human-trafficking: refused')),
              ],
            },
      ),
    );
    const refused = like('procedure-human-trafficking', { result: 'refused' });
    const { events } = play.perform('procedure-human-trafficking', refused);
    const opened = events.findIndex(({ type, step }) => type === 'step-opened' && step === 'legal-review');
    assert.ok(opened > 0, JSON.stringify(events.map(({ type, step }) => [type, step])));
    assert.deepEqual(events[opened]!.reason, typed('human-trafficking: refused'));
    const sequence = before + opened + 1;
    const knowledge = knowledgeFact.of(play.state.facts)!;
    assert.ok(numberFor(knowledge, 'dtv', sequence) !== null, 'DT&V may know that the review waits');
    assert.equal(knowsCause(knowledge, 'dtv', sequence), false);
    assert.equal(knowsCause(knowledge, 'avim', sequence), true);
    const directions = (agency: Agency) =>
      JSON.stringify(stateKnownTo(agency, play.state, knowsStep(agency, play.programme.steps)).facts['directions']);
    assert.ok(directions('dtv').includes('RETURN') && !directions('dtv').includes('trafficking'));
    assert.ok(directions('avim').includes('trafficking'));
  });

  it('tells of a claim only the municipality and the agency for which the step waits', () => {
    const play = shared();
    const before = { ngo: version(play, 'ngo'), dtv: version(play, 'dtv') };
    play.perform('claim', { step: 'legal-review', reason: 'The lawyer is ill.' });
    play.perform('release', { step: 'legal-review', reason: 'Someone else does it.' });
    assert.deepEqual(
      { ngo: version(play, 'ngo'), dtv: version(play, 'dtv') },
      { ngo: before.ngo + 2, dtv: before.dtv },
    );
  });
});
