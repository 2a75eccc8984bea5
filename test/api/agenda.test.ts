import { typed } from '../../src/trajectory/definitions/step.js';
import assert from 'node:assert/strict';
import { z } from 'zod';
import { agendaRoutes } from '../../src/api/work/agendaRoutes.js';
import { agendaItem } from '../../src/api/work/workSchemas.js';
import type { Services } from '../../src/api/serving/services.js';
import { record } from '../../src/register/trajectories/record.js';
import { standardSteps } from '../../src/lvv/index.js';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import { workingDays } from '../../src/trajectory/terms/deadlines.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import { programmesOf, type Programme } from '../../src/trajectory/definitions/programme.js';
import type { Rules } from '../../src/trajectory/definitions/rules.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { defineStep, openAgain, setFacts, type Step } from '../../src/trajectory/definitions/step.js';
import { onOneOrBoth, recordingOf } from '../register/databases.js';
import { plain } from '../support/fields.js';
import { actor, like, Play, programmeWith } from '../support/play.js';
import { decisionsFor } from '../support/decisions.js';
import type { FactValues } from '../../src/trajectory/replayed/fact.js';

const director = 'municipality:case-director';
const terms = { target: workingDays(5), fatal: workingDays(10), remind: [workingDays(4)] };
/** Stands for a step of the conference: who performs it says which facts are set, and whether it is held once more. */
const standIn = (name: string, opensWhen: Step['opensWhen']): Step =>
  defineStep({
    name,
    title: { en: name, nl: name },
    description: { en: name, nl: name },
    responsible: 'municipality',
    performedBy: [director],
    opensWhen,
    repeatable: true,
    terms,
    tells: {},
    input: z.strictObject({
      facts: plain(z.record(z.string(), z.json())).default({}),
      again: plain(z.string()).optional(),
    }),
    example: {},
    decide: (_t, { facts, again }) => [
      setFacts(facts as FactValues),
      ...(typeof again === 'string' ? [openAgain(again, typed('once more'))] : []),
    ],
  });
const steps = [
  ...standardSteps.filter(({ name }) => name !== 'case-conference'),
  standIn('case-conference', (t) => t.isCompleted('intake')),
  standIn('preparation', (t) => t.isCompleted('intake')),
];

let people = 0;

/** A person who waits for the conference since so many days. */
function waiting(daysAgo: number, vulnerable = false): Play {
  people += 1;
  const day = addDays(dayOf(new Date().toISOString()), -daysAgo);
  const play = new Play(`p${String(people).padStart(3, '0')}`, day, { programme: programmeWith(steps) });
  play.now = Date.parse(`${day}T12:00:00Z`);
  play.perform('intake', like('intake', { heldOn: day, vulnerable }));
  return play;
}

/** Performs a stand-in. */
function held(play: Play, step: string, facts: Record<string, Json>, again?: string): void {
  const input = { facts, ...(again === undefined ? {} : { again }) };
  const command = { ...play.command('intake'), name: step, input, actor: actor(director) };
  play.take(decide(play.programme, play.state, command, play.instant));
}
const prepared = (play: Play, facts: Record<string, Json>) => held(play, 'preparation', facts, 'preparation');

