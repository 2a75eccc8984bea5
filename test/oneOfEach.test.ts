import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * A day of an instant, an instant of a day, the V-number, references and free text are each made in one place: whoever does
 * it beside that place does it otherwise. Each rule names its place, and what it looks like elsewhere.
 */
const rules: { what: string; looksLike: RegExp; place: RegExp }[] = [
  {
    what: 'a day is cut out of a text',
    looksLike: /\.(slice|substring|substr)\(0, ?(10|7)\)|\.split\('T'\)|toISOString\(\)\.(slice|substr\w*)\(0, ?\d/,
    place: /^src\/trajectory\/terms\/calendar\.ts$/,
  },
  {
    what: 'an instant is made of a day by hand',
    looksLike: /\}T(00|12):00/,
    place:
      /^src\/(trajectory\/terms\/calendar|web\/language\/formats|trajectory\/figures\/days|trajectory\/replayed\/contract)\.ts$/,
  },
  {
    what: 'days are counted in milliseconds',
    looksLike: /Date\.parse\([^)]*\) - Date\.parse\([^)]*\)\)* ?\/ ?86_?400_?000/,
    place: /^src\/(trajectory\/terms\/calendar|web\/language\/formats)\.ts$/,
  },
  {
    what: 'a calendar day has a schema or expression of its own',
    looksLike: /\\d\{4\}-\\d|\[0-9\]\{4\}-\[0-9\]|z\.iso\.date\(/,
    place:
      /^src\/(trajectory\/terms\/calendar|lvv\/casework\/fields|web\/language\/formats|api\/http\/shapes|programmes\/schema)\.ts$/,
  },
  {
    what: 'a V-number has an expression of its own',
    looksLike: /\[0-9\]\[0-9 \.-\]|\^\\d\{10\}|\[0-9\]\{10\}/,
    place: /^src\/lvv\/identity\/vNumberText\.ts$/,
  },
  {
    what: 'a field of a step has free text of its own',
    looksLike: /z\s*\.string\(\)\s*\.trim\(\)/,
    place: /^src\/(?!lvv\/)/,
  },
];

describe('One day, one number, one text', () => {
  const files = ['src', 'activities', 'worker', 'workflows'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('schema.d.ts'))
      .map((file) => `${folder}/${file}`),
  );
  for (const { what, looksLike, place } of rules) {
    it(`nowhere ${what}, but in its one place`, () => {
      const elsewhere = files.filter((file) => !place.test(file) && looksLike.test(readFileSync(file, 'utf8')));
      assert.deepEqual(elsewhere, []);
      assert.ok(
        files.some((file) => place.test(file)),
        'its one place is no longer there',
      );
    });
  }

  it('is looked for by expressions that find what they are for', () => {
    for (const [i, sample] of [
      'at.slice(0, 10)',
      '`${day}T12:00:00Z`',
      '(Date.parse(to) - Date.parse(from)) / 86_400_000',
      '/^\\d{4}-\\d{2}$/',
      '/^[0-9][0-9 .-]{5,14}$/',
      'z\n  .string()\n  .trim()',
    ].entries()) {
      assert.match(sample, rules[i]!.looksLike);
    }
  });
});
