import assert from 'node:assert/strict';
import fc from 'fast-check';
import { standardMessages } from '../../../src/lvv/index.js';
import { joinedDuplicates } from '../../../src/lvv/handover/duplicates.js';
import { links } from '../../../src/lvv/handover/link.js';
import { decide } from '../../../src/trajectory/deciding/decide.js';
import type { Ask } from '../../../src/trajectory/replayed/events.js';
import { knownNumber, numberAtReferral } from '../../../src/trajectory/terms/numbers.js';
import type { OtherTrajectory } from '../../../src/trajectory/definitions/others.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { told, type Told } from '../../support/wording.js';
import type { Actor, Json } from '../../../src/trajectory/replayed/state.js';
import { actor, like, Play } from '../../support/play.js';

/** As the API makes it of a V-number. */
const number = 'n'.repeat(26);
const by = (subject: string, city = 'utrecht'): Actor => ({ ...actor('municipality:case-director', city), subject });
const why = { reason: 'One person, two desks.' };

/** Several trajectories, and what they tell each other, which arrives when it is delivered. */
class Several {
  readonly plays: Play[];
  private waiting: { ask: Ask; id: string }[] = [];

  constructor(count: number) {
    this.plays = Array.from({ length: count }, (_, i) => new Play(`person${i}`));
  }

  id = (i: number) => this.plays[i]!.state.id;

  /** Gives a command, deciding by the others as they are now. @returns the refusal, or null */
  give(i: number, name: string, input: Json, who: Actor): Told | null {
    const play = this.plays[i]!;
    try {
      const command = play.command(name, { input, actor: who });
      const batch = play.take(decide(play.programme, play.state, command, play.instant, this.othersOf(i)));
      for (const ask of batch.events.flatMap(({ asks = [] }) => asks)) {
        this.waiting.push({ ask, id: `${play.state.id}/${batch.from}/${this.waiting.length}` });
      }
      return null;
    } catch (error) {
      if (error instanceof Refusal) return told(error.refused);
      throw error;
    }
  }

  /** Brings one thing that was said to the trajectory in which the work goes on. */
  deliver(at = 0): void {
    const [said] = this.waiting.splice(at % Math.max(1, this.waiting.length), 1);
    if (!said) return;
    let to = this.plays.find(({ state }) => state.id === said.ask.trajectoryId);
    while (to?.state.status === 'closed') {
      const next = to.state.facts['continuesIn'];
      to = this.plays.find(({ state }) => state.id === next);
    }
    if (!to) return;
    const command = {
      kind: 'message' as const,
      ...said.ask,
      trajectoryId: to.state.id,
      commandId: said.id,
      bodyHash: '',
    };
    const batch = to.take(decide(to.programme, to.state, command, to.instant));
    assert.equal(batch.actor, null);
    for (const ask of batch.events.flatMap(({ asks = [] }) => asks)) this.waiting.push({ ask, id: `${said.id}+` });
  }

  deliverAll(): void {
    while (this.waiting.length > 0) this.deliver();
  }

  propose = (from: number, to: number, who = by('anna')) =>
    this.give(from, 'close-as-duplicate', { continuesIn: this.id(to), ...why }, who);
  look = (i: number, verdict: string, who = by('bram')) => this.give(i, 'duplicate-check', { verdict, ...why }, who);
  isOpen = (i: number) => this.plays[i]!.state.status === 'open';
  known = (i: number) => knownNumber.of(this.plays[i]!.state.facts) ?? null;

  private othersOf(i: number): OtherTrajectory[] {
    const own = this.plays[i]!.state;
    return this.plays
      .filter(({ state }) => state.id !== own.id)
      .map(({ state }) => ({ state, samePerson: state.status === 'open' }));
  }
}

const numbered = (play: Play) =>
  (play.state = { ...play.state, facts: { ...play.state.facts, ...knownNumber.set(number) } });
const inCity = (play: Play, city: string) => {
  play.state = { ...play.state, municipality: city };
  play.programme = { ...play.programme, municipality: city, id: `${city}-test` };
};

