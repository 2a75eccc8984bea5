import assert from 'node:assert/strict';
import { openObjections } from '../../../src/lvv/objections/objections.js';
import { calendarDays } from '../../../src/trajectory/terms/deadlines.js';
import type { Told } from '../../support/wording.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { admitted, after, like, performed, pointers, Play } from '../../support/play.js';

type Changes = Record<string, Json | undefined>;
const lodge = (changes: Changes = {}) => like('lodge-objection', { lodgedOn: '2026-11-20', ...changes });
const decide = (changes: Changes = {}) => like('objection-decision', { decidedOn: '2027-02-10', ...changes });
const open = (play: Play, step: string) => play.state.openSteps.find((candidate) => candidate.step === step);
const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));
const marks = (play: Play, name: string) =>
  play.events
    .flatMap((event) => event.marks ?? [])
    .filter((mark) => mark.name === name)
    .map(({ on, value }) => [on, value]);

const againstRefusal: Changes = { against: 'refusal-of-admission', lodgedOn: '2019-11-15', reference: 'BZW-2019-1' };

/** Performs it on the day that it names, or today when that is later. */
function enter(play: Play, name: string, input: Json): void {
  const { lodgedOn, decidedOn } = input as { lodgedOn?: string; decidedOn?: string };
  play.goTo(lodgedOn ?? decidedOn!).perform(name, input);
}

/** The same for what is refused. */
function refusedToEnter(play: Play, name: string, input: Json): Told {
  const { lodgedOn, decidedOn } = input as { lodgedOn?: string; decidedOn?: string };
  return play.goTo(lodgedOn ?? decidedOn!).refused(name, input);
}

/** Refused on this day, as the decision says and as a second person confirmed. */
function refused(decidedOn = '2019-11-12', before = performed(new Play('p4s3ud0nym', '2019-11-01'), 'intake')): Play {
  before.goTo(decidedOn);
  const input = { decision: 'refused', ground: 'outside-target-group', decidedOn, direction: undefined };
  before.perform('admission', like('admission', input));
  before.perform('admission-check');
  return before;
}

