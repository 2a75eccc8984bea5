import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InFlight } from '../../src/load/inFlight.js';

describe('Work in flight', () => {
  it('never exceeds the bound, whatever comes and goes, and past it one is told to come back after whole seconds', () => {
    const step = fc.record({ enters: fc.boolean(), size: fc.integer({ min: 1, max: 5 }), ms: fc.nat(3_000) });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 12 }), fc.array(step, { maxLength: 200 }), (most, steps) => {
        let now = 0;
        const work = new InFlight(most, () => now);
        const under: { size: number; end: () => void }[] = [];
        const taken = () => under.reduce((sum, { size }) => sum + size, 0);
        for (const { enters, size, ms } of steps) {
          now += ms;
          if (!enters) {
            const ended = under.shift();
            ended?.end();
            // Said twice, it counts once.
            ended?.end();
            continue;
          }
          const let_in = work.enter(size);
          if (typeof let_in === 'number') {
            assert.ok(taken() + size > most, 'one was sent away though there was room');
            assert.ok(Number.isInteger(let_in) && let_in >= 1 && let_in <= 20, String(let_in));
          } else under.push({ size, end: let_in });
          assert.ok(taken() <= most);
        }
      }),
    );
  });

  it('sends those away for whom there is no room so that they come back as fast as there will be, and not all at once', () => {
    let now = 0;
    const work = new InFlight(10, () => now);
    // Each takes a second, so ten a second can be done.
    for (let round = 0; round < 60; round += 1) {
      const ends = Array.from({ length: 10 }, () => work.enter());
      now += 1_000;
      for (const end of ends) if (typeof end === 'function') end();
    }
    for (let i = 0; i < 10; i += 1) work.enter();
    const told = Array.from({ length: 100 }, () => work.enter() as number);
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    );
    const inOneSecond = Math.max(...told.map((second) => told.filter((other) => other === second).length));
    assert.ok(inOneSecond <= 16, `${inOneSecond} come back in the same second, though 10 can be done`);
    now += 60_000;
    assert.equal(work.enter(), 1, 'of those who did not come back nothing stays');
  });
});
