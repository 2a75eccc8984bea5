import assert from 'node:assert/strict';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { months } from '../../src/trajectory/terms/deadlines.js';
import { standardSteps } from '../../src/lvv/index.js';
import { availableCommands } from '../../src/trajectory/reading/availableCommands.js';
import { pictureOf } from '../../src/trajectory/reading/picture.js';
import type { Step } from '../../src/trajectory/definitions/step.js';
import { findReachableSteps, reachableSteps } from '../../src/trajectory/reading/reachableSteps.js';
import { actor, definition, like, Play, programmeWith } from '../support/play.js';

const director = actor('municipality:case-director');
const ladder = [
  {
    level: 'steering-group',
    title: { en: 'Steering group', nl: 'Stuurgroep' },
    term: { amount: 10, unit: 'working-day' as const },
  },
];

function moved(play: Play, by = director) {
  const moves = availableCommands(play.programme, play.state, by, play.instant);
  return (name: string) => {
    const found = moves.find((move) => move.name === name);
    assert.ok(found, `${name} is not among what ${by.agency} may do`);
    assert.equal(found.possible, found.because === null, name);
    return found;
  };
}

describe('What can be done now', () => {
  it('is what the roles of who asks may perform, and nothing else', () => {
    const play = new Play();
    for (const who of [
      'municipality:case-director',
      'ngo:legal',
      'dtv:departure-officer',
      'municipality:coordinator',
    ]) {
      const by = actor(who);
      for (const { name } of availableCommands(
        play.programme,
        { ...play.state, parties: [by.agency] },
        by,
        play.instant,
      )) {
        assert.ok(definition(name).performedBy.includes(who as 'ngo:legal'), `${who} ${name}`);
      }
    }
    const { state, programme, instant } = play;
    assert.deepEqual(availableCommands(programme, state, actor('ngo:legal', 'groningen'), instant), []);
    assert.deepEqual(availableCommands(programme, state, actor('municipality:coordinator', null), instant), []);
    assert.deepEqual(availableCommands(programme, state, actor('municipality:auditor'), instant), []);
  });

  it('says why not: done, not open yet and what it comes after, no occasion, ended', () => {
    const play = new Play();
    const because = (name: string) => moved(play)(name).because?.nl ?? '';
    assert.ok(moved(play)('intake').possible);
    assert.match(because('admission'), /kan volgen op: .*Intake/);
    for (const name of ['resume', 'lift-court-hold', 'unflag', 'end-shelter', 'revoke-transfer', 'plan-step']) {
      assert.match(because(name), /geen|niet nodig/, name);
    }
    play.perform('intake');
    assert.equal(because('intake'), 'Al gedaan.');
    play.perform('suspend');
    assert.ok(moved(play)('resume').possible);
    assert.match(because('suspend'), /niet nodig/);
    play.perform('resume');
    for (const step of ['admission', 'outcome-registration']) play.perform(step);
    for (const name of ['legal-review', 'suspend']) assert.equal(because(name), 'Het traject is afgesloten.', name);
    assert.ok(moved(play)('reopen').possible);
  });

  it('never offers less than can be done: what has an occasion here is what `decide` takes', () => {
    const play = new Play();
    for (const step of ['intake', 'admission']) play.perform(step);
    for (const { kind, name, possible } of availableCommands(play.programme, play.state, director, play.instant)) {
      if (possible || kind === 'step') continue;
      const refused = play.refusedCommand(play.command(name, { actor: director }));
      assert.ok(['conflict', 'invalid-input'].includes(refused.code), `${name} is not offered, and can be done`);
    }
  });

  it('names the steps that an action can be about', () => {
    const play = new Play();
    for (const step of ['intake', 'admission']) play.perform(step);
    const { about } = moved(play)('reassign');
    assert.deepEqual(about?.toSorted(), play.open.toSorted());
    assert.deepEqual(moved(play)('plan-step').about, []);
    play.perform('legal-review');
    assert.deepEqual(moved(play)('plan-step').about, ['legal-review']);
    assert.equal(moved(play)('suspend').about, null);
  });

  it('is not the second look, for who proposed what is looked at', () => {
    const play = new Play();
    play.perform('intake');
    play.perform(
      'admission',
      like('admission', { decision: 'refused', ground: 'exclusion-ground', direction: undefined }),
    );
    assert.match(moved(play)('admission-check').because?.en ?? '', /Someone else/);
    assert.ok(moved(play, { ...director, subject: 'colleague' })('admission-check').possible);
  });
});

