import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { programmeRoutes } from '../../src/api/settings/programmeRoutes.js';
import type { ShownProgramme } from '../../src/api/settings/programmeSchema.js';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { actor } from '../support/play.js';
import { decisionsFor } from '../support/decisions.js';

type Shown = ShownProgramme;

describe('GET /v1/programmes', () => {
  const { programmes, directory } = readConfiguration(
    `${packageRoot}/config/bestendig.yaml`,
    withPlaceholders({}),
    lvv,
  );
  const [route] = programmeRoutes(programmes);

  /** What the route answers, without a server: it fits what the document says of it. */
  async function shown(query: Record<string, string> = {}): Promise<Shown[]> {
    const checked = route!.query!.parse(query);
    const who = actor('ngo:legal');
    const call = {
      actor: who,
      access: decisionsFor(who),
      params: {},
      language: 'en' as const,
      query: checked,
      body: null,
      headers: {},
    };
    const { status, body } = await route!.handle(call);
    assert.equal(status, 200);
    return (route!.responses[200]!.schema.parse(body) as { items: Shown[] }).items;
  }

  it('has every version of every municipality, each with its first and its last day', async () => {
    const items = await shown();
    assert.equal(items.length, programmes.all.length);
    assert.deepEqual(
      items.filter(({ municipality }) => municipality === 'utrecht').map(({ id, from, until }) => [id, from, until]),
      [
        ['utrecht-2019', '2019-03-01', '2024-12-31'],
        ['utrecht-2025', '2025-01-01', null],
      ],
    );
  });

  it('tells what held on a day: the last day of a version, the first of the next, and before all of them', async () => {
    const on = async (day: string) => (await shown({ on: day, municipality: 'groningen' })).map(({ id }) => id);
    assert.deepEqual(await on('2024-05-31'), ['groningen-2019']);
    assert.deepEqual(await on('2025-01-01'), ['groningen-2025']);
    assert.deepEqual(await on('1950-01-01'), ['groningen-2019']);
    assert.equal((await shown({ on: '2024-12-31' })).length, programmes.municipalities.length);
    assert.deepEqual(await shown({ municipality: 'den-haag' }), []);
  });

  it('shows rules and terms in full, and how no agency is reached', async () => {
    const [amsterdam] = await shown({ municipality: 'amsterdam', on: '2024-12-31' });
    assert.equal(amsterdam!.capacity, 360);
    assert.deepEqual(amsterdam!.maximumStay, { amount: 18, unit: 'month' });
    assert.equal(amsterdam!.classMap, 'evaluation-2022');
    assert.equal(amsterdam!.steps.find(({ name }) => name === 'return-counselling')?.responsible, 'dtv');
    const text = JSON.stringify(await shown());
    for (const entries of directory.values()) {
      for (const { channels } of Object.values(entries)) {
        for (const channel of channels) {
          const address = channel.type === 'mail' ? channel.to : channel.url;
          assert.ok(!text.includes(address), address);
        }
      }
    }
    assert.doesNotMatch(text, /whsec_|@|https?:/);
  });
});