onOneOrBoth('The agenda of the case conference', (register) => {
  const programmeOf = (rules: Partial<Rules>, from?: string): Programme => ({
    ...programmeWith(steps),
    rules,
    ...(from === undefined ? {} : { from }),
  });
  const meetings = { quorum: [], positionsBefore: { amount: 2, unit: 'working-day' } } as const;
  const programmes = programmesOf([
    programmeOf({ conference: { ...meetings, perMeeting: null } }),
    programmeOf({ conference: { ...meetings, perMeeting: 2 } }, '2027-01-01'),
  ]);
  const agenda = async (who = actor(director), query: Record<string, unknown> = {}) => {
    const [route] = agendaRoutes({ register: register(), programmes } as Services);
    const call = {
      actor: who,
      access: decisionsFor(who),
      params: {},
      language: 'en' as const,
      query: { limit: 50, ...query },
      body: null,
      headers: {},
    };
    const { body } = (await route!.handle(call)) as { body: { items: unknown[]; nextCursor: string | null } };
    return { items: body.items.map((item) => agendaItem.parse(item)), nextCursor: body.nextCursor };
  };
  const recorded = async (play: Play, municipality = 'utrecht') => {
    const recording = recordingOf(play);
    await record(register(), { ...recording, summary: { ...recording.summary, municipality } }, 7);
    return play.state.id;
  };
  const idsOf = (page: { items: { trajectoryId: string }[] }) => page.items.map(({ trajectoryId }) => trajectoryId);

  beforeEach(async () => {
    const query = (text: string) => register().query({ text });
    for (const table of ['open_steps', 'notifications', 'trajectories']) await query(`delete from ${table}`);
  });

  it('has who waits, and nobody else: the longest first, after whom a court holds and whose vulnerability goes before', async () => {
    const young = await recorded(waiting(3));
    const old = await recorded(waiting(40));
    const vulnerable = await recorded(waiting(5, true));
    const court = waiting(8);
    court.perform('place-court-hold');
    const byCourt = await recorded(court);
    const lifted = waiting(20);
    for (const name of ['place-court-hold', 'lift-court-hold']) lifted.perform(name);
    const noMore = await recorded(lifted);
    const done = waiting(90);
    held(done, 'case-conference', {});
    await recorded(done);
    const gone = waiting(80);
    gone.perform('withdraw');
    await recorded(gone);
    await recorded(new Play('too-early'));

    const { items } = await agenda();
    assert.deepEqual(idsOf({ items }), [byCourt, vulnerable, old, noMore, young]);
    assert.deepEqual(
      items.map(({ position }) => position),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual(
      items.map(({ precedence }) => precedence),
      [['court-hold'], ['vulnerable'], [], [], []],
    );
    assert.deepEqual(
      items.map(({ daysWaiting }) => daysWaiting),
      [8, 5, 40, 20, 3],
    );
    assert.ok(items.every(({ meeting, positionsFrom }) => meeting === null && positionsFrom.length === 0));
  });

  it('raises an alarm for who waits longer than they may', async () => {
    const late = waiting(60);
    const id = await recorded(late);
    assert.equal((await agenda()).items[0]?.overdue, false);
    late.now = Date.now();
    late.tick();
    await recorded(late);
    const [item] = (await agenda()).items;
    assert.deepEqual([item?.trajectoryId, item?.overdue], [id, true]);
  });

  it('says for which meeting a case is planned, by when positions are due, and whose are there: as it is now, not as it was', async () => {
    const play = waiting(4);
    const id = await recorded(play);
    const meeting = (on: string, positionsBy: string) => ({ agenda: { meetingOn: on, positionsBy } });
    prepared(play, meeting('2026-12-03', '2026-12-01'));
    prepared(play, { positions: { ngo: { position: 'LEGALISATION' } } });
    prepared(play, { positions: { ngo: { position: 'LEGALISATION' }, ind: { position: 'RETURN' } } });
    await recorded(play);
    const [first] = (await agenda()).items;
    assert.deepEqual(first?.positionsFrom, ['ind', 'ngo']);
    assert.deepEqual([first?.meeting?.on, first?.meeting?.positionsBy], ['2026-12-03', '2026-12-01']);
    assert.ok(!JSON.stringify(first).includes('LEGALISATION'), 'what the position is stands in the trajectory');
    prepared(play, meeting('2026-12-10', '2026-12-08'));
    await recorded(play);
    assert.equal((await agenda()).items[0]?.meeting?.on, '2026-12-10');
    // Discussed, and to be discussed again: nothing of the earlier meeting is left.
    held(play, 'case-conference', { agenda: null, positions: null }, 'case-conference');
    await recorded(play);
    const [again] = (await agenda()).items;
    assert.deepEqual([again?.trajectoryId, again?.meeting, again?.positionsFrom], [id, null, []]);
  });

  it('says how many are planned for a meeting, and marks what is over its capacity on that day; not known is not zero', async () => {
    for (const [on, many] of [
      ['2026-12-03', 3],
      ['2027-01-07', 2],
      ['2027-01-14', 3],
    ] as const) {
      for (let i = 0; i < many; i += 1) {
        const play = waiting(10);
        prepared(play, { agenda: { meetingOn: on, positionsBy: null } });
        await recorded(play);
      }
    }
    await recorded(waiting(9));
    const elsewhere = waiting(10);
    prepared(elsewhere, { agenda: { meetingOn: '2027-01-07', positionsBy: null } });
    await recorded(elsewhere, 'groningen');
    const { items } = await agenda();
    const byMeeting = new Map(items.map(({ meeting }) => [meeting?.on, meeting]));
    const { positionsBy: _by, on: _on, ...unknown } = byMeeting.get('2026-12-03')!;
    assert.deepEqual(unknown, { planned: 3, capacity: null, overCapacity: false });
    const shown = (on: string) => {
      const { planned, capacity, overCapacity } = byMeeting.get(on)!;
      return [planned, capacity, overCapacity];
    };
    assert.deepEqual(shown('2027-01-07'), [2, 2, false]);
    assert.deepEqual(shown('2027-01-14'), [3, 2, true]);
    // Of a page the numbers are those of the whole.
    const one = (await agenda(actor(director), { limit: 1 })).items[0]!;
    assert.deepEqual(one, items[0]);
  });

  it('is shown to who takes part, as far as they may know of it: an agency sees its own at their place in the whole queue', async () => {
    const ofAll = waiting(30, true);
    ofAll.perform('share', { with: 'avim', question: 'Q-1', reason: 'Look along.' });
    const shared = await recorded(ofAll);
    const first = await recorded(waiting(40));
    const second = waiting(20);
    second.perform('share', { with: 'avim', reason: 'Look along.' });
    const third = await recorded(second);
    const there = await recorded(waiting(50), 'groningen');
    assert.deepEqual(idsOf(await agenda()), [shared, first, third]);
    assert.deepEqual(idsOf(await agenda(actor(director, 'groningen'))), [there]);
    assert.deepEqual(idsOf(await agenda(actor('municipality:coordinator', null))), [shared, there, first, third]);
    const national = await agenda(actor('municipality:coordinator', null), { municipality: 'groningen' });
    assert.deepEqual(
      national.items.map(({ trajectoryId, position }) => [trajectoryId, position]),
      [[there, 1]],
    );
    const both = await agenda(actor('municipality:coordinator', null), { municipality: 'groningen,utrecht' });
    assert.deepEqual(idsOf(both), [shared, there, first, third]);
    const other = await agenda(actor('municipality:coordinator', null), { municipality: 'groningen,eindhoven' });
    assert.deepEqual(idsOf(other), [there]);
    assert.deepEqual(idsOf(await agenda(actor(director), { municipality: 'groningen' })), []);
    const avim = await agenda(actor('avim:liaison'));
    assert.deepEqual(
      avim.items.map(({ trajectoryId, position, precedence }) => [trajectoryId, position, precedence]),
      // That someone is vulnerable is not for every agency to know.
      [
        [shared, 1, []],
        [third, 3, []],
      ],
    );
    assert.deepEqual(idsOf(await agenda(actor('avim:liaison', 'groningen'))), []);
  });

  it('is the same in pages of any size as in one', async () => {
    for (let i = 0; i < 7; i += 1) await recorded(waiting(i % 3, i % 4 === 0));
    const { items } = await agenda();
    assert.equal(items.length, 7);
    for (const limit of [1, 2, 3, 7]) {
      const inPages: unknown[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await agenda(actor(director), { limit, ...(cursor ? { cursor } : {}) });
        assert.ok(page.items.length <= limit);
        inPages.push(...page.items);
        cursor = page.nextCursor;
        // Who goes first is vulnerable, or held by a court: a cursor says of nobody which of the two they are.
        assert.doesNotMatch(Buffer.from(cursor ?? '', 'base64url').toString(), /"[01] /);
      } while (cursor !== null);
      assert.deepEqual(inPages, items);
    }
  });
});