describe('What leads where', () => {
  const ways = reachableSteps(programmeWith(undefined, { ladder, maximumStay: months(18) }));

  it('is derived from the definitions: each step of the standard programme is reached', () => {
    const reached = new Set([...ways.values()].flat());
    assert.deepEqual(
      standardSteps.map(({ name }) => name).filter((name) => !reached.has(name)),
      [],
      'give the step or action by which it opens an example that does so (otherExamples)',
    );
  });

  it('is the process as people know it', () => {
    for (const [from, to] of [
      ['referral', ['intake']],
      ['intake', ['dossier-ind', 'dossier-dtv', 'admission']],
      ['dossier-ind', ['rest-period']],
      ['rest-period', ['case-conference']],
      ['case-conference', ['escalation']],
      ['escalation', ['case-conference']],
      [
        'admission',
        [
          'admission-check',
          'legal-review',
          'return-counselling',
          'periodic-review',
          'end-of-stay',
          'outcome-registration',
        ],
      ],
      ['outcome-registration', ['outcome-check', 'follow-up']],
      ['raise-blocker', ['identity', 'medical']],
      ['lodge-objection', ['objection-decision']],
    ] as const) {
      assert.deepEqual(ways.get(from), to, from);
    }
    assert.equal(ways.get('start-procedure')?.length, 8);
  });

  it('follows what the municipality has settled, and a step that is added', () => {
    const afterConference = reachableSteps(programmeWith(undefined, { admissionAfter: 'case-conference' }));
    assert.ok(!afterConference.get('intake')?.includes('admission'));
    assert.ok(afterConference.get('case-conference')?.includes('admission'));
    const likeReview = definition('legal-review') as Step;
    const added: Step = { ...likeReview, name: 'second-opinion', opensWhen: (t) => t.isCompleted('legal-review') };
    const withOne = reachableSteps(programmeWith([...standardSteps, added]));
    assert.ok(withOne.get('legal-review')?.includes('second-opinion'));
  });

  it('is found while others go on, is the same then, and is looked for once when several ask', async () => {
    const fresh = () => programmeWith([...standardSteps, { ...(definition('legal-review') as Step), name: 'other' }]);
    const asked = fresh();
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    const [some, same] = await Promise.all([
      findReachableSteps(asked, othersFirst),
      findReachableSteps(asked, othersFirst),
    ]);
    clearInterval(others);
    assert.ok(turns > 5, `others had ${turns} turns`);
    assert.equal(some, same);
    assert.equal(reachableSteps(asked), some);
    assert.deepEqual(some, reachableSteps(fresh()));
  });
});

describe('The picture of a trajectory', () => {
  const drawn = (play: Play, by = director, withdrawn: string[] = []) => {
    const { nodes, edges } = pictureOf(play.programme, play.state, by, new Set(withdrawn));
    return { nodes, edges, stateOf: (name: string) => nodes.find(({ step }) => step === name)?.state };
  };

  it('has each step once, in its order, as it is: done, open, possible next or not yet', () => {
    const play = new Play();
    play.perform('intake');
    const { nodes, stateOf } = drawn(play);
    assert.deepEqual(
      nodes.map(({ step }) => step),
      ['referral', ...standardSteps.map(({ name }) => name)],
    );
    assert.deepEqual(['referral', 'intake', 'admission', 'rest-period', 'legal-review', 'follow-up'].map(stateOf), [
      'done',
      'done',
      'open',
      'possible',
      'possible',
      'not-yet',
    ]);
    assert.deepEqual(nodes.find(({ step }) => step === 'medical')?.openedBy, ['raise-blocker']);
    assert.equal(drawn(play, director, ['rest-period']).stateOf('rest-period'), 'withdrawn');
    play.perform('admission');
    play.perform('outcome-registration');
    assert.ok(!drawn(play).nodes.some(({ state }) => ['open', 'possible'].includes(state)));
  });

  it('leaves out what an agency may not know of, and each way that leads to it', () => {
    const play = new Play();
    for (const step of ['intake', 'admission']) play.perform(step);
    play.perform('raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo' }));
    const hidden = ['medical', 'procedure-medical-deferral', 'procedure-human-trafficking'];
    assert.equal(drawn(play, actor('ngo:legal')).stateOf('medical'), 'open');
    const { nodes, edges } = drawn(play, actor('dtv:liaison'));
    const named = new Set([...nodes.map(({ step }) => step), ...edges.flatMap(({ from, to }) => [from, to])]);
    assert.deepEqual(
      hidden.filter((name) => named.has(name)),
      ['procedure-medical-deferral'],
    );
  });
});
