import assert from 'node:assert/strict';
import { subjectFor } from '../../../src/agencies/message.js';
import { messagesOf } from '../../../src/agencies/messagesOf.js';
import { stepNamesOf } from '../../../src/agencies/names.js';
import { standardActions, standardSteps } from '../../../src/lvv/index.js';
import { searchAttributesOf } from '../../../src/trajectory/replayed/contract.js';
import { programmesOf } from '../../../src/trajectory/definitions/programme.js';
import { agencies } from '../../../src/lvv/agencies.js';
import { summarise, type Agency } from '../../../src/trajectory/replayed/state.js';
import { actor, admitted, like, programmeWith, type Play } from '../../support/play.js';

const health = ['municipality', 'ngo'];
const closed = standardSteps.filter(({ knownTo }) => knownTo !== undefined);

function withHealth(): Play {
  const play = admitted();
  for (const agency of ['ind', 'avim', 'dtv']) play.perform('share', like('share', { with: agency }));
  play.perform('raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo' }));
  return play;
}
const open = (play: Play, name: string) => play.state.openSteps.find(({ step }) => step === name);

describe('Compartments', () => {
  it('are those of the steps that say something of a person by their name', () => {
    assert.deepEqual(
      closed.map(({ name, knownTo }) => [name, knownTo]),
      [
        ['medical', health],
        ['procedure-medical-deferral', ['municipality', 'ngo', 'ind', 'dtv']],
        ['procedure-human-trafficking', ['municipality', 'ngo', 'avim', 'ind']],
      ],
    );
  });

  it('are on the open step, through a suspension, an extension and another round, and in no search attribute', () => {
    const play = withHealth();
    assert.deepEqual(open(play, 'medical')?.knownTo, health);
    play.perform('suspend');
    assert.deepEqual(open(play, 'medical')?.knownTo, health);
    play.perform('resume');
    play.perform('extend-term', like('extend-term', { step: 'medical', days: 3 }));
    play.perform('medical', like('medical', { result: 'cannot-yet', lookAgainOn: '2027-02-01' }));
    assert.deepEqual(open(play, 'medical')?.knownTo, health);
    assert.ok(play.open.includes('legal-review'));
    const { OpenSteps } = searchAttributesOf(summarise(play.state));
    assert.ok(OpenSteps.includes('legal-review') && !OpenSteps.includes('medical'));
  });

  it('keep what happens to the step from every agency outside, whatever its definition would tell', () => {
    const play = withHealth();
    // As an older definition or a careless one might have it.
    const talkative = {
      opened: agencies,
      completed: agencies,
      reminded: agencies,
      overdue: agencies,
      escalated: agencies,
    };
    play.programme = programmeWith(
      standardSteps.map((step) => (step.name === 'medical' ? { ...step, tells: talkative as never } : step)),
    );
    play.now = Date.parse('2028-01-01T10:00:00.000Z');
    const events = play.tick().events.filter(({ step }) => step === 'medical');
    assert.deepEqual(
      events.map(({ type }) => type),
      ['step-reminded', 'step-overdue', 'escalation-postponed'],
    );
    play.now += 7 * 86_400_000;
    const escalated = play.tick().events.filter(({ step }) => step === 'medical');
    assert.deepEqual(
      escalated.map(({ type }) => type),
      ['step-escalated'],
    );
    const told = [...events, ...escalated].filter(({ tells }) => tells !== undefined);
    assert.equal(told.length, 2);
    for (const { tells } of [...told, ...play.perform('medical').events.slice(0, 1)]) assert.deepEqual(tells, health);
    const actions = standardActions.map((action) => ({ ...action, tells: { done: [...agencies] } }));
    play.programme = { ...play.programme, actions };
    const [raised] = play.perform('raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo' })).events;
    assert.deepEqual(raised?.tells, health);
    const [identity] = play.perform('raise-blocker', like('raise-blocker', { blocker: 'identity' })).events;
    assert.deepEqual(identity?.tells, agencies);
  });

  it('refuse an agency outside in the same words, whether the step is open or not', () => {
    const without = admitted();
    without.perform('share', like('share', { with: 'dtv' }));
    for (const [name, input] of [
      ['raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo' })],
      ['chase', like('chase', { step: 'medical' })],
      ['plan-step', like('plan-step', { step: 'medical' })],
    ] as const) {
      const [one, other] = [withHealth(), without].map((play) =>
        play.refusedCommand(play.command(name, { input, actor: actor('dtv:departure-officer') })),
      );
      assert.deepEqual(one, other, name);
    }
  });

  it('close off a step that was open before its definition had one, with the next command or tick', () => {
    const play = withHealth();
    const before = standardSteps.map(({ knownTo: _none, ...step }) => step);
    play.programme = programmeWith(before);
    play.perform('medical', like('medical', { result: 'cannot-yet', lookAgainOn: '2027-02-01' }));
    const dates = open(play, 'medical');
    assert.equal(dates?.knownTo, undefined);
    play.programme = programmeWith();
    const { events } = play.tick();
    assert.deepEqual(
      events.map(({ type, step, tells }) => [type, step, tells]),
      [['step-closed-off', 'medical', undefined]],
    );
    assert.deepEqual(open(play, 'medical'), { ...dates, knownTo: health });
    assert.deepEqual(play.tick().events, [], 'once');
  });

  it('have no message name the step to an agency outside, also when an older decision told it', () => {
    const play = withHealth();
    const command = { from: play.state.version + 1, commandId: 'c', bodyHash: 'h', at: play.instant, actor: null };
    const told: Agency[] = [...agencies];
    const batch = { ...command, events: [{ type: 'step-overdue', step: 'medical', tells: told }] };
    const medical = standardSteps.find(({ name }) => name === 'medical')!;
    const names = stepNamesOf(programmesOf([programmeWith()]));
    for (const message of messagesOf(play.state, [batch], new Map(), names)) {
      const { en } = subjectFor(names, message);
      assert.equal(en.includes(medical.title.en), health.includes(message.agency), `${message.agency}: ${en}`);
    }
  });
});
