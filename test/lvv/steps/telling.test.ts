import assert from 'node:assert/strict';
import { standardActions } from '../../../src/lvv/index.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { admitted, actor, after, like, Play } from '../../support/play.js';

/** What is done to bring an agency in: to ask it something, or to give it work. */
const bringsIn = ['share', 'start-shelter', 'start-procedure', 'raise-blocker', 'plan-step', 'reassign', 'escalate'];

describe('Who is told of what was done', () => {
  it('is someone who takes part: no action makes a party of an agency that it does not bring in on purpose', () => {
    let tried = 0;
    for (const { name, performedAt, performedOn, performedBy } of standardActions) {
      if (bringsIn.includes(name) || performedAt === 'receiver' || performedOn === 'closed') continue;
      if (!performedBy.some((one) => one.startsWith('municipality:'))) continue;
      const play = new Play();
      const before = play.state.parties;
      const by = actor(performedBy.find((one) => one.startsWith('municipality:'))!);
      try {
        play.take(play.decided(play.command(name, { actor: by })));
        tried += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        continue;
      }
      assert.deepEqual(play.state.parties, before, name);
    }
    assert.ok(tried >= 8, `${tried} could be done right after a referral`);
  });

  for (const name of ['suspend', 'withdraw', 'place-court-hold']) {
    it(`is not DT&V, the IND or the NGO when ${name} comes right after the referral, and is once they take part`, () => {
      const alone = new Play();
      alone.perform(name);
      assert.deepEqual(alone.state.parties, ['municipality']);
      assert.ok(alone.events.every(({ tells = [] }) => tells.every((agency) => agency === 'municipality')));
      const together = admitted();
      const told = together.perform(name).events[0]?.tells ?? [];
      assert.ok(told.includes('dtv'), JSON.stringify(told));
    });
  }

  it('is DT&V of everyone who is sheltered, and each member of the conference of a case on its agenda', () => {
    const sheltered = new Play();
    sheltered.perform('start-shelter');
    assert.ok(sheltered.state.parties.includes('dtv'));
    const discussed = after('intake');
    discussed.perform('schedule-conference', like('schedule-conference', {}));
    assert.ok(['ngo', 'ind', 'dtv'].every((one) => discussed.state.parties.includes(one)));
  });
});
