import assert from 'node:assert/strict';
import { normalisedReference, organisationOf, searchedBy } from '../../src/api/trajectories/ownReferences.js';

describe('An own reference', () => {
  it('is compared without case, spaces, punctuation and accents, and with nothing else left out', () => {
    for (const written of ['2026/04-Bé', ' 2026 04 be', '2026.04.BE', '2026–04–be\u0301', '２０２６04Be'])
      assert.equal(normalisedReference(written), '202604be', written);
    assert.equal(normalisedReference('Ünal/ﬁ'), 'unalfi');
    assert.notEqual(normalisedReference('2026/4'), normalisedReference('2026/04'));
    assert.equal(normalisedReference(' -/. '), '');
  });

  it('has another hash for each organisation and each installation, and none when nothing of it can be searched', () => {
    const organisations = [
      organisationOf({ agency: 'ngo', municipality: 'utrecht' }),
      organisationOf({ agency: 'ngo', municipality: 'amsterdam' }),
      organisationOf({ agency: 'municipality', municipality: 'utrecht' }),
      organisationOf({ agency: 'municipality', municipality: null }),
    ];
    const hashes = organisations.flatMap((one) => ['key', 'other'].map((key) => searchedBy(key, one, '2026/1')));
    assert.equal(new Set(hashes).size, hashes.length);
    assert.equal(searchedBy('key', 'ngo/utrecht', '2026-1'), searchedBy('key', 'ngo/utrecht', '2026/1'));
    for (const nothing of [null, '', '--']) assert.equal(searchedBy('key', 'ngo/utrecht', nothing), null);
  });
});
