import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { env, file, valid } from './aConfiguration.js';

describe('The bytes of a configuration file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
  after(() => rmSync(folder, { recursive: true }));
  const city = file(['name: Utrecht', 'name: Súdwest-Fryslân']);
  const bytesOf: [what: string, bytes: Buffer, told: RegExp | null][] = [
    ['UTF-8', Buffer.from(city), null],
    ['UTF-8 with a mark before it', Buffer.from(`\ufeff${city}`), null],
    [
      'Windows-1252',
      Buffer.from(city, 'latin1'),
      /:3: this line is not UTF-8, perhaps Windows-1252; save it as UTF-8$/,
    ],
    ['Windows-1252 on the last line', Buffer.from(`${valid}# caf\u00e9`, 'latin1'), /:18: this line is not UTF-8/],
    ['a character cut in two', Buffer.from(`${valid}# é`).subarray(0, -1), /:18: this line is not UTF-8/],
    ['UTF-16', Buffer.from(`\ufeff${city}`, 'utf16le'), /:1: the file is UTF-16; save it as UTF-8$/],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${city}`, 'utf16le').swap16(), /:1: the file is UTF-16; save/],
    ['UTF-16 without a mark', Buffer.from(city, 'utf16le'), /:1: .*perhaps UTF-16; save it as UTF-8$/],
    ['UTF-16 without a mark, the other way round', Buffer.from(city, 'utf16le').swap16(), /:1: .*perhaps UTF-16; save/],
    ['a letter that was lost before', Buffer.from(city.replace('ú', '\ufffd')), /:3: a letter of this line was lost/],
  ];
  for (const [what, bytes, told] of bytesOf) {
    it(`${what}: ${told ? 'is refused, with the line and what to do' : 'is read as it is meant'}`, () => {
      const path = join(folder, 'config.yaml');
      writeFileSync(path, bytes);
      if (told) assert.throws(() => readConfiguration(path, env, lvv), { name: 'ConfigurationError', message: told });
      else assert.deepEqual(readConfiguration(path, env, lvv).municipalities, ['utrecht']);
    });
  }
});