describe('A refusal reversed on objection', () => {
  it('admits from the day that the decision names, and what hangs on admission opens', () => {
    const play = refused();
    assert.deepEqual([figures(play).refusedOn, play.open.includes('legal-review')], ['2019-11-12', false]);
    enter(play, 'lodge-objection', lodge(againstRefusal));
    enter(play, 'objection-decision', decide({ result: 'dismissed', decidedOn: '2020-03-05' }));
    enter(play, 'lodge-objection', lodge({ ...againstRefusal, kind: 'appeal', lodgedOn: '2020-03-25' }));
    const upheld = { result: 'upheld', decidedOn: '2020-09-01', admittedFrom: '2019-11-12' };
    enter(play, 'objection-decision', decide(upheld));
    assert.equal(play.state.facts['admission'], 'admitted');
    const { admission, admittedOn, admissionOn, refusedOn, objectionOpenSince } = figures(play);
    assert.deepEqual(
      [admission, admittedOn, admissionOn, refusedOn, objectionOpenSince],
      ['admitted', '2019-11-12', '2020-09-01', null, null],
    );
    assert.equal(play.state.direction, null);
    assert.ok(['legal-review', 'return-counselling', 'outcome-registration'].every((step) => play.open.includes(step)));
    assert.deepEqual(marks(play, 'objection'), [
      ['2019-11-15', 'objection'],
      ['2020-03-25', 'appeal'],
    ]);
    assert.deepEqual(marks(play, 'objection-decided'), [
      ['2020-03-05', 'objection/dismissed'],
      ['2020-09-01', 'appeal/upheld'],
    ]);
  });

  it('counts the maximum stay from the day of admission that the decision names', () => {
    const before = after('intake');
    before.programme = { ...before.programme, rules: { maximumStay: calendarDays(540) } };
    const play = refused('2026-11-16', before);
    enter(play, 'lodge-objection', lodge({ against: 'refusal-of-admission' }));
    enter(play, 'objection-decision', decide({ result: 'upheld', admittedFrom: '2026-11-16' }));
    assert.equal(play.state.facts['stayUntil'], '2028-05-09');
  });

  it('goes by the direction that the conference had agreed on', () => {
    const play = refused();
    play.state = { ...play.state, facts: { ...play.state.facts, agreedDirection: 'LEGALISATION' } };
    enter(play, 'lodge-objection', lodge(againstRefusal));
    enter(play, 'objection-decision', decide({ result: 'partly-upheld', admittedFrom: '2026-11-20' }));
    assert.equal(play.state.direction, 'LEGALISATION');
  });

  it('takes back the outcome that rested on it, also one that waits for the second pair of eyes', () => {
    const notAdmitted = { outcome: 'REFUSED_AT_ADMISSION', evidenceKind: 'reasoned-decision' };
    const play = refused();
    enter(play, 'lodge-objection', lodge(againstRefusal));
    const proposal = { ...notAdmitted, occurredOn: '2019-11-12', followUpOn: null, by: 'someone-else', reason: 'x' };
    play.state = {
      ...play.state,
      facts: { ...play.state.facts, outcomeProposal: proposal },
      openSteps: [{ ...open(play, 'outcome-registration')!, step: 'outcome-check' }, open(play, 'objection-decision')!],
    };
    enter(play, 'objection-decision', decide({ result: 'upheld', admittedFrom: '2026-11-20' }));
    assert.ok(!play.open.includes('outcome-check') && play.open.includes('outcome-registration'));
    assert.ok(!('outcomeProposal' in play.state.facts));

    const followed = refused();
    followed.programme = { ...followed.programme, rules: { secondPair: { admission: 'never', outcome: 'never' } } };
    followed
      .goTo('2019-11-15')
      .perform(
        'outcome-registration',
        like('outcome-registration', { ...notAdmitted, occurredOn: '2019-11-15', followUpOn: '2027-03-01' }),
      );
    assert.equal(followed.state.outcome, 'REFUSED_AT_ADMISSION');
    enter(followed, 'lodge-objection', lodge(againstRefusal));
    enter(followed, 'objection-decision', decide({ result: 'upheld', admittedFrom: '2026-11-20' }));
    assert.equal(followed.state.outcome, null);
    assert.ok(followed.open.includes('outcome-registration') && followed.open.includes('legal-review'));
    assert.ok(!followed.open.includes('follow-up'));
  });

  it('is lodged on the day of the refusal that it is against, at the earliest', () => {
    const play = refused();
    const early = { ...againstRefusal, lodgedOn: '2019-11-11' };
    assert.deepEqual(pointers(play.refused('lodge-objection', lodge(early))), ['/lodgedOn']);
    enter(play, 'lodge-objection', lodge({ ...againstRefusal, lodgedOn: '2019-11-12' }));
  });

  it('without a day of admission is decided anew by a person: nobody is admitted by it', () => {
    const play = refused();
    enter(play, 'lodge-objection', lodge(againstRefusal));
    enter(play, 'objection-decision', decide({ result: 'upheld' }));
    assert.ok(!('admission' in play.state.facts) && play.state.direction === null);
    const { admission, refusedOn } = figures(play);
    assert.deepEqual([admission, refusedOn], [null, null]);
    assert.ok(play.open.includes('admission') && !play.open.includes('outcome-registration'));
    play.perform('admission');
    assert.equal(play.state.facts['admission'], 'admitted');
    assert.ok(play.open.includes('outcome-registration'));
  });

  it('is an admission that nobody but who decides on the refusal can give: not another objection, not an interim measure', () => {
    const admittedFrom = '2026-11-20';
    const measure = refused();
    enter(measure, 'lodge-objection', lodge({ ...againstRefusal, kind: 'interim-measure' }));
    for (const result of ['upheld', 'dismissed']) {
      const input = decide({ result, admittedFrom });
      assert.deepEqual(pointers(refusedToEnter(measure, 'objection-decision', input)), ['/admittedFrom']);
    }
    enter(measure, 'objection-decision', decide({ result: 'upheld' }));
    assert.equal(measure.state.facts['admission'], 'refused');
    const other = refused();
    enter(other, 'lodge-objection', lodge());
    const input = decide({ result: 'upheld', admittedFrom });
    assert.deepEqual(pointers(refusedToEnter(other, 'objection-decision', input)), ['/admittedFrom']);
    enter(other, 'objection-decision', decide({ result: 'upheld' }));
    assert.equal(other.state.facts['admission'], 'refused');
  });

  it('admits from a day that is not after the decision', () => {
    const play = refused();
    enter(play, 'lodge-objection', lodge(againstRefusal));
    const input = decide({ result: 'upheld', decidedOn: '2020-03-05', admittedFrom: '2020-03-06' });
    assert.deepEqual(pointers(refusedToEnter(play, 'objection-decision', input)), ['/admittedFrom']);
  });
});

