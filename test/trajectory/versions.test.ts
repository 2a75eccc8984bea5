import { because } from '../../src/trajectory/words/engine.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decideActivity } from '../../activities/decide.js';
import { standardSteps } from '../../src/lvv/index.js';
import { workingDays } from '../../src/trajectory/terms/deadlines.js';
import type { Batch, Command } from '../../src/trajectory/replayed/events.js';
import { waitingFor } from '../../src/trajectory/definitions/partners.js';
import { programmesOf, type Programme } from '../../src/trajectory/definitions/programme.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';
import { actor, like, Play, programmeWith } from '../support/play.js';
import { moves, turn } from './moves.js';

/** The day on which the second version begins, some weeks after the trajectory was admitted. */
const change = '2027-01-01';
const before = Date.parse('2026-12-31T22:59:00.000Z');
const after = Date.parse('2026-12-31T23:00:00.000Z');

/** A few steps, so that what a change does to each is told in full whatever other steps there are. */
const steps = standardSteps.filter(({ name }) =>
  ['intake', 'case-conference', 'admission', 'legal-review', 'return-counselling', 'escalation'].includes(name),
);

const version = (id: string, from: string, partners: readonly Agency[], more: Partial<Programme> = {}): Programme => ({
  ...programmeWith(steps, { partners }),
  id,
  from,
  ...more,
});

const termsOfReview = { target: workingDays(2), fatal: workingDays(4), remind: [] };
const together = version('together', '2019-03-01', agencies);
const alone = version('alone', change, ['municipality', 'ngo']);
const bare = version('bare', change, ['municipality']);

/** Admitted under the first version. */
function admitted(): Play {
  const play = new Play();
  play.programme = together;
  play.perform('intake');
  play.perform('admission');
  return play;
}

/** Decides as the worker does: by the programme of the day. */
async function act(play: Play, versions: Programme[], at: number, command?: Command): Promise<Batch> {
  play.now = at;
  const decideNow = decideActivity(programmesOf(versions), () => play.instant);
  const tick: Command = { kind: 'tick', commandId: `t${at}` };
  const decision = await decideNow({ state: play.state, command: command ?? tick, temporalTime: play.instant });
  assert.ok('batch' in decision, JSON.stringify(decision));
  return play.take(decision.batch);
}

const brief = ({ events }: Batch) => events.map(({ type, step, reason, tells }) => [type, step, reason, tells]);
const openStep = (play: Play, name: string) => play.state.openSteps.find(({ step }) => step === name);

