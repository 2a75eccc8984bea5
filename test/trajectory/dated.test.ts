import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import { figuresAfter } from '../../src/trajectory/definitions/figures.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { admitted, after, like, programmeWith, type Play } from '../support/play.js';

/** What a figure says of a day: the last that stands under a day that is not after it. */
function stands(play: Play, figure: string, day: string): Json {
  const figures = figuresAfter(play.batches);
  const days = Object.keys(figures).filter((key) => key.startsWith(`${figure}@`) && key <= `${figure}@${day}`);
  return figures[days.toSorted().at(-1) ?? ''] ?? '';
}

const today = '2026-12-01';
const onDay = (play: Play, day: string) => (play.now = Date.parse(`${day}T10:00:00.000Z`));
const lodged = (lodgedOn: string, reference: string) => like('lodge-objection', { lodgedOn, reference });
const decided = (decidedOn: string, objection: string) => like('objection-decision', { decidedOn, objection });

describe('What is entered with an earlier day than what was entered before it', () => {
  it('ends an escalation of which the meeting came before the day on which the escalation was entered', () => {
    const play = admitted();
    const ladder = [
      { level: 'steering-group', title: { en: 'Steering group', nl: 'Stuurgroep' }, term: calendarDays(21) },
    ];
    play.programme = programmeWith(standardSteps, { ladder });
    onDay(play, '2026-11-16');
    play.perform('escalate');
    assert.equal(stands(play, 'escalated', today), 'yes');
    onDay(play, '2026-11-17');
    play.perform('escalation', like('escalation', { heldOn: '2026-11-13' }));
    assert.equal(stands(play, 'escalated', today), '');
    assert.equal(stands(play, 'investigating', today), '');
    assert.equal(figuresAfter(play.batches)['escalatedSince'], undefined);
  });

  it('gives a place to someone whose new shelter began before the day on which the earlier one ended', () => {
    const play = after('intake');
    play.perform('start-shelter', like('start-shelter', { from: '2026-09-01' }));
    play.perform('end-shelter', like('end-shelter', { endedOn: '2026-10-20' }));
    assert.equal(stands(play, 'sheltered', today), '');
    play.perform('start-shelter', like('start-shelter', { from: '2026-10-10' }));
    assert.equal(stands(play, 'sheltered', today), 'yes');
    assert.equal(stands(play, 'sheltered', '2026-08-31'), '');
  });

  it('counts an objection as running that was lodged before another one was decided on', () => {
    const play = admitted();
    onDay(play, '2026-11-20');
    play.perform('lodge-objection', lodged('2026-11-03', 'ONE'));
    play.perform('objection-decision', decided('2026-11-19', 'ONE'));
    assert.equal(stands(play, 'objecting', today), '');
    play.perform('lodge-objection', lodged('2026-11-12', 'TWO'));
    assert.equal(stands(play, 'objecting', today), 'yes');
  });

  it('counts no objection when the last decision that was entered is not the last that was taken', () => {
    const play = admitted();
    onDay(play, '2026-11-25');
    for (const name of ['ONE', 'TWO']) play.perform('lodge-objection', lodged('2026-11-03', name));
    play.perform('objection-decision', decided('2026-11-20', 'TWO'));
    play.perform('objection-decision', decided('2026-11-10', 'ONE'));
    assert.equal(stands(play, 'objecting', today), '');
    assert.equal(stands(play, 'objecting', '2026-11-15'), 'yes');
  });

  it('sets the direction that counts as it sets the direction of the trajectory', () => {
    const play = admitted();
    onDay(play, '2026-11-20');
    play.perform('change-direction', like('change-direction', { direction: 'ONWARD_MIGRATION' }));
    play.perform('schedule-conference', like('schedule-conference', { meetingOn: '2026-11-20' }));
    play.perform('case-conference', like('case-conference', { heldOn: '2026-11-12', direction: 'RETURN' }));
    assert.equal(play.state.direction, 'RETURN');
    assert.equal(stands(play, 'direction', today), 'RETURN');
  });
});
