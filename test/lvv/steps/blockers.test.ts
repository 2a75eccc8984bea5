import assert from 'node:assert/strict';
import { standardSteps } from '../../../src/lvv/index.js';
import { months, weeks, workingDays } from '../../../src/trajectory/terms/deadlines.js';
import { audienceOf } from '../../../src/trajectory/definitions/step.js';
import { actor, after, like, pointers, programmeWith, type Play } from '../../support/play.js';

const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));
const marks = (play: Play, name: string) =>
  play.events.flatMap((event) => event.marks ?? []).filter((mark) => mark.name === name);
const open = (play: Play, step: string) => play.state.openSteps.find((candidate) => candidate.step === step);
const raise = (changes: Parameters<typeof like>[1]) => like('raise-blocker', changes);
const days = (play: Play, step: string) => open(play, step)?.wakeUps.map(({ kind, at }) => [kind, at.slice(0, 10)]);

describe('A blocker', () => {
  it('has an owner who is told, a clock, and since when it keeps the case', () => {
    const play = after('intake');
    const { events } = play.perform('raise-blocker');
    assert.equal(open(play, 'identity')?.responsible, 'avim');
    assert.equal(open(play, 'identity')?.fatalDate, '2027-01-31');
    assert.deepEqual(events.find(({ step }) => step === 'identity')?.tells, ['avim']);
    assert.equal(figures(play).identityBlockedSince, '2026-11-02');
    assert.deepEqual(play.state.facts['blockers'], { identity: { since: '2026-11-02', owner: 'avim' } });
  });

  it('runs beside everything else: nothing waits for it, and identity and health run side by side', () => {
    const play = after('intake');
    play.perform('raise-blocker');
    play.perform('raise-blocker', raise({ blocker: 'medical', owner: 'ngo' }));
    assert.ok(['identity', 'medical', 'admission'].every((step) => play.open.includes(step)));
    play.perform('admission');
    assert.ok(play.open.includes('legal-review'));
    play.perform('identity');
    assert.deepEqual(Object.keys(play.state.facts['blockers'] as object), ['medical']);
    play.perform('medical');
    assert.ok(!('blockers' in play.state.facts));
    assert.deepEqual(
      marks(play, 'blocker-resolved').map(({ value }) => value),
      ['identity', 'medical'],
    );
    const { identityBlockedSince, medicalBlockedSince } = figures(play);
    assert.deepEqual([identityBlockedSince, medicalBlockedSince], [null, null]);
  });

  it('reminds before the day that was named, and is overdue after it', () => {
    const play = after('intake');
    play.perform('raise-blocker', raise({ by: '2027-03-01' }));
    const { targetDate, fatalDate } = open(play, 'identity')!;
    assert.deepEqual([targetDate, fatalDate], ['2027-03-01', '2027-03-01']);
    const wakes = days(play, 'identity')!;
    assert.deepEqual(
      wakes.map(([kind]) => kind),
      ['reminder', 'overdue', 'escalation'],
    );
    assert.ok(wakes[0]![1]! < '2027-03-01' && wakes[1]![1]! >= '2027-03-01');
  });

  it('that is to be solved soon does not begin with a reminder for which it is too late', () => {
    const play = after('intake');
    play.perform('raise-blocker', raise({ by: '2026-11-10' }));
    assert.equal(open(play, 'identity')?.fatalDate, '2026-11-10');
    assert.deepEqual(
      days(play, 'identity')?.map(([kind]) => kind),
      ['overdue', 'escalation'],
    );
    assert.deepEqual(play.tick().events, []);
  });

  it('ends on the day that was named, however the programme counts', () => {
    for (const term of [workingDays, months, weeks]) {
      for (const by of ['2027-01-03', '2027-03-31', '2028-02-29']) {
        const play = after('intake');
        const terms = { target: term(1), fatal: term(2), remind: [], escalate: term(3) };
        play.programme = { ...play.programme, terms: { identity: terms } };
        play.perform('raise-blocker', raise({ by }));
        const { targetDate, fatalDate } = open(play, 'identity')!;
        assert.deepEqual([targetDate, fatalDate], [by, by]);
        const overdue = () =>
          play.tick().events.some(({ type, step }) => type === 'step-overdue' && step === 'identity');
        play.now = Date.parse(`${by}T20:00:00Z`);
        assert.ok(!overdue());
        play.now += 86_400_000;
        assert.ok(overdue());
      }
    }
  });

  it('that is not resolved stays, and is looked at again by a new date, by who has it now', () => {
    const play = after('intake');
    play.perform('raise-blocker');
    play.perform('reassign', { step: 'identity', to: 'dtv', reason: 'DT&V asks for a travel document.' });
    for (const result of ['doubt', 'unknown']) {
      const unresolved = like('identity', { result, lookAgainOn: '2027-02-01' });
      assert.deepEqual(pointers(play.refused('identity', like('identity', { result }))), ['/lookAgainOn']);
      play.perform('identity', unresolved);
      assert.equal(open(play, 'identity')?.fatalDate, '2027-02-01');
      assert.equal(open(play, 'identity')?.responsible, 'dtv');
    }
    assert.equal(figures(play).identityBlockedSince, '2026-11-02');
    assert.deepEqual(play.state.facts['blockers'], { identity: { since: '2026-11-02', owner: 'dtv' } });
    assert.deepEqual(pointers(play.refused('identity', like('identity', { lookAgainOn: '2027-02-01' }))), [
      '/lookAgainOn',
    ]);
    play.perform('identity');
    assert.equal(figures(play).identityBlockedSince, null);
  });

  it('is raised once at a time, and can come back after it was resolved', () => {
    const play = after('intake');
    play.perform('raise-blocker');
    assert.match(play.refused('raise-blocker').detail, /since 2 November 2026 and waits for AVIM/);
    play.perform('identity');
    play.perform('raise-blocker');
    assert.ok(play.open.includes('identity'));
  });

  it('is owned by who takes part and can solve it', () => {
    const play = after('intake');
    assert.deepEqual(pointers(play.refused('raise-blocker', raise({ owner: 'ngo' }))), ['/owner']);
    assert.deepEqual(pointers(play.refused('raise-blocker', raise({ blocker: 'medical', owner: 'avim' }))), ['/owner']);
    play.programme = programmeWith(standardSteps, { partners: ['municipality', 'ngo'] });
    const refused = play.refused('raise-blocker');
    assert.match(refused.detail, /Choose the municipality/);
    play.perform('raise-blocker', raise({ owner: 'municipality' }));
    play.take(play.decided(play.command('identity', { actor: actor('municipality:case-director') })));
    assert.ok(!play.open.includes('identity'));
  });

  it('is not opened by planning, which would give it no owner', () => {
    const play = after('intake');
    play.perform('raise-blocker');
    play.perform('identity');
    assert.deepEqual(pointers(play.refused('plan-step', like('plan-step', { step: 'identity' }))), ['/step']);
  });

  it('is not raised beside an outcome that is only followed up', () => {
    const play = after('intake', 'admission');
    play.perform('outcome-registration', like('outcome-registration', { followUpOn: '2027-03-01' }));
    assert.match(play.refused('raise-blocker').detail, /follow-up/);
  });

  it('shows of health a code, to the municipality and the NGO', () => {
    const medical = standardSteps.find(({ name }) => name === 'medical')!;
    assert.deepEqual(audienceOf(medical, 'result'), ['municipality', 'ngo']);
  });
});
