import assert from 'node:assert/strict';
import type { Effect, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, type OpenStep, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { frozen } from '../support/play.js';

const at = '2026-11-02T09:30:00.000Z';
const header = { from: 1, commandId: 'c', bodyHash: 'h', at, actor: null };
const evolved = (events: TrajectoryEvent[], from: TrajectoryState = nothingYet) =>
  evolve(frozen(from), frozen({ ...header, events }));
const after = (effects: Effect[], from?: TrajectoryState) =>
  evolved(
    effects.map((effect) => ({ type: 'any', effect })),
    from,
  );
const open = (step: string, more: Partial<OpenStep> = {}): OpenStep => ({
  step,
  responsible: 'ngo',
  openedAt: at,
  targetDate: null,
  fatalDate: null,
  overdue: false,
  wakeUps: [
    { at: '2026-11-03T06:00:00.000Z', kind: 'reminder' },
    { at: '2026-11-04T23:00:00.000Z', kind: 'overdue' },
  ],
  ...more,
});

describe('An effect', () => {
  it('that opens a trajectory says for whom, and since when', () => {
    const opened = { id: 'p.1', personRef: 'p', episode: 1, municipality: 'utrecht' };
    assert.deepEqual(after([{ opened }]), { ...nothingYet, ...opened, version: 1, openedAt: at, updatedAt: at });
  });

  it('that opens a step which is open already replaces it, so that a step is never open twice', () => {
    const state = after([{ open: open('a') }, { open: open('b') }, { open: open('a', { targetDate: '2027-01-01' }) }]);
    assert.deepEqual(
      state.openSteps.map(({ step, targetDate }) => [step, targetDate]),
      [
        ['b', null],
        ['a', '2027-01-01'],
      ],
    );
  });

  it('that closes a step which is not open changes nothing', () => {
    assert.deepEqual(after([{ close: 'b' }], after([{ open: open('a') }])).openSteps, [open('a')]);
  });

  it('that closes the trajectory closes every open step with it, named or not', () => {
    const state = after([{ open: open('a') }, { open: open('b') }, { outcome: 'MOB' }, { closed: true }]);
    const { status, outcome, closedAt, openSteps } = state;
    assert.deepEqual(
      { status, outcome, closedAt, openSteps },
      { status: 'closed', outcome: 'MOB', closedAt: at, openSteps: [] },
    );
  });

  it('that sets facts overwrites the keys that it names; null removes one, false and 0 do not', () => {
    const state = after([{ facts: { a: 1, b: [2], c: true } }, { facts: { a: 0, b: null, c: false, gone: null } }]);
    assert.deepEqual(state.facts, { a: 0, c: false });
  });

  it('that takes the direction back leaves none', () => {
    assert.equal(after([{ direction: 'RETURN' }, { direction: null }]).direction, null);
    assert.equal(after([{ direction: 'RETURN' }, {}]).direction, 'RETURN');
  });

  it('that deals with a moment takes that one away, and marks as overdue only when it says so', () => {
    const [reminder, overdue] = open('a').wakeUps;
    const opened = after([{ open: open('a') }, { open: open('b') }]);
    const reminded = after([{ woke: { step: 'a', ...reminder! } }], opened);
    assert.deepEqual(reminded.openSteps, [open('a', { wakeUps: [overdue!] }), open('b')]);
    const late = after([{ woke: { step: 'a', ...overdue! } }], reminded);
    assert.deepEqual(late.openSteps, [open('a', { wakeUps: [], overdue: true }), open('b')]);
    assert.deepEqual(
      after([{ woke: { step: 'a', at: reminder!.at, kind: 'escalation' } }], opened).openSteps,
      opened.openSteps,
    );
  });

  it('counts how often a step was done, and when last', () => {
    const once = after([{ done: 'a' }, { done: 'b' }]);
    const later = evolve(once, {
      ...header,
      at: '2027-01-01T00:00:00.000Z',
      events: [{ type: 'x', effect: { done: 'a' } }],
    });
    assert.deepEqual(later.done, { a: { times: 2, lastAt: '2027-01-01T00:00:00.000Z' }, b: { times: 1, lastAt: at } });
  });
});

describe('An event', () => {
  it('without an effect, or with one that this code does not know, still counts', () => {
    const unknown = { type: 'later', effect: { invented: 'tomorrow' } as Effect };
    assert.deepEqual(evolved([{ type: 'note' }, unknown]), { ...nothingYet, version: 2, updatedAt: at });
  });

  it('makes whom it tells and who acts a party of the trajectory, once', () => {
    const actor = { subject: 's', agency: 'ind' as const, municipality: null, roles: [] };
    const events: TrajectoryEvent[] = [
      { type: 'a', tells: ['dtv', 'dtv', 'ngo'] },
      { type: 'b', tells: ['ngo'] },
    ];
    assert.deepEqual(evolve(nothingYet, { ...header, actor, events }).parties, ['dtv', 'ngo', 'ind']);
  });
});