describe('Closing a trajectory as a duplicate', () => {
  it('closes it when a second person has looked, and never by the one who proposed it', () => {
    const two = new Several(2);
    assert.equal(two.propose(0, 1), null);
    two.deliverAll();
    assert.ok(two.isOpen(0));
    assert.equal(two.look(0, 'confirmed', by('anna'))?.code, 'forbidden');
    assert.equal(two.look(0, 'confirmed'), null);
    assert.deepEqual([two.isOpen(0), two.isOpen(1)], [false, true]);
    assert.equal(two.plays[0]!.state.outcome, 'DUPLICATE');
  });

  it('is refused for itself, what is not there, what is closed, and what is in another municipality, in the same words', () => {
    const three = new Several(3);
    inCity(three.plays[2]!, 'amsterdam');
    assert.equal(three.propose(0, 0)?.code, 'conflict');
    const elsewhere = three.propose(0, 2);
    const nowhere = three.give(0, 'close-as-duplicate', { continuesIn: 'zzzz.1', ...why }, by('anna'));
    assert.deepEqual(
      JSON.stringify(elsewhere).replaceAll(three.id(2), 'ID'),
      JSON.stringify(nowhere).replaceAll('zzzz.1', 'ID'),
    );
    assert.equal(elsewhere?.code, 'invalid-input');
    three.plays[1]!.perform('withdraw');
    assert.match(three.propose(0, 1)?.detail ?? '', /has ended/);
  });

  it('looks at the other one again when it is confirmed: one that has closed meanwhile is refused', () => {
    const two = new Several(2);
    two.propose(0, 1);
    two.deliverAll();
    two.plays[1]!.perform('withdraw');
    assert.match(two.look(0, 'confirmed')?.detail ?? '', /has ended/);
    assert.equal(two.look(0, 'sent-back'), null);
    assert.ok(two.isOpen(0));
  });

  it('leaves one person one open trajectory, whoever proposes what at the same moment and in whatever order it arrives', () => {
    const doing = fc.record({
      what: fc.constantFrom(
        'propose',
        'propose',
        'confirm',
        'confirm',
        'back',
        'revoke',
        'reopen',
        'deliver',
        'deliver',
      ),
      at: fc.nat(2),
      to: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (doings) => {
        const three = new Several(3);
        for (const { what, at, to } of doings) {
          if (what === 'propose') three.propose(at, to);
          if (what === 'confirm') three.look(at, 'confirmed');
          if (what === 'back') three.look(at, 'sent-back');
          if (what === 'revoke') three.give(at, 'revoke-duplicate', why, by('anna'));
          if (what === 'reopen') three.give(at, 'reopen', { ground: 'outcome-was-wrong', ...why }, by('anna'));
          if (what === 'deliver') three.deliver(at);
          assert.ok([0, 1, 2].some(three.isOpen), 'someone has no open trajectory any more');
          for (const start of [0, 1, 2]) mustEndOpen(three, start);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lets exactly one of two that are proposed into each other at the same moment close', () => {
    for (const order of [0, 1]) {
      const two = new Several(2);
      assert.deepEqual([two.propose(0, 1), two.propose(1, 0)].filter((one) => one === null).length, 1);
      two.deliver(order);
      two.deliverAll();
      const closed = [two.look(0, 'confirmed'), two.look(1, 'confirmed')].filter((one) => one === null);
      assert.equal(closed.length, 1);
    }
  });

  it('loses no outcome that waits for its second look, and none that is registered', () => {
    const two = new Several(2);
    two.plays[0]!.perform('intake');
    two.plays[0]!.perform('admission');
    const missing = like('outcome-registration', {
      outcome: 'MOB',
      evidenceKind: 'last-contact-report',
      evidence: 'MOB-2026-1',
    });
    two.plays[0]!.perform('outcome-registration', missing);
    assert.match(two.propose(0, 1)?.detail ?? '', /First perform “Second look at the outcome”/);
  });

  it('takes the number along, and gives it back when it is reopened, also past another duplicate', () => {
    const three = new Several(3);
    numbered(three.plays[0]!);
    three.propose(0, 1);
    three.deliverAll();
    assert.equal(three.known(1), null);
    three.look(0, 'confirmed');
    three.deliverAll();
    assert.equal(three.known(1), number);
    three.propose(1, 2);
    three.deliverAll();
    three.look(1, 'confirmed');
    three.deliverAll();
    assert.equal(three.known(2), number);
    three.give(0, 'reopen', { ground: 'outcome-was-wrong', ...why }, by('anna'));
    three.deliverAll();
    assert.deepEqual([three.known(0), three.known(2)], [number, null]);
  });

  it('takes the number of a referral along, which is in the reference of the person alone', () => {
    const two = new Several(2);
    const { state } = two.plays[0]!;
    two.plays[0]!.state = { ...state, facts: { ...state.facts, ...numberAtReferral.set(true) } };
    two.propose(0, 1);
    two.deliverAll();
    two.look(0, 'confirmed');
    two.deliverAll();
    assert.equal(two.known(1), 'person0');
  });

  it('is refused while the two have different numbers, or a number waits for its second look', () => {
    const two = new Several(2);
    numbered(two.plays[0]!);
    const add = { vNumber: '2'.repeat(26), reason: 'Found.' };
    assert.equal(two.give(1, 'add-v-number', add, by('anna')), null);
    assert.match(two.propose(0, 1)?.detail ?? '', /different V-numbers/);
    assert.match(two.propose(1, 0)?.detail ?? '', /waits for a check/);
  });
});

/** Whoever follows where the work goes on comes to something that is open, and never round. */
function mustEndOpen(three: Several, start: number): void {
  const seen = new Set<string>();
  let at: Play | undefined = three.plays[start];
  while (at?.state.status === 'closed') {
    assert.ok(!seen.has(at.state.id), 'the duplicates go round');
    seen.add(at.state.id);
    const next = at.state.facts['continuesIn'];
    at = three.plays.find(({ state }) => state.id === next);
  }
  assert.ok(at, 'the work goes on somewhere');
}

describe('Two municipalities with a trajectory of the same person', () => {
  const cities = () => {
    const two = new Several(2);
    inCity(two.plays[1]!, 'amsterdam');
    return two;
  };
  const offer = (two: Several) => two.give(0, 'offer-duplicate', why, by('anna'));
  const answer = (two: Several, name: string, who = by('carla', 'amsterdam')) => two.give(0, name, why, who);

  it('settle it by an offer that the other one accepts, which is the second pair of eyes', () => {
    const two = cities();
    numbered(two.plays[0]!);
    assert.equal(offer(two), null);
    const toldElsewhere = two.plays[0]!.events.filter(({ tellsIn }) => tellsIn === 'amsterdam');
    assert.deepEqual(
      toldElsewhere.map(({ type }) => type),
      ['duplicate-offered'],
    );
    two.deliverAll();
    assert.ok(two.isOpen(0));
    assert.equal(answer(two, 'accept-duplicate', by('bram'))?.code, 'forbidden');
    assert.equal(answer(two, 'accept-transfer')?.code, 'conflict');
    assert.equal(answer(two, 'accept-duplicate'), null);
    two.deliverAll();
    assert.deepEqual([two.isOpen(0), two.isOpen(1), two.known(1)], [false, true, number]);
  });

  it('both go on when it is refused or revoked, and then it can be offered again', () => {
    const two = cities();
    for (const end of [() => answer(two, 'refuse-duplicate'), () => two.give(0, 'revoke-duplicate', why, by('anna'))]) {
      assert.equal(offer(two), null);
      two.deliverAll();
      assert.equal(end(), null);
      two.deliverAll();
      assert.equal(joinedDuplicates.of(two.plays[1]!.state.facts)?.[two.id(0)]?.status, 'none');
    }
    assert.ok(two.isOpen(0) && two.isOpen(1));
  });

  it('and neither is named to the other in anything that is filled in or written on the timeline', () => {
    const two = cities();
    offer(two);
    two.deliverAll();
    answer(two, 'accept-duplicate');
    two.deliverAll();
    for (const [own, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const shown = two.plays[own]!.events.map(({ type, data, reason }) => ({ type, data, reason }));
      assert.ok(!JSON.stringify(shown).includes(two.id(other)));
    }
  });
});

describe('A link with a relative', () => {
  const link = (two: Several, other: string) =>
    two.give(0, 'link-trajectory', { other, kind: 'relative', ...why }, by('anna'));
  const linked = (two: Several, i: number) => Object.keys(links.of(two.plays[i]!.state.facts) ?? {});

  it('is at both, and goes from both', () => {
    const two = new Several(2);
    assert.equal(link(two, two.id(1)), null);
    two.deliverAll();
    assert.deepEqual([linked(two, 0), linked(two, 1)], [[two.id(1)], [two.id(0)]]);
    two.give(1, 'unlink-trajectory', { other: two.id(0), ...why }, by('bram'));
    two.deliverAll();
    assert.deepEqual([linked(two, 0), linked(two, 1)], [[], []]);
  });

  it('is as it was left last, when what was said of it arrives the other way round', () => {
    const two = new Several(2);
    link(two, two.id(1));
    two.give(0, 'unlink-trajectory', { other: two.id(1), ...why }, by('anna'));
    two.deliver(1);
    two.deliverAll();
    assert.deepEqual([linked(two, 0), linked(two, 1)], [[], []]);
    link(two, two.id(1));
    two.deliverAll();
    assert.deepEqual([linked(two, 0), linked(two, 1)], [[two.id(1)], [two.id(0)]]);
  });

  it('is refused for itself, what is not there and what is in another municipality', () => {
    const two = new Several(2);
    inCity(two.plays[1]!, 'amsterdam');
    assert.equal(link(two, two.id(0))?.code, 'conflict');
    assert.equal(link(two, two.id(1))?.code, 'invalid-input');
    assert.equal(link(two, 'zzzz.1')?.code, 'invalid-input');
  });

  it('is known only to agencies that take part in both', () => {
    const two = new Several(2);
    two.plays[0]!.perform('share', like('share', { with: 'ngo' }));
    link(two, two.id(1));
    assert.deepEqual(links.of(two.plays[0]!.state.facts)?.[two.id(1)]?.knownTo, ['municipality']);
    const both = new Several(2);
    for (const play of both.plays) play.perform('share', like('share', { with: 'ngo' }));
    link(both, both.id(1));
    assert.deepEqual(links.of(both.plays[0]!.state.facts)?.[both.id(1)]?.knownTo, ['municipality', 'ngo']);
  });
});

describe('What trajectories tell each other', () => {
  it('refuses nothing and is known to no agency beside the municipality, but what says so itself', () => {
    for (const { name, knownTo } of standardMessages) {
      assert.deepEqual(knownTo({ from: 'x.1', version: 1, knownTo: [] }), ['municipality'], name);
    }
  });
});
