import assert from 'node:assert/strict';
import { KeyDestroyed, KeysUnavailable, Undecipherable } from '../../src/privacy/errors.js';
import type { Sealer } from '../../src/privacy/sealer.js';
import { describedBy, sealedPerson, withPersons } from '../../src/register/trajectories/described.js';
import { plainListing } from '../../src/trajectory/definitions/listing.js';
import { ownPrivacy } from '../support/privacy.js';

const listing = { ...plainListing, person: { facts: ['name', 'year'], name: 'name', inLists: ['name'] } };
const [one, other] = [`${'a'.repeat(26)}.1`, `${'b'.repeat(26)}.1`];
const effects = (facts: Record<string, string | number | null>) => [{ facts }, undefined] as never;

describe('Whom a trajectory is about, beside its row', () => {
  it('is the last that was said of each fact that the domain declares, and of no other', () => {
    const said = [{ facts: { name: 'A', secret: 'x' } }, { facts: { name: 'B', year: null } }] as never;
    assert.deepEqual(describedBy(listing, said), { name: 'B', year: null });
  });

  it('is sealed fact by fact, each to its place: what is put at another trajectory or fact is not read', async () => {
    const { sealer, remove } = await ownPrivacy();
    const sealed = await sealedPerson(sealer, listing, one, effects({ name: 'Zelam', year: 1994 }));
    assert.ok(!JSON.stringify(sealed).includes('Zelam'));
    const rowsOf = (id: string, person: typeof sealed) =>
      withPersons(sealer, [{ id, person }], ['name', 'year'], (row) => row.id);
    assert.deepEqual((await rowsOf(one, sealed))[0]!.person, { name: 'Zelam', year: 1994 });
    assert.deepEqual((await rowsOf(other, sealed))[0]!.person, {});
    assert.deepEqual((await rowsOf(one, { name: sealed['year']!, year: sealed['name']! }))[0]!.person, {});
    assert.deepEqual((await rowsOf(one, { name: null }))[0]!.person, {});
    await remove();
  });

  it('is left out where it cannot be read, and the list comes all the same', async () => {
    const person = { name: { keyId: 'k', sealed: 's' } };
    for (const error of [new KeyDestroyed('k'), new KeysUnavailable('away'), new Undecipherable('no')]) {
      const sealer = { unseal: () => Promise.reject(error) } as unknown as Sealer;
      const [row] = await withPersons(sealer, [{ id: one, person, version: 3 }], ['name'], ({ id }) => id);
      assert.deepEqual(row, { id: one, person: {}, version: 3 });
    }
    const failing = { unseal: () => Promise.reject(new TypeError('a mistake')) } as unknown as Sealer;
    await assert.rejects(
      withPersons(failing, [{ id: one, person }], ['name'], ({ id }) => id),
      TypeError,
    );
  });
});