describe('An objection that is not upheld', () => {
  it('leaves everything as it was, and is counted with its result', () => {
    for (const result of ['partly-upheld', 'dismissed', 'inadmissible', 'withdrawn']) {
      const play = refused();
      enter(play, 'lodge-objection', lodge(againstRefusal));
      enter(play, 'objection-decision', decide({ result }));
      assert.equal(play.state.facts['admission'], 'refused');
      assert.deepEqual(play.open.includes('outcome-registration'), true);
      assert.deepEqual(marks(play, 'objection-decided'), [['2027-02-10', `objection/${result}`]]);
    }
  });
});

describe('An objection against an ending', () => {
  const ended = { outcome: 'ENDED_NON_COOPERATION', evidenceKind: 'reasoned-decision', followUpOn: '2027-03-01' };

  it('that is upheld takes the ending back, and the work goes on', () => {
    const play = admitted();
    play.perform('outcome-registration', like('outcome-registration', ended));
    play.perform('outcome-check');
    assert.equal(play.state.outcome, 'ENDED_NON_COOPERATION');
    enter(play, 'lodge-objection', lodge({ against: 'ending' }));
    enter(play, 'objection-decision', decide({ result: 'upheld' }));
    assert.equal(play.state.outcome, null);
    assert.ok(play.open.includes('outcome-registration') && !play.open.includes('follow-up'));
  });

  it('lets all go on that the ending stopped when it is upheld, such as a procedure and a dossier', () => {
    const play = admitted();
    play.perform('start-procedure', like('start-procedure', { procedure: 'repeat-asylum', lodgedOn: '2026-11-02' }));
    const before = play.open;
    assert.ok(before.includes('procedure-repeat-asylum') && before.includes('dossier-ind'));
    play.perform('outcome-registration', like('outcome-registration', ended));
    play.perform('outcome-check');
    enter(play, 'lodge-objection', lodge({ against: 'ending' }));
    enter(play, 'objection-decision', decide({ result: 'upheld' }));
    assert.deepEqual(play.open.toSorted(), before.toSorted());
  });

  it('keeps a follow-up from making the ending final while it runs', () => {
    const play = admitted();
    play.perform('outcome-registration', like('outcome-registration', ended));
    play.perform('outcome-check');
    enter(play, 'lodge-objection', lodge({ against: 'ending' }));
    for (const finding of ['holds', 'unknown']) {
      assert.equal(play.refused('follow-up', like('follow-up', { finding })).code, 'conflict');
    }
    enter(play, 'objection-decision', decide({ result: 'dismissed' }));
    play.perform('follow-up');
    assert.equal(play.state.status, 'closed');
  });

  it('takes back no outcome that does not rest on a decision to end', () => {
    const play = admitted();
    play.perform('outcome-registration', like('outcome-registration', { followUpOn: '2027-03-01' }));
    enter(play, 'lodge-objection', lodge({ against: 'ending' }));
    enter(play, 'objection-decision', decide({ result: 'upheld' }));
    assert.equal(play.state.outcome, 'RETURNED_INDEPENDENT');
    assert.deepEqual(play.open, ['follow-up']);
  });
});

