import assert from 'node:assert/strict';
import { after, definition, pointers } from '../../support/play.js';

const reason = 'The letter was read wrongly.';

describe('What is asked of a correction', () => {
  it('is that something is otherwise, also after the entry was corrected before', () => {
    const play = after('intake');
    const sequence = play.batches.at(-1)!.from;
    play.now = Date.parse('2026-12-01T10:00:00Z');
    const asked = (heldOn: string) => ({ sequence, changes: { heldOn }, reason });
    assert.deepEqual(pointers(play.refused('correct', asked('2026-11-02'))), ['/changes']);
    play.perform('correct', asked('2026-11-03'));
    assert.deepEqual(pointers(play.refused('correct', asked('2026-11-03'))), ['/changes']);
    play.perform('correct', asked('2026-11-02'));
  });

  it('is no more fields than an entry can have, since each that is not there would be answered with an error', () => {
    const changes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i}`, 1]));
    const fits = (count: number) =>
      definition('correct').input.safeParse({ sequence: 1, changes: changes(count), reason }).success;
    assert.deepEqual([fits(50), fits(51)], [true, false]);
  });
});
