import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partiesKnowAll } from '../support/partiesKnowAll.js';
import { listTrajectories } from '../../src/register/trajectories/trajectories.js';
import {
  accessRequest,
  decideAccess,
  reachOf,
  type ActionName,
  type Resource,
} from '../../src/trajectory/replayed/policy.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Actor, Agency } from '../../src/trajectory/replayed/state.js';
import { onOneOrBoth } from './databases.js';

const cities = ['utrecht', 'groningen', 'eindhoven'];
const someAgencies = fc.subarray([...agencies]);
const actors: fc.Arbitrary<Actor> = fc.record({
  subject: fc.constant('anna'),
  agency: fc.constantFrom(...agencies),
  municipality: fc.constantFrom(...cities, 'nowhere', null),
  roles: fc.array(fc.constantFrom(...Object.keys(lvv.roles), 'director'), { minLength: 1, maxLength: 3 }),
});

onOneOrBoth('What a list shows', (register) => {
  const rows: { id: string; municipality: string; parties: Agency[] }[] = [];

  before(async () => {
    const kinds = fc.sample(fc.tuple(fc.constantFrom(...cities), someAgencies), { seed: 7, numRuns: 60 });
    for (const [i, [municipality, parties]] of kinds.entries()) {
      rows.push({ id: `person${i}.1`, municipality, parties });
    }
    await register().query(
      {
        text: `insert into trajectories (id, person_ref, episode, municipality, version, status, parties, overdue,
            opened_at, updated_at)
          select r.id, r.id, 1, r.municipality, 1, 'open', r.parties, false, now(), now()
          from jsonb_to_recordset($1::jsonb) as r(id text, municipality text, parties text[])`,
      },
      [JSON.stringify(rows)],
    );
    await register().execute(partiesKnowAll);
  });

  it('is exactly what may be read one by one, for anyone with any roles and whoever is partner', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(actors, someAgencies, async (actor, partners) => {
        const allows = (action: ActionName, resource: Resource) =>
          decideAccess(accessRequest(actor, action, resource, { time: '2026-11-24T09:00:00.000Z', partners })).decision;
        const page = { limit: 200, sort: 'id', descending: false } as const;
        const listed = allows('trajectory:list', { type: 'trajectory' })
          ? (await listTrajectories(register(), reachOf(actor), {}, page, (name) => [name])).items.map(({ id }) => id)
          : [];
        const readable = rows
          .filter(({ id, ...properties }) => allows('trajectory:read', { type: 'trajectory', id, properties }))
          .map(({ id }) => id);
        assert.deepEqual(listed.toSorted(), readable.toSorted());
        shown += listed.length;
      }),
      { numRuns: 300 },
    );
    assert.ok(shown > 100, 'some were shown something');
  });
});
