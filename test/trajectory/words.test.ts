import assert from 'node:assert/strict';
import { eventTypes, reasons, typed } from '../../src/trajectory/words/declare.js';
import type { Names } from '../../src/trajectory/words/places.js';
import { wordsOfReason } from '../../src/trajectory/words/wording.js';

const names: Names = {
  step: (name) => (name === 'visit' ? { nl: 'Huisbezoek', en: 'Home visit' } : undefined),
  field: () => undefined,
  municipality: () => undefined,
  role: () => undefined,
  label: (code) => (code === 'steering-group' ? { nl: 'Stuurgroep', en: 'Steering group' } : undefined),
  agency: (agency) => (agency === 'ind' ? { nl: 'IND', en: 'IND' } : undefined),
};

describe('the words of what is recorded', () => {
  const why = reasons({
    'words-test-plain': { nl: 'volgend gesprek', en: 'next session' },
    'words-test-whole': {
      nl: '{step:step} door {agency:agency} op {on:day}: {level:code}, {times:number} keer ({kenmerk:text})',
      en: '{step:step} by {agency:agency} on {on:day}: {level:code}, {times:number} times ({kenmerk:text})',
    },
  });

  it('a reason is recorded as a code with parameters, and worded in both languages', () => {
    const made = why['words-test-whole']({
      step: 'visit',
      agency: 'ind',
      on: '2026-11-28',
      level: 'steering-group',
      times: 2,
      kenmerk: 'Q-1',
    });
    assert.equal(made.code, 'words-test-whole');
    assert.deepEqual(wordsOfReason(made, names), {
      nl: '“Huisbezoek” door IND op 28 november 2026: stuurgroep, 2 keer (Q-1)',
      en: '“Home visit” by IND on 28 November 2026: steering group, 2 times (Q-1)',
    });
    assert.deepEqual(JSON.parse(JSON.stringify(why['words-test-plain'])), { code: 'words-test-plain' });
  });

  it('a parameter that is not there or of another shape, as another version may record it, stops no reader', () => {
    const odd = { step: ['visit'], agency: { code: 'ind' }, on: 20_261_128, level: null } as never;
    assert.deepEqual(
      wordsOfReason({ ...why['words-test-plain'], code: 'words-test-whole' as never, params: odd }, names),
      {
        nl: '“["visit"]” door {"code":"ind"} op 20261128: …, … keer (…)',
        en: '“["visit"]” by {"code":"ind"} on 20261128: …, … times (…)',
      },
    );
    assert.equal(wordsOfReason({ code: 'words-test-plain', params: null } as never, names).nl, 'volgend gesprek');
    assert.equal(wordsOfReason({ code: 'of-tomorrow' } as never, names).nl, 'of-tomorrow');
  });

  it('what a person typed stays as it was typed, braces included', () => {
    const text = 'Ziek {on:day}.';
    assert.deepEqual(wordsOfReason(typed(text), names), { nl: text, en: text });
  });

  it('a code with other words, other placeholders or a placeholder of no kind is refused where it is declared', () => {
    assert.throws(() => reasons({ 'words-test-plain': { nl: 'iets anders', en: 'something else' } }), /declared twice/);
    assert.throws(() => reasons({ 'words-test-a': { nl: 'op {on:day}', en: 'on some day' } }), /other placeholders/);
    assert.throws(() => eventTypes({ 'words-test-b': { nl: 'op {on}', en: 'on {on}' } }), /has no kind/);
  });
});
