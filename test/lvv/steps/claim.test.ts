import assert from 'node:assert/strict';
import { claimsOf, shownClaim } from '../../../src/trajectory/access/claims.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { availableCommands } from '../../../src/trajectory/reading/availableCommands.js';
import { actor, like, Play, pointers } from '../../support/play.js';

const legal = actor('ngo:legal');
const colleague = { ...legal, subject: 'colleague' };
const counsellor = { ...actor('ngo:counsellor'), subject: 'counsellor' };
const director = actor('municipality:case-director');
const reason = 'The lawyer is ill.';

/** Admitted, so that a step waits for the NGO and one for DT&V. */
function admitted(): Play {
  const play = new Play();
  for (const step of ['intake', 'admission']) play.perform(step);
  return play;
}

const act = (play: Play, name: 'claim' | 'release', by = legal, input: Json = { step: 'legal-review' }) =>
  play.take(play.decided(play.command(name, { actor: by, input })));
const refusal = (play: Play, name: 'claim' | 'release', by = legal, input: Json = { step: 'legal-review' }) =>
  play.refusedCommand(play.command(name, { actor: by, input }));

describe('An open step that is taken up', () => {
  it('says by whom and since when, tells nobody, and keeps nobody from performing it', () => {
    const play = admitted();
    const { events } = act(play, 'claim');
    assert.deepEqual(
      events.map(({ type, tells = [] }) => [type, tells]),
      [['claim', []]],
    );
    const claim = claimsOf(play.state)['legal-review']!;
    assert.deepEqual([claim.by, claim.agency, claim.at], [legal.subject, 'ngo', play.instant]);
    play.take(play.decided(play.command('legal-review', { actor: { ...legal, subject: 'another' } })));
    assert.ok(!play.open.includes('legal-review'));
  });

  it('is taken up by one: a second is told since when; by whom is shown to colleagues alone', () => {
    const play = admitted();
    act(play, 'claim');
    const since = play.instant;
    const toColleague = refusal(play, 'claim', colleague);
    assert.deepEqual([toColleague.code, toColleague.because], ['conflict', 'taken-up-by-colleague']);
    const toOther = refusal(play, 'claim', director);
    assert.ok(toOther.detail.includes('2 November 2026'));
    // Names are for the screen of colleagues; a refusal says to nobody who it was.
    for (const one of [toColleague, toOther]) assert.ok(!JSON.stringify(one).includes(legal.subject));
    const claim = claimsOf(play.state)['legal-review']!;
    assert.deepEqual(shownClaim(claim, counsellor), { mine: false, by: legal.subject, at: since });
    assert.deepEqual(shownClaim(claim, legal), { mine: true, by: legal.subject, at: since });
    assert.deepEqual(shownClaim(claim, actor('dtv:liaison')), { mine: false, by: null, at: since });
  });

  it('is taken up by someone who may perform it: directing is not enough, nor is being of its agency', () => {
    const play = admitted();
    for (const role of ['dtv:departure-officer', 'municipality:intake-officer', 'municipality:coordinator'])
      assert.equal(refusal(play, 'claim', actor(role), { step: 'legal-review', reason }).code, 'forbidden', role);
    assert.match(refusal(play, 'claim', counsellor).detail, /Only a person who may perform the step “Legal review”/);
    const dossier = { step: 'dossier-ind', reason };
    const undecided = new Play();
    undecided.perform('intake');
    assert.equal(refusal(undecided, 'claim', actor('municipality:coordinator'), dossier).code, 'forbidden');
    assert.deepEqual(
      availableCommands(
        undecided.programme,
        undecided.state,
        actor('municipality:coordinator'),
        undecided.instant,
      ).find(({ name }) => name === 'claim')?.about,
      [],
    );
  });

  it('waits for another agency: then taking it up asks for a reason, tells that agency, and it can take it back', () => {
    const play = admitted();
    assert.deepEqual(pointers(refusal(play, 'claim', director)), ['/reason']);
    const input = { step: 'legal-review', reason };
    assert.deepEqual(act(play, 'claim', director, input).events[0]?.tells, ['ngo']);
    assert.equal(claimsOf(play.state)['legal-review']?.agency, 'municipality');
    assert.equal(refusal(play, 'claim', legal).code, 'conflict');
    const back = act(play, 'claim', legal, { ...input, reason: 'We have someone again.' });
    assert.deepEqual(back.events[0]?.tells, ['municipality', 'ngo']);
    assert.equal(claimsOf(play.state)['legal-review']?.by, legal.subject);
  });

  it('is taken over from a colleague with a reason, of which their agency is told', () => {
    const play = admitted();
    act(play, 'claim');
    const { events } = act(play, 'claim', colleague, { step: 'legal-review', reason });
    assert.deepEqual([events[0]?.tells, events[0]?.reason], [['ngo'], { typed: reason }]);
    assert.equal(claimsOf(play.state)['legal-review']?.by, 'colleague');
    assert.equal(refusal(play, 'claim', colleague, { step: 'legal-review', reason }).code, 'conflict');
  });

  it('is put back by who took it up, and by who directs with a reason', () => {
    const play = admitted();
    assert.equal(refusal(play, 'release').code, 'conflict');
    act(play, 'claim');
    assert.equal(refusal(play, 'release', counsellor).code, 'forbidden');
    assert.deepEqual(pointers(refusal(play, 'release', director)), ['/reason']);
    const put = act(play, 'release', director, { step: 'legal-review', reason: 'On leave until March.' });
    assert.deepEqual(put.events[0]?.tells, ['ngo']);
    assert.deepEqual(claimsOf(play.state), {});
    assert.equal(play.state.facts['claims'], undefined);
    act(play, 'claim', colleague);
    act(play, 'release', colleague);
    assert.equal(play.state.facts['claims'], undefined);
  });

  it('is free again in another round, with another agency and in another municipality', () => {
    const play = admitted();
    act(play, 'claim');
    play.now += 60_000;
    play.perform('legal-review');
    play.perform('plan-step', like('plan-step', { step: 'legal-review' }));
    assert.deepEqual(claimsOf(play.state), {});
    const counselling = { step: 'return-counselling' };
    act(play, 'claim', actor('dtv:departure-officer'), counselling);
    play.perform('reassign', like('reassign', { ...counselling, to: 'ngo' }));
    assert.deepEqual(claimsOf(play.state), {});
    act(play, 'claim', counsellor, counselling);
    play.perform('offer-transfer');
    play.take(
      play.decided(play.command('accept-transfer', { actor: actor('municipality:case-director', 'groningen') })),
    );
    assert.equal(play.state.facts['claims'], undefined);
  });

  it('of which an agency may not know is not there for it, and is offered to nobody of it', () => {
    const play = admitted();
    play.perform('raise-blocker', like('raise-blocker', { blocker: 'medical', owner: 'ngo' }));
    const input = { step: 'medical' };
    assert.match(refusal(play, 'claim', actor('dtv:liaison'), input).detail, /“Health” is not open here/);
    act(play, 'claim', counsellor, input);
    const claimable = (agencyRole: string) =>
      availableCommands(play.programme, play.state, actor(agencyRole), play.instant).find(
        ({ name }) => name === 'claim',
      )?.about;
    assert.deepEqual(claimable('ngo:legal'), ['legal-review', 'medical']);
    assert.deepEqual(claimable('dtv:liaison'), ['dossier-dtv']);
  });
});
