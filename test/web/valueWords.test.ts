import assert from 'node:assert/strict';
import { fieldsWithWords, wordsOfCode } from '../../src/web/screens/trajectory/valueWords.js';

describe('A value on the timeline', () => {
  const other = { nl: 'Anders', en: 'Other' };
  const intake = { nl: 'Intake', en: 'Intake' };
  const schema = {
    properties: {
      step: {},
      note: {},
      ground: { 'x-labels': { other } },
    },
  };
  const fields = fieldsWithWords(schema, { step: 'intake', note: 'other', ground: 'other' }, (name) =>
    name === 'intake' ? intake : undefined,
  );

  it('that is a code is shown by the words of its own field, and a step by its title', () => {
    assert.deepEqual(wordsOfCode('other', { schema: fields['ground'] }), other);
    assert.deepEqual(wordsOfCode('intake', { schema: fields['step'] }), intake);
  });

  it('that a person typed is shown as typed, also when it is spelled like a code or a step', () => {
    for (const typed of ['other', 'intake', 'constructor']) {
      assert.equal(wordsOfCode(typed, { schema: fields['note'] }), undefined);
      assert.equal(wordsOfCode(typed, {}), undefined);
    }
  });
});
