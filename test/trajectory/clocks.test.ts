import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { decideActivity } from '../../activities/decide.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { programmeOf, talkLike, Trajectory } from '../support/changing.js';

describe('A worker whose clock differs from Temporal’s', () => {
  const trajectory = new Trajectory();
  const alarms: string[] = [];
  const decided = (own: string, temporalTime: string) =>
    decideActivity(
      programmesOf([programmeOf(talkLike())]),
      () => own,
      undefined,
      (line) => alarms.push(line),
    )({ state: trajectory.state, command: { kind: 'tick', commandId: 'c' }, temporalTime });

  it('decides nothing when it is a year ahead or behind, and the log says on which machine that is', async () => {
    for (const own of ['2027-11-02T10:00:00.000Z', '2025-11-02T10:00:00.000Z']) {
      const decision = await decided(own, '2026-11-02T10:00:00.000Z');
      assert.ok('refused' in decision);
      assert.equal(decision.refused.code, 'clock-differs');
      assert.ok(!JSON.stringify(decision).includes(hostname()));
      assert.ok(alarms.at(-1)?.includes(hostname()));
      assert.equal(decision.refused.extra?.['own'], own);
    }
  });

  it('decides when it differs by less than minutes', async () => {
    for (const temporal of ['2026-11-02T10:04:00.000Z', '2026-11-02T09:56:00.000Z']) {
      assert.ok('batch' in (await decided('2026-11-02T10:00:00.000Z', temporal)));
    }
  });
});
