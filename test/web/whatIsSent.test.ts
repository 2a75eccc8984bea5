import assert from 'node:assert/strict';
import { isLeftEmpty } from '../../src/web/forms/leftEmpty.js';
import { changesOf } from '../../src/web/screens/forms/changes.js';

describe('What a form sends', () => {
  it('is no list or group with nothing in it, and everything else', () => {
    for (const empty of [[], {}, { kind: undefined }]) assert.ok(isLeftEmpty(empty), JSON.stringify(empty));
    for (const answer of ['', 0, false, ['ngo'], { kind: 'phone' }, null]) assert.ok(!isLeftEmpty(answer));
  });

  it('changes nothing in a correction that was left as it was, also where an empty list was recorded', () => {
    const asked = { name: {}, needs: {}, agreedBy: {}, reach: {} };
    const now = { name: 'Selam', needs: ['shelter'], agreedBy: [], reach: {} };
    const filled = { name: 'Selam H.', needs: ['shelter'] };
    assert.deepEqual(changesOf(now, filled, asked), { name: 'Selam H.' });
    assert.deepEqual(changesOf({ ...now, agreedBy: ['ngo'] }, filled, asked), { name: 'Selam H.', agreedBy: null });
    assert.deepEqual(changesOf({ gone: 1 }, {}, asked), {});
  });
});
