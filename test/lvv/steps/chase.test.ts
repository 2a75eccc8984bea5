import assert from 'node:assert/strict';
import { subjectLine } from '../../../src/agencies/message.js';
import { stepNamesOf } from '../../../src/agencies/names.js';
import { programmesOf } from '../../../src/trajectory/definitions/programme.js';
import { actor, after, definition, like, programmeWith, type Play } from '../../support/play.js';

const open = (play: Play, step: string) => play.state.openSteps.find((candidate) => candidate.step === step);
const day = 86_400_000;
const told = (play: Play, type: string) =>
  play.events.filter((event) => event.type === type && event.step === 'dossier-ind').map(({ tells = [] }) => tells);
const times = (play: Play) => play.state.facts['chased'] as Record<string, { times: number; lastOn: string }>;

describe('Waiting for the answer of an agency', () => {
  it('is asked, reminded, chased, overdue, escalated, and answered late; the agency and the municipality are told of each', () => {
    const play = after('intake');
    assert.deepEqual(told(play, 'step-opened'), [['ind']]);
    const moments = open(play, 'dossier-ind')!.wakeUps;
    play.now = Date.parse(moments[0]!.at);
    play.tick();
    assert.deepEqual(told(play, 'step-reminded'), [['ind']]);
    play.perform('chase');
    assert.deepEqual(told(play, 'step-chased'), [['ind']]);
    play.now = Date.parse(moments[1]!.at);
    play.tick();
    assert.deepEqual(told(play, 'step-overdue'), [['ind']]);
    play.perform('chase');
    play.now = Date.parse(moments[2]!.at);
    play.tick();
    assert.deepEqual(told(play, 'step-escalated'), [['municipality']]);
    assert.equal(times(play)['dossier-ind']?.times, 2);
    assert.ok(open(play, 'dossier-ind')?.overdue);
    play.perform('dossier-ind');
    assert.deepEqual(told(play, 'step-completed'), [['municipality']]);
    const waited = play.events.flatMap(({ marks = [] }) => marks).find(({ value }) => value === 'ind');
    assert.equal(waited?.days, 36);
  });
});

describe('Asking again', () => {
  it('tells the agency that has the step now, of which step it is about', () => {
    const play = after('intake', 'admission');
    play.perform('reassign');
    const { events } = play.perform('chase', like('chase', { step: 'return-counselling' }));
    assert.deepEqual(
      events.map(({ type, tells, step }) => [type, tells, step]),
      [
        ['chase', undefined, undefined],
        ['step-chased', ['ngo'], 'return-counselling'],
      ],
    );
    const { title } = definition('return-counselling');
    const names = stepNamesOf(programmesOf([programmeWith()]));
    const subject = subjectLine(names, { eventType: 'step-chased', step: 'return-counselling', title });
    assert.equal(subject, 'Opnieuw gevraagd: Terugkeerbegeleiding | Asked for again: Return counselling');
  });

  it('leaves the dates and all else of the step as they are', () => {
    const play = after('intake');
    const before = open(play, 'dossier-ind');
    play.now += 3 * day;
    play.perform('chase');
    assert.deepEqual(open(play, 'dossier-ind'), before);
  });

  it('is done once a day at most, and counted as long as the step waits', () => {
    const play = after('intake');
    play.perform('chase');
    assert.match(play.refused('chase').detail, /today already/);
    play.perform('chase', like('chase', { step: 'dossier-dtv' }));
    play.now += day;
    play.perform('chase');
    assert.deepEqual([times(play)['dossier-ind']?.times, times(play)['dossier-dtv']?.times], [2, 1]);
    play.perform('dossier-ind');
    play.now += day;
    play.perform('chase', like('chase', { step: 'dossier-dtv' }));
    assert.deepEqual(Object.keys(times(play)), ['dossier-dtv']);
  });

  it('starts anew with another round of the step', () => {
    const play = after('intake', 'admission');
    const input = like('chase', { step: 'legal-review' });
    play.perform('chase', input);
    play.perform('legal-review');
    play.now += day;
    play.perform('plan-step');
    play.perform('chase', input);
    assert.equal(times(play)['legal-review']?.times, 1);
  });

  it('is not asked of oneself, nor for what is not open', () => {
    const play = after('intake');
    assert.match(play.refused('chase', like('chase', { step: 'admission' })).detail, /your own agency/);
    assert.equal(play.refused('chase', like('chase', { step: 'legal-review' })).code, 'invalid-input');
    const own = play.command('chase', {
      input: like('chase', { step: 'dossier-dtv' }),
      actor: actor('dtv:departure-officer'),
    });
    assert.equal(play.refusedCommand(own).code, 'conflict');
  });
});
