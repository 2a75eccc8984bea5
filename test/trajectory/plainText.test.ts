import assert from 'node:assert/strict';
import { z } from 'zod';
import { everyone, reason, reference } from '../../src/lvv/casework/fields.js';
import { vNumberText } from '../../src/lvv/identity/vNumberText.js';

const text = { en: 'Reference', nl: 'Kenmerk' };
const referenceField = reference(text, text, everyone);

describe('A reference', () => {
  for (const [typed, kept] of [
    ['ECLI:NL:RBMNE:2026:1234', 'ECLI:NL:RBMNE:2026:1234'],
    ['DEC\u20132026\u20130188', 'DEC-2026-0188'],
    ['24/1234-V&V', '24/1234-V&V'],
    ['Z.2026.0012 (AVIM)', 'Z.2026.0012 (AVIM)'],
    ['AWB\u00a025\u2011223', 'AWB 25-223'],
    ['\u200bNL26.1234\ufeff ', 'NL26.1234'],
    ["C-123/26, r.o. 5 + bijl. #2 'origineel'", "C-123/26, r.o. 5 + bijl. #2 'origineel'"],
  ] as const) {
    it(`such as ${JSON.stringify(typed)} is kept as ${kept}`, () => assert.equal(referenceField.parse(typed), kept));
  }

  it('is no text, and neither nothing nor endless', () => {
    for (const bad of [
      '',
      'x',
      '\u200b\u200b',
      'The person fled; see file.\nMore',
      'a'.repeat(65),
      '<b>x</b>',
      'ref_\u00e9',
    ]) {
      assert.ok(!referenceField.safeParse(bad).success, JSON.stringify(bad));
    }
  });

  it('is shown in the form with a pattern that every regular expression engine knows', () => {
    const { pattern } = z.toJSONSchema(referenceField, { io: 'input' });
    assert.doesNotMatch(pattern!, /\\p\{/);
  });
});

describe('A V-number', () => {
  it('is the same number however it is written', () => {
    for (const typed of [
      '2701234567',
      'V2701234567',
      'v270.123.4567',
      'V-NR. 270\u00a0123\u00a04567',
      'V-nr: 270-123-4567',
      'v-nummer 270\u2011123\u20114567',
      'V 270 123 4567\u200b',
      '\ufeff270\u2009123\u20094567',
    ]) {
      assert.equal(vNumberText.parse(typed), '2701234567', JSON.stringify(typed));
    }
  });

  it('has digits that differ, and nothing else', () => {
    for (const bad of [
      '1-----',
      '0000000000',
      '1111111111',
      '',
      'V',
      'V-nr.',
      '27O1234567',
      '12345',
      '1'.padEnd(61, '2'),
    ]) {
      assert.ok(!vNumberText.safeParse(bad).success, JSON.stringify(bad));
    }
  });

  it('and a reference are read in time that grows with their length, whatever is in them', () => {
    const pieces = ['V', 'v-', 'nr', '-', ' ', '.', '\u200b', '1', '1 ', '-.', 'A:', "'-"];
    for (const read of [vNumberText, referenceField]) {
      const { pattern } = z.toJSONSchema(read, { io: 'input' });
      const expression = new RegExp(pattern!);
      for (const first of pieces) {
        for (const piece of pieces) {
          const began = performance.now();
          expression.test(`${first}${piece.repeat(50_000)}?`);
          assert.ok(performance.now() - began < 500, JSON.stringify([first, piece]));
        }
      }
    }
  });
});

describe('A reason', () => {
  it('has three characters that can be seen', () => {
    for (const blank of ['\u200b', '\u2060', '\u00ad', '\u202e', '\u3164', '\u2800', ' ']) {
      assert.ok(!reason.safeParse(blank.repeat(3)).success, escape(blank));
      assert.ok(!reason.safeParse(`a${blank.repeat(9)}b`).success, escape(blank));
    }
    assert.equal(reason.parse(' \u202eHij is ziek.\u200b '), 'Hij is ziek.');
  });

  it('keeps the joiners that Persian and Indian scripts are written with', () => {
    assert.equal(reason.parse('می\u200cخواهم بروم'), 'می\u200cخواهم بروم');
  });
});
