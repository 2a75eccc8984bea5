import assert from 'node:assert/strict';
import { availableCommands } from '../../../src/trajectory/reading/availableCommands.js';
import { accessRequest, decideAccess } from '../../../src/trajectory/replayed/policy.js';
import type { Actor, Json } from '../../../src/trajectory/replayed/state.js';
import { standardSteps } from '../../../src/lvv/index.js';
import { actor, like, Play, programmeWith } from '../../support/play.js';

const people = ['anna', 'bram', 'chris'];
/** Everyone by themselves, and for each of the others. */
const capacities = people.flatMap((subject) => [
  { subject },
  ...people.filter((other) => other !== subject).map((onBehalfOf) => ({ subject, onBehalfOf })),
]);
type Capacity = Pick<Actor, 'subject' | 'onBehalfOf'>;
const behind = ({ subject, onBehalfOf }: Capacity) => [subject, ...(onBehalfOf === undefined ? [] : [onBehalfOf])];

/** What someone proposes, the step in which another looks, and what the trajectory has by then. */
const proposals: { what: string; proposed: string; input: Json; check: string; before: string[] }[] = [
  {
    what: 'a refusal at admission',
    proposed: 'admission',
    input: like('admission', { decision: 'refused', ground: 'outside-target-group', direction: undefined }),
    check: 'admission-check',
    before: ['intake'],
  },
  {
    what: 'an outcome',
    proposed: 'outcome-registration',
    input: like('outcome-registration', {}),
    check: 'outcome-check',
    before: ['intake', 'admission'],
  },
  {
    what: 'a withdrawal',
    proposed: 'withdraw',
    input: like('withdraw', {}),
    check: 'outcome-check',
    before: ['intake', 'admission'],
  },
];

describe('The second pair of eyes', () => {
  for (const { what, proposed, input, check, before } of proposals) {
    it(`looks at ${what} only when nobody behind it is behind the proposal, nor by delegation`, () => {
      let refused = 0;
      for (const proposer of capacities) {
        const play = new Play();
        play.programme = programmeWith(standardSteps, {
          secondPair: { admission: 'when-it-says-no', outcome: 'always' },
        });
        for (const step of before) play.perform(step);
        play.take(play.decided(play.command(proposed, { input, actor: { ...director, ...proposer } })));
        assert.ok(play.open.includes(check), `${proposed} waits for ${check}`);
        for (const other of capacities) {
          const command = play.command(check, { actor: { ...director, ...other } });
          if (behind(other).some((one) => behind(proposer).includes(one))) {
            assert.equal(play.refusedCommand(command).code, 'forbidden', JSON.stringify([proposer, other]));
            refused += 1;
          } else play.decided(command);
        }
      }
      assert.equal(refused, capacities.length ** 2 - pairsApart);
    });
  }

  it('knows who proposed a decision before delegations were, when only one person was kept', () => {
    const play = new Play();
    play.perform('intake');
    play.perform('admission', proposals[0]!.input);
    const { onBehalfOf, ...kept } = play.state.facts['admissionProposal'] as Record<string, Json>;
    assert.equal(onBehalfOf, undefined, 'who acts for themselves is kept as before');
    play.state = { ...play.state, facts: { ...play.state.facts, admissionProposal: { ...kept, by: 'anna' } } };
    const by = (more: Capacity) => play.command('admission-check', { actor: { ...director, ...more } });
    assert.equal(play.refusedCommand(by({ subject: 'anna' })).code, 'forbidden');
    assert.equal(play.refusedCommand(by({ subject: 'bram', onBehalfOf: 'anna' })).code, 'forbidden');
    play.decided(by({ subject: 'bram' }));
  });

  it('is the same rule in the policy, for all that is approved there', () => {
    const administrator: Actor = { ...actor('municipality:administrator') };
    for (const proposer of capacities) {
      for (const other of capacities) {
        const resource = {
          type: 'erasure' as const,
          properties: { municipality: 'utrecht', askedBy: behind(proposer) },
        };
        const request = accessRequest({ ...administrator, ...other }, 'erasure:approve', resource, {
          time: '2026-11-02T09:30:00.000Z',
          partners: null,
        });
        const { reason } = decideAccess(request).context;
        const shared = behind(other).some((one) => behind(proposer).includes(one));
        // In person only: who acts for another approves no erasure at all.
        const expected = shared ? 'own-request' : 'onBehalfOf' in other ? 'role' : 'allowed';
        assert.equal(reason, expected, JSON.stringify([proposer, other]));
      }
    }
  });

  for (const { what, proposed, input, check, before } of proposals) {
    it(`sees of ${what} all that was filled in and by whom; who proposed it is offered nothing, and cannot take it up`, () => {
      const play = new Play();
      play.programme = programmeWith(standardSteps, {
        secondPair: { admission: 'when-it-says-no', outcome: 'always' },
      });
      for (const step of before) play.perform(step);
      play.take(play.decided(play.command(proposed, { input, actor: { ...director, subject: 'anna' } })));
      const at = play.instant;
      const seenBy = (who: Capacity) =>
        availableCommands(play.programme, play.state, { ...director, ...who }, at).find(({ name }) => name === check)!;
      const { decidesOn, possible } = seenBy({ subject: 'bram' });
      assert.ok(possible);
      const given = Object.fromEntries(Object.entries(input as object).filter(([, value]) => value !== undefined));
      assert.deepEqual(
        decidesOn.map((one) => [one.name, one.by, one.at, one.input]),
        [[proposed, 'anna', at, given]],
      );
      assert.deepEqual(decidesOn[0]!.fields.map(({ field }) => field).toSorted(), Object.keys(given).toSorted());
      for (const who of [
        { subject: 'anna' },
        { subject: 'chris', onBehalfOf: 'anna' },
        { subject: 'anna', onBehalfOf: 'chris' },
      ]) {
        assert.deepEqual(
          [seenBy(who).possible, seenBy(who).because?.nl.startsWith('Dit doet iemand anders')],
          [false, true],
        );
        const claim = play.command('claim', { input: { step: check }, actor: { ...director, ...who } });
        assert.equal(play.refusedCommand(claim).code, 'forbidden');
      }
    });
  }
});

const director = actor('municipality:case-director');
/** Ordered pairs of capacities that have no person in common: two by themselves, or one by themselves and a pair of others. */
const pairsApart = 3 * 2 + 2 * (3 * 2);