describe('A version of a programme', () => {
  it('holds from the first minute of its day in the Netherlands: the agency that leaves hands over then, and no sooner', async () => {
    const play = admitted();
    const counselling = openStep(play, 'return-counselling')!;
    // What passed since is told first, so that only the change is left.
    await act(play, [together, alone], before);
    assert.equal(openStep(play, 'return-counselling')?.responsible, 'dtv');
    const quiet = { ...openStep(play, 'return-counselling')! };
    assert.deepEqual(brief(await act(play, [together, alone], after)), [
      ['step-reassigned', 'return-counselling', because['programme-changed'], ['ngo']],
    ]);
    assert.deepEqual(openStep(play, 'return-counselling'), waitingFor('ngo', quiet));
    assert.equal(quiet.fatalDate, counselling.fatalDate);
  });

  it('reaches a trajectory with a command as well: what was open keeps its dates, what opens has the new terms', async () => {
    const play = admitted();
    await act(play, [together, alone], before);
    const dates = play.state.openSteps.map(({ step, targetDate, fatalDate }) => [step, targetDate, fatalDate]);
    const review = play.command('legal-review');
    const batch = await act(play, [together, alone], after, review);
    assert.ok(brief(batch).some(([type, step]) => type === 'step-reassigned' && step === 'return-counselling'));
    for (const [step, target, fatal] of dates.filter(([name]) => name !== 'legal-review')) {
      const open = openStep(play, step!)!;
      assert.deepEqual([open.targetDate, open.fatalDate], [target, fatal], step!);
    }
    const planned = play.command('plan-step', { input: { step: 'legal-review', reason: 'Again.' } });
    const shorter = { ...alone, terms: { 'legal-review': termsOfReview } };
    await act(play, [together, shorter], after, planned);
    assert.deepEqual(
      [openStep(play, 'legal-review')?.targetDate, openStep(play, 'legal-review')?.fatalDate],
      ['2027-01-05', '2027-01-07'],
    );
  });

  it('has who left told nothing more, and refuses what they still ask', async () => {
    const play = admitted();
    const seen = play.batches.length;
    // Weeks have passed: what is reminded and overdue by now is told as well.
    const { events } = await act(play, [together, alone], after);
    assert.ok(events.some(({ type, step }) => type === 'step-overdue' && step === 'return-counselling'));
    // Of a conference IND and DT&V are told, where they take part.
    await act(play, [together, alone], after + 1, play.command('case-conference'));
    for (const { tells = [] } of play.batches.slice(seen).flatMap((batch) => batch.events)) {
      assert.ok(!tells.includes('dtv') && !tells.includes('ind'), tells.join());
    }
    const asked = play.command('return-counselling', { actor: actor('dtv:departure-officer') });
    const decideNow = decideActivity(programmesOf([together, alone]), () => play.instant);
    const decision = await decideNow({ state: play.state, command: asked, temporalTime: play.instant });
    assert.ok('refused' in decision && decision.refused.code === 'forbidden');
    assert.deepEqual([decision.refused.because, decision.refused.params], ['takes-no-part', { agency: 'dtv' }]);
  });

  it('withdraws what nobody who takes part can perform, tells the municipality, and opens it again when someone can', async () => {
    const play = admitted();
    await act(play, [together, bare], before);
    assert.deepEqual(brief(await act(play, [together, bare], after)), [
      ['step-reassigned', 'legal-review', because['programme-changed'], ['municipality']],
      ['step-withdrawn', 'return-counselling', because['programme-changed'], ['municipality']],
    ]);
    assert.deepEqual(brief(await act(play, [together, bare], after + 1)), []);
    const back = version('back', '2027-01-02', ['municipality', 'ngo']);
    assert.deepEqual(brief(await act(play, [together, bare, back], after + 86_400_000)), [
      ['step-opened', 'return-counselling', undefined, ['ngo']],
    ]);
  });

  it('that leaves out a step whose agency left takes it away, since neither would come back to it', async () => {
    const play = admitted();
    await act(play, [together, alone], before);
    const less = { ...alone, steps: steps.filter(({ name }) => name !== 'return-counselling') };
    assert.deepEqual(brief(await act(play, [together, less], after)), [
      ['step-withdrawn', 'return-counselling', because['step-removed'], ['municipality']],
    ]);
  });

  it('hands over before it reminds, so that the reminder reaches who is waited for now', async () => {
    const play = admitted();
    const { wakeUps } = openStep(play, 'return-counselling')!;
    const due = Date.parse(wakeUps[0]!.at);
    const early = { ...alone, from: '2026-11-03' };
    const batch = await act(play, [together, early], due);
    const about = brief(batch).filter(([, step]) => step === 'return-counselling');
    assert.deepEqual(about, [
      ['step-reassigned', 'return-counselling', because['programme-changed'], ['ngo']],
      ['step-reminded', 'return-counselling', undefined, ['ngo']],
    ]);
  });

  it('counts a step that is performed on the day of the change for who was waited for', async () => {
    const play = admitted();
    await act(play, [together, alone], before);
    const command = play.command('return-counselling', { actor: actor('ngo:counsellor') });
    const { events } = await act(play, [together, alone], after, command);
    const mark = events.flatMap(({ marks = [] }) => marks).find(({ name }) => name === 'step-done');
    assert.equal(mark?.value, 'dtv');
    assert.ok(!events.some(({ type }) => type === 'step-reassigned'));
  });

  it('without the level that a question is at leaves it there, and has it go back to the conference, not down', () => {
    const level = (name: string) => ({ level: name, title: { en: name, nl: name }, term: workingDays(5) });
    const [steering, council] = [level('local-steering-group'), level('programme-council')];
    const withLadder = (ladder: (typeof steering)[]) => programmeWith(steps, { ladder });
    const play = admitted();
    play.programme = withLadder([steering, council]);
    play.perform('escalate');
    const notAgreed = like('escalation', { result: 'not-agreed', direction: undefined });
    play.perform('escalation', notAgreed);
    const { targetDate } = openStep(play, 'escalation')!;
    play.programme = withLadder([steering]);
    play.tick();
    assert.equal((play.state.facts['escalation'] as { level: string }).level, 'programme-council');
    assert.equal(openStep(play, 'escalation')?.targetDate, targetDate);
    play.perform('escalation', notAgreed);
    assert.equal(play.state.facts['escalation'], undefined);
    assert.ok(openStep(play, 'case-conference') && !openStep(play, 'escalation'));
  });

  it('changes no outcome, direction, fact or completed step of anyone, whatever it is', () => {
    const play = admitted();
    const { facts, direction, outcome, done, status } = play.state;
    play.now = after;
    play.tick();
    play.programme = bare;
    play.tick();
    const { state } = play;
    assert.deepEqual(
      [state.facts, state.direction, state.outcome, state.done, state.status],
      [facts, direction, outcome, done, status],
    );
  });

  it('never leaves an open step with who takes no part, whatever versions follow one another', () => {
    const others = agencies.filter((agency) => agency !== 'municipality');
    const versions = fc.record({
      partners: fc.subarray(others).map((some): Agency[] => ['municipality', ...some]),
      some: fc.subarray([...standardSteps], { minLength: 1 }),
      whole: fc.boolean(),
    });
    let handed = 0;
    let withdrawn = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(moves, versions), { minLength: 2, maxLength: 4 }), (phases) => {
        const play = admitted();
        // What a version without some steps could not take up again, such as an outcome, no later one opens by itself.
        let alwaysWhole = true;
        for (const [sequence, { partners, some, whole }] of phases) {
          alwaysWhole &&= whole;
          play.programme = programmeWith(whole ? standardSteps : some, { partners });
          const { events } = play.tick();
          for (const move of [null, ...sequence]) {
            if (move) turn(play, move);
            for (const { step, responsible } of play.state.openSteps) {
              assert.ok(partners.includes(responsible), `${step} waits for ${responsible}`);
            }
          }
          const changed = events.filter(({ reason }) => reason === because['programme-changed']);
          handed += changed.filter(({ type }) => type === 'step-reassigned').length;
          withdrawn += changed.filter(({ type }) => type === 'step-withdrawn').length;
          assert.ok(
            changed.length === 0 || play.state.openSteps.length > 0 || play.state.status === 'closed' || !alwaysWhole,
          );
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(handed > 20 && withdrawn > 10, `${handed} handed over, ${withdrawn} withdrawn`);
  });
});
