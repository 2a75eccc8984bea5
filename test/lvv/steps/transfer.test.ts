import { isStopped } from '../../../src/trajectory/terms/clock.js';
import assert from 'node:assert/strict';
import { decide } from '../../../src/trajectory/deciding/decide.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { accessRequest, decideAccess } from '../../../src/trajectory/replayed/policy.js';
import { agencies } from '../../../src/lvv/agencies.js';
import type { TrajectoryState } from '../../../src/trajectory/replayed/state.js';
import { partsOf } from '../../../src/trajectory/replayed/transfer.js';
import { actor, Play } from '../../support/play.js';

const there = actor('municipality:case-director', 'groningen');
const elsewhere = actor('municipality:case-director', 'eindhoven');

const mayKnow = (who: typeof there, state: TrajectoryState) => {
  const context = { time: state.updatedAt, partners: agencies };
  const resource = { type: 'trajectory', properties: partsOf(state) } as const;
  return decideAccess(accessRequest(who, 'trajectory:read', resource, context)).decision;
};

function admitted(): Play {
  const play = new Play();
  play.programme = { ...play.programme, municipalities: ['utrecht', 'groningen', 'eindhoven'] };
  play.perform('intake');
  play.perform('admission');
  return play;
}
const by = (play: Play, who: typeof there, name: string) =>
  play.take(decide(play.programme, play.state, play.command(name, { actor: who }), play.instant));
function refusedBy(play: Play, who: typeof there, name: string) {
  try {
    by(play, who, name);
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    throw error;
  }
  throw new Error(`${name} was accepted`);
}

describe('A transfer to another municipality', () => {
  it('is offered and accepted: then it is theirs, with every open step and term as it was', () => {
    const play = admitted();
    const { openSteps } = play.state;
    const offered = play.perform('offer-transfer').events.at(-1);
    assert.deepEqual(
      [offered?.type, offered?.tells, offered?.tellsIn],
      ['transfer-offered', ['municipality'], 'groningen'],
    );
    assert.equal(play.state.municipality, 'utrecht');
    const moved = by(play, there, 'accept-transfer').events.at(-1);
    assert.deepEqual(
      [moved?.type, moved?.tells, moved?.tellsIn],
      ['trajectory-transferred', ['municipality'], 'utrecht'],
    );
    assert.equal(play.state.municipality, 'groningen');
    assert.equal(play.state.facts['transferredFrom'], 'utrecht');
    assert.deepEqual(play.state.openSteps, openSteps);
    assert.ok(!mayKnow(actor('municipality:case-director'), play.state), 'who let go no longer sees it');
    assert.ok(mayKnow(there, play.state));
  });

  it('gives a part to the agencies there for which a step waits, and to no other that had one before', () => {
    const play = admitted();
    play.perform('share', { with: 'avim', reason: 'A test.' });
    assert.ok(play.state.parties.includes('avim'));
    play.perform('offer-transfer');
    by(play, there, 'accept-transfer');
    assert.deepEqual(play.state.parties.toSorted(), ['dtv', 'ind', 'municipality', 'ngo']);
  });

  it('shows nothing of the trajectory before it is accepted, and lets the other do nothing but answer', () => {
    const play = admitted();
    play.perform('offer-transfer');
    assert.ok(!mayKnow(there, play.state));
    for (const name of ['legal-review', 'withdraw', 'revoke-transfer', 'flag']) {
      assert.equal(refusedBy(play, there, name).code, 'not-found', name);
    }
    for (const name of ['accept-transfer', 'refuse-transfer']) {
      assert.equal(refusedBy(play, elsewhere, name).code, 'not-found', name);
      assert.equal(play.refused(name).code, 'forbidden', 'who offers cannot answer');
    }
  });

  it('can be refused or revoked: it stays where it was, and can be offered again', () => {
    const play = admitted();
    const { openSteps, municipality, parties } = play.state;
    play.perform('offer-transfer');
    assert.match(play.refused('offer-transfer').detail, /Revoke that offer first/);
    assert.deepEqual(by(play, there, 'refuse-transfer').events[0]?.tells, ['municipality']);
    assert.equal(refusedBy(play, there, 'accept-transfer').code, 'not-found');
    play.perform('offer-transfer');
    play.perform('revoke-transfer');
    assert.equal(refusedBy(play, there, 'accept-transfer').code, 'not-found');
    assert.equal(play.refused('revoke-transfer').code, 'conflict');
    assert.deepEqual(
      [play.state.openSteps, play.state.municipality, play.state.parties],
      [openSteps, municipality, parties],
    );
  });

  it('to a municipality that is not there, or to oneself, is refused with those that are', () => {
    const play = admitted();
    const to = (name: string) => play.refused('offer-transfer', { to: name, reason: 'A test.' });
    assert.match(JSON.stringify(to('atlantis').errors), /Choose one of: groningen, eindhoven\./);
    assert.equal(to('utrecht').code, 'conflict');
  });

  it('keeps a suspension and a court hold as they were', () => {
    const play = admitted();
    play.perform('place-court-hold');
    play.perform('offer-transfer');
    by(play, there, 'accept-transfer');
    assert.ok(isStopped(play.state));
    by(play, there, 'lift-court-hold');
    by(play, there, 'withdraw');
    by(play, actor('municipality:coordinator', 'groningen'), 'outcome-check');
    assert.equal(play.state.status, 'closed');
  });
});
