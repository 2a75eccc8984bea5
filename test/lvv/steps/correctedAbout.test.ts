import assert from 'node:assert/strict';
import { marksIn } from '../../../src/trajectory/deciding/correction.js';
import { figuresAfter } from '../../../src/trajectory/definitions/figures.js';
import { knowledgeOf, knownToOf, numberFor } from '../../../src/trajectory/access/knowledge.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { correct, entryOf, reason } from '../../support/corrections.js';
import { actor, after, like, type Play } from '../../support/play.js';
import { Story } from '../../support/story.js';

describe('A corrected entry of another step than was meant', () => {
  const knownTo = (play: Play) => knownToOf(knowledgeOf(play.state), play.batches.at(-1)!.from);

  it('follows the right kind of procedure from its day on, and is known to those alone who may know of that', () => {
    const play = after('intake', 'admission');
    const started = { procedure: 'statelessness', lodgedOn: '2026-11-01' };
    play.perform('start-procedure', like('start-procedure', started));
    correct(play, 'start-procedure', { procedure: 'human-trafficking' });
    assert.ok(!play.open.includes('procedure-statelessness'));
    const open = play.state.openSteps.find(({ step }) => step === 'procedure-human-trafficking')!;
    assert.deepEqual([open.responsible, open.fatalDate], ['avim', '2027-02-01']);
    assert.deepEqual(Object.keys(play.state.facts['procedures'] as object), ['human-trafficking']);
    const marks = marksIn(play.batches).filter(({ mark }) => mark.name === 'procedure-started');
    assert.deepEqual(
      marks.map(({ mark }) => [mark.on, mark.value]),
      [['2026-11-01', 'human-trafficking']],
    );
    assert.deepEqual(knownTo(play), ['municipality', 'ngo']);
    const opened = play.batches.at(-1)!.events.find(({ step }) => step === 'procedure-human-trafficking')!;
    assert.deepEqual(opened.tells, ['avim']);
  });

  it('says what keeps the case, and whose it is to solve that', () => {
    const play = after('intake', 'admission');
    play.perform('raise-blocker', like('raise-blocker', { blocker: 'identity', owner: 'dtv' }));
    correct(play, 'raise-blocker', { blocker: 'medical', owner: 'ngo' });
    assert.deepEqual([play.open.includes('identity'), play.open.includes('medical')], [false, true]);
    assert.deepEqual(
      [figuresAfter(play.batches)['identityBlockedSince'], figuresAfter(play.batches)['medicalBlockedSince']],
      [undefined, '2026-11-02'],
    );
    // DT&V may see what blocks a case, and not that this one is ill.
    assert.deepEqual(knownTo(play), ['municipality', 'ngo']);
  });

  it('is answered alike to an agency that may not know of a step, whether or not the trajectory has it', () => {
    const answers = ['statelessness', 'human-trafficking'].map((procedure) => {
      const play = after('intake', 'admission');
      play.perform('start-procedure', like('start-procedure', { procedure }));
      play.perform('chase', like('chase', { step: 'legal-review' }));
      const sequence = numberFor(knowledgeOf(play.state), 'dtv', entryOf(play, 'chase'))!;
      const input = { sequence, changes: { step: 'procedure-human-trafficking' }, reason };
      return play.refusedCommand(play.command('correct', { input, actor: actor('dtv:departure-officer') }));
    });
    assert.equal(answers[0]!.code, 'conflict');
    assert.deepEqual(answers[0], answers[1]);
  });
});

describe('A correction by which something that few may know of would have come before', () => {
  it('hides nothing that all knew', () => {
    const play = after('intake', 'admission');
    play.perform('raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo', by: '2027-03-01' }));
    play.now = Date.parse('2026-12-20T10:00:00Z');
    play.perform('change-direction', like('change-direction', { direction: 'LEGALISATION' }));
    const before = play.state.facts['directions'];
    // With this the counsellor would have been reminded before the direction changed.
    correct(play, 'raise-blocker', { by: '2026-12-21' });
    assert.deepEqual(play.state.facts['directions'], before);
  });
});

describe('A correction of what someone else was told', () => {
  it('is refused where another municipality was asked', () => {
    const play = after('intake', 'admission');
    play.perform('offer-transfer');
    const to = { sequence: entryOf(play, 'offer-transfer'), changes: { to: 'eindhoven' }, reason };
    assert.match(play.refused('correct', to).detail, /another municipality would have been asked/);
  });

  it('is refused where it is another trajectory, or what it hangs on, with what to do instead', () => {
    const play = after('intake', 'admission');
    play.perform('link-trajectory');
    const link = { sequence: entryOf(play, 'link-trajectory'), changes: { kind: 'relative' }, reason };
    assert.match(play.refused('correct', link).detail, /another trajectory would have been told/);
    correct(play, 'link-trajectory', { reason: 'Referred under the name of the mother.' });

    const vNumber = '4f1c9b27aa0d4be1b1d7e60c52';
    const here = new Story('utrecht', '2026-11-02');
    Story.together(here, new Story('amsterdam', '2026-11-02', 'municipality:intake-officer', { number: vNumber }));
    here.does('add-v-number', { vNumber, reason });
    here.does('v-number-check', { verdict: 'confirmed', vNumber, reason }, 'municipality:coordinator');
    here.on('2026-11-09').does('offer-duplicate', { reason });
    assert.throws(
      () => here.corrects('offer-duplicate', { reason: 'Read wrongly.' }),
      (error) => error instanceof Refusal && error.refused.because === 'not-decided-again',
    );
  });
});
