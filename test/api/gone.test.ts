import assert from 'node:assert/strict';
import { z } from 'zod';
import { sharingRoutes } from '../../src/api/sharing/sharingRoutes.js';
import { trajectoryRoutes } from '../../src/api/trajectories/trajectoryRoutes.js';
import type { Route } from '../../src/api/serving/route.js';
import type { Services } from '../../src/api/serving/services.js';
import { record } from '../../src/register/trajectories/record.js';
import { programmesOf, type Programme } from '../../src/trajectory/definitions/programme.js';
import { onOneOrBoth, recordingOf } from '../register/databases.js';
import { programmeOf, talkLike, Trajectory } from '../support/changing.js';
import { decisionsFor } from '../support/decisions.js';
import { plain } from '../support/fields.js';
import { actor } from '../support/play.js';

interface Seen {
  agency: string;
  activities: { name: string; fields: { field: string; title: { nl: string } }[] }[];
  facts: { fact: string }[];
}

onOneOrBoth('A trajectory under definitions that have changed since', (register) => {
  /** Asks a route, while the engine has the trajectory as it is. */
  const asked = async (
    trajectory: Trajectory,
    programme: Programme,
    routesOf: (services: Services) => Route[],
    { operation, as, query = {} }: { operation: string; as: string; query?: Record<string, unknown> },
  ) => {
    const { state } = trajectory;
    const engine = { read: async () => ({ state, receipts: [] }), openOf: async () => state.id };
    const services = { register: register(), programmes: programmesOf([programme]), engine } as unknown as Services;
    const route = routesOf(services).find(({ operationId }) => operationId === operation)!;
    const who = actor(as);
    const call = {
      actor: who,
      access: decisionsFor(who),
      params: { id: state.id },
      language: 'en' as const,
      query,
      body: null,
      headers: {},
    };
    return (await route.handle(call)).body as Record<string, unknown>;
  };
  let count = 0;
  const someone = (programme?: Programme) => {
    count += 1;
    return new Trajectory(programme, `${'g0ne'.repeat(6)}${String(count).padStart(2, '0')}`);
  };
  const recorded = async (trajectory: Trajectory) => {
    await record(register(), recordingOf(trajectory), 7);
    return trajectory;
  };
  const whoSees = async (trajectory: Trajectory, programme: Programme, as: string) => {
    const body = await asked(trajectory, programme, sharingRoutes, { operation: 'readWhoSeesThis', as });
    return body['items'] as Seen[];
  };
  const fieldsOf = (items: Seen[], agency: string) =>
    items
      .find((one) => one.agency === agency)!
      .activities.filter(({ name }) => name === 'talk' || name === 'conversation')
      .flatMap(({ fields }) => fields);
  const factsOf = (items: Seen[], agency: string) =>
    items.find((one) => one.agency === agency)!.facts.map(({ fact }) => fact);

  it('says who can see a field, fact or step that no definition has any more, by who could when it was recorded', async () => {
    const more = { note: plain(z.string()) };
    const trajectory = await recorded(
      someone(programmeOf(talkLike({ more, example: { note: 'something' } }))).performs('talk'),
    );
    const withFields = programmeOf(talkLike({ more, example: { note: 'something' } }));
    const seen = await whoSees(trajectory, withFields, 'ngo:counsellor');
    assert.deepEqual(
      fieldsOf(seen, 'ngo').map(({ field }) => field),
      ['heldOn', 'note'],
    );
    const without = programmeOf(talkLike({ heldOn: null, fact: { name: 'other', shown: false } }));
    for (const programme of [without, programmeOf(null)]) {
      const items = await whoSees(trajectory, programme, 'ngo:counsellor');
      for (const agency of ['municipality', 'ngo']) {
        assert.deepEqual(
          fieldsOf(items, agency).map(({ field, title }) => [field, title.nl]),
          [
            ['heldOn', 'Niet meer in gebruik: heldOn'],
            ['note', 'Niet meer in gebruik: note'],
          ],
          agency,
        );
        assert.deepEqual(factsOf(items, agency), ['talkedOn'], agency);
      }
    }
  });

  it('says of a renamed field and fact who sees them, by their names of now', async () => {
    const trajectory = await recorded(someone().performs('talk'));
    const renamed = programmeOf(
      talkLike({
        name: 'conversation',
        formerly: ['talk'],
        heldOn: { name: 'happenedOn', formerly: ['heldOn'] },
        fact: { name: 'spokenOn', formerly: ['talkedOn'], shown: true },
      }),
    );
    const items = await whoSees(trajectory, renamed, 'ngo:counsellor');
    assert.deepEqual(
      [fieldsOf(items, 'ngo').map(({ field }) => field), factsOf(items, 'ngo')],
      [['happenedOn'], ['spokenOn']],
    );
  });

  it('is read with the steps that open on a later day, by their names of now, and as no open work', async () => {
    const trajectory = await recorded(someone().performs('talk').does('talk-later'));
    const renamed = programmeOf(talkLike({ name: 'conversation', formerly: ['talk'] }));
    const asOf = trajectory.instant;
    for (const [programme, step] of [
      [trajectory.programme, 'talk'],
      [renamed, 'conversation'],
    ] as const) {
      for (const query of [{}, { asOf }]) {
        const operation = 'readTrajectory';
        const view = await asked(trajectory, programme, trajectoryRoutes, { operation, as: 'ngo:counsellor', query });
        assert.deepEqual(view['planned'], [{ step, responsible: 'ngo', opensOn: '2026-11-20' }]);
        assert.deepEqual(
          (view['openSteps'] as { step: string }[]).map((open) => open.step),
          ['watch'],
        );
      }
    }
    trajectory.now += 30 * 86_400_000;
    trajectory.tick();
    const view = await asked(trajectory, renamed, trajectoryRoutes, {
      operation: 'readTrajectory',
      as: 'ngo:counsellor',
    });
    assert.equal(view['planned'], undefined);
  });
});
