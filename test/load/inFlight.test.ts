import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InFlight } from '../../src/load/inFlight.js';

describe('Work in flight', () => {
  it('never exceeds the bound, whatever comes and goes and whoever asks, and past it one is told to come back after whole seconds', () => {
    const step = fc.record({
      enters: fc.boolean(),
      caller: fc.constantFrom('a', 'b', 'c'),
      size: fc.integer({ min: 1, max: 5 }),
      ms: fc.nat(3_000),
    });
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 12 }), fc.array(step, { maxLength: 200 }), (most, steps) => {
        let now = 0;
        const work = new InFlight(most, () => now);
        const under: { caller: string; size: number; end: () => void }[] = [];
        const taken = (of?: string) =>
          under.reduce((sum, { caller, size }) => (of === undefined || caller === of ? sum + size : sum), 0);
        for (const { enters, caller, size, ms } of steps) {
          now += ms;
          if (!enters) {
            const ended = under.shift();
            ended?.end();
            // Said twice, it counts once.
            ended?.end();
            continue;
          }
          const entered = work.enter(caller, size);
          const hasRoom = taken() + size <= most && taken(caller) + size <= work.mostOfOne;
          assert.equal(typeof entered === 'function', hasRoom);
          if (typeof entered === 'function') under.push({ caller, size, end: entered });
          else assert.ok(Number.isInteger(entered) && entered >= 1 && entered <= 20, String(entered));
        }
      }),
    );
  });

  it('of one caller never takes all the room: another is let in at once, whatever the first one asks', () => {
    for (const most of [6, 8, 24, 64]) {
      const work = new InFlight(most, () => 0);
      for (let i = 0; i < 10 * most; i += 1) work.enter('greedy', 1 + (i % 8));
      assert.equal(typeof work.enter('another'), 'function', String(most));
    }
  });

  it('sends those away for whom there is no room so that they come back as fast as there will be, and not all at once', () => {
    let now = 0;
    const work = new InFlight(10, () => now);
    // Each takes a second, so ten a second can be done.
    for (let round = 0; round < 60; round += 1) {
      const ends = Array.from({ length: 10 }, (_one, i) => work.enter(`caller-${i}`));
      now += 1_000;
      for (const end of ends) if (typeof end === 'function') end();
    }
    for (let i = 0; i < 10; i += 1) work.enter(`caller-${i}`);
    const told = Array.from({ length: 100 }, (_one, i) => work.enter(`another-${i}`) as number);
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    );
    const inOneSecond = Math.max(...told.map((second) => told.filter((other) => other === second).length));
    assert.ok(inOneSecond <= 16, `${inOneSecond} come back in the same second, though 10 can be done`);
    now += 60_000;
    assert.equal(work.enter('late'), 1, 'of those who did not come back nothing stays');
  });
});
