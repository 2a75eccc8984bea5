import assert from 'node:assert/strict';
import { readTrajectoryCode } from '../../src/api/trajectories/trajectoryCodes.js';

const reference = 'mc726c0h1jkmnpqrstvwxyz234';

describe('The code of a trajectory', () => {
  it('is read in every form in which it is shown, said or pasted', () => {
    const forms: [text: string, reference: string, episode: number | null][] = [
      [`${reference}.1`, reference, 1],
      [reference, reference, null],
      [`${reference}-12`, reference, 12],
      ['mc726c', 'mc726c', null],
      ['mc726c-1', 'mc726c', 1],
      ['Traject mc726c-1', 'mc726c', 1],
      ['traject: mc726c-1', 'mc726c', 1],
      ['Trajectory mc726c-1', 'mc726c', 1],
      ['MC726C-1', 'mc726c', 1],
      ['  mc 726c – 1 ', 'mc726c', 1],
      ['mc726c\u20111', 'mc726c', 1],
      ['mc726c\u00a01', 'mc726c', 1],
      ['\u200bmc726c-1\u200b.', 'mc726c', 1],
      ['(mc726c-1)', 'mc726c', 1],
      ['mc726c.1', 'mc726c', 1],
      ['mc7 26c', 'mc726c', null],
      [reference.replace(/(.{4})/g, '$1 '), reference, null],
      [`https://lvv.example/trajectories/${reference}.1`, reference, 1],
      [`https://lvv.example/v1/trajectories/${reference}.1/timeline?limit=2`, reference, 1],
      // Its own letters are no word before it.
      ['nr726c-1', 'nr726c', 1],
      // What looks like a letter that codes do not have is the digit.
      ['mcO1lc-1', 'mc011c', 1],
    ];
    for (const [text, read, episode] of forms)
      assert.deepEqual(readTrajectoryCode(text), { reference: read, episode }, text);
  });

  it('is not read in what names too many, or is no code at all', () => {
    for (const text of ['', '-', 'mc726', 'mc%26c', `${reference}5`, 'mc726ü', '😀😀😀😀😀😀']) {
      assert.equal(readTrajectoryCode(text), null, text);
    }
  });
});