describe('Objections', () => {
  it('can run side by side, are told apart by their reference, and each is decided on', () => {
    const play = refused();
    enter(play, 'lodge-objection', lodge(againstRefusal));
    enter(play, 'lodge-objection', lodge({ ...againstRefusal, kind: 'interim-measure', reference: 'AWB 19-1' }));
    const refusal = refusedToEnter(play, 'objection-decision', decide());
    assert.deepEqual(pointers(refusal), ['/objection']);
    assert.match(refusal.detail, /BZW-2019-1, AWB 19-1/);
    enter(play, 'objection-decision', decide({ objection: 'AWB 19-1', result: 'upheld', decidedOn: '2020-01-05' }));
    assert.deepEqual(
      (play.state.facts['objections'] as { reference: string }[]).map(({ reference }) => reference),
      ['BZW-2019-1'],
    );
    assert.ok(play.open.includes('objection-decision'));
    assert.equal(figures(play).objectionOpenSince, '2019-11-15');
    assert.deepEqual(pointers(refusedToEnter(play, 'objection-decision', decide({ objection: 'AWB 19-1' }))), [
      '/objection',
    ]);
    enter(play, 'objection-decision', decide());
    assert.ok(!('objections' in play.state.facts) && !play.open.includes('objection-decision'));
    assert.equal(figures(play).objectionOpenSince, null);
  });

  it('are not computed a date: the one that the lawyer or the court gave counts, and the first of several', () => {
    const play = admitted();
    enter(play, 'lodge-objection', lodge({ reference: 'A-1', answerBy: '2027-03-01' }));
    assert.equal(open(play, 'objection-decision')?.fatalDate, '2027-03-01');
    enter(play, 'lodge-objection', lodge({ reference: 'A-2', answerBy: '2027-06-01' }));
    assert.equal(open(play, 'objection-decision')?.fatalDate, '2027-03-01');
    enter(play, 'lodge-objection', lodge({ reference: 'A-3', answerBy: '2027-01-15' }));
    const soonest = open(play, 'objection-decision')!;
    assert.deepEqual([soonest.targetDate, soonest.fatalDate], ['2027-01-15', '2027-01-15']);
    enter(play, 'objection-decision', decide({ objection: 'A-3', decidedOn: '2026-12-01' }));
    assert.equal(open(play, 'objection-decision')?.fatalDate, '2027-03-01');
  });

  it('come sooner as well while the clock stands still', () => {
    const play = admitted();
    enter(play, 'lodge-objection', lodge({ reference: 'A-1', answerBy: '2027-03-01' }));
    play.perform('suspend');
    enter(play, 'lodge-objection', lodge({ reference: 'A-2', answerBy: '2027-01-15' }));
    play.perform('resume');
    assert.equal(open(play, 'objection-decision')?.fatalDate, '2027-01-15');
  });

  it('are entered once, as many as ten, and against what was decided', () => {
    const play = admitted();
    assert.deepEqual(pointers(refusedToEnter(play, 'lodge-objection', lodge({ against: 'refusal-of-admission' }))), [
      '/against',
    ]);
    assert.deepEqual(pointers(play.refused('lodge-objection', lodge({ lodgedOn: '2036-11-03' }))), ['/lodgedOn']);
    assert.deepEqual(pointers(refusedToEnter(play, 'lodge-objection', lodge({ answerBy: '2026-11-01' }))), [
      '/answerBy',
    ]);
    for (let i = 0; i < 10; i += 1) enter(play, 'lodge-objection', lodge({ reference: `A-${i}` }));
    assert.equal(refusedToEnter(play, 'lodge-objection', lodge({ reference: 'A-3' })).code, 'conflict');
    assert.match(
      refusedToEnter(play, 'lodge-objection', lodge({ reference: 'A-10' })).detail,
      /There are 10 objections already/,
    );
    const early = decide({ objection: 'A-3', decidedOn: '2026-11-01' });
    assert.deepEqual(pointers(refusedToEnter(play, 'objection-decision', early)), ['/decidedOn']);
  });

  it('that are running are there for who registers an outcome, and not those that were withdrawn with one', () => {
    const play = refused();
    const running = () =>
      openObjections({
        fact: (one) => one.of(play.state.facts),
        isOpen: (step: string) => play.open.includes(step),
      } as Parameters<typeof openObjections>[0]);
    enter(play, 'lodge-objection', lodge(againstRefusal));
    assert.deepEqual(
      running().map(({ against }) => against),
      ['refusal-of-admission'],
    );
    play.state = { ...play.state, openSteps: [] };
    assert.deepEqual(running(), []);
  });

  it('decide nothing when the day on which an answer was expected has passed', () => {
    const play = refused();
    enter(play, 'lodge-objection', lodge({ ...againstRefusal, answerBy: '2027-01-15' }));
    play.now = Date.parse('2028-01-01T10:00:00Z');
    play.tick();
    assert.ok(open(play, 'objection-decision')?.overdue);
    assert.equal(play.state.facts['admission'], 'refused');
  });
});

describe('An outcome that rests on a decision to which is objected', () => {
  const refusal = like('outcome-registration', {
    outcome: 'REFUSED_AT_ADMISSION',
    evidenceKind: 'reasoned-decision',
    occurredOn: '2019-11-15',
  });
  const ended = like('outcome-registration', { outcome: 'ENDED_HOUSE_RULES', evidenceKind: 'reasoned-decision' });

  it('is not registered before the objection is decided, and is after it was dismissed', () => {
    const play = refused();
    enter(play, 'lodge-objection', lodge(againstRefusal));
    const { code, detail } = play.refused('outcome-registration', refusal);
    assert.deepEqual([code, /BZW-2019-1.*First enter the decision on it/s.test(detail)], ['conflict', true]);
    enter(play, 'objection-decision', decide({ result: 'dismissed', decidedOn: '2020-03-05' }));
    play.perform('outcome-registration', refusal);
    assert.equal(play.state.outcome, 'REFUSED_AT_ADMISSION');
  });

  it('is not confirmed by a second person either when the objection came in between', () => {
    const play = admitted();
    play.perform('outcome-registration', ended);
    enter(play, 'lodge-objection', lodge({ against: 'ending', lodgedOn: '2026-11-02' }));
    assert.equal(play.refused('outcome-check').code, 'conflict');
    assert.equal(play.state.status, 'open');
  });
});
