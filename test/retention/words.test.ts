import assert from 'node:assert/strict';
import { holdBody, proposalBody, rejectionBody } from '../../src/api/retention/retentionSchemas.js';

describe('Why something is held or erased', () => {
  it('is said in at least three characters that can be seen', () => {
    const fits = (words: string) => [
      holdBody.safeParse({ reason: words, reference: 'AWB 26/1234' }).success,
      proposalBody.safeParse({ trajectoryIds: ['a.1'], motivation: words, reference: 'SL 2020' }).success,
      rejectionBody.safeParse({ reason: words }).success,
    ];
    for (const words of ['.', 'ok', 'a\u200b\u200b\u200b', '\u2800\u2800a ']) {
      assert.deepEqual(fits(words), [false, false, false], JSON.stringify(words));
    }
    assert.deepEqual(fits('yes'), [true, true, true]);
  });
});
