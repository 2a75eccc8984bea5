import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Database } from '../../src/register/database/database.js';
import { record } from '../../src/register/trajectories/record.js';
import { standardSteps } from '../../src/lvv/index.js';
import { batchesOf, readTimeline } from '../../src/register/trajectories/timeline.js';
import type { Batch, Mark } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, summarise, type Json } from '../../src/trajectory/replayed/state.js';
import { Play, programmeWith } from '../support/play.js';
import { onOneOrBoth, recordingOf } from './databases.js';

type Figures = Record<string, Json>;
interface Version {
  sequence: number;
  figures: Figures;
}

const versionsIn = (register: Database, id: string) =>
  register.query<Version>(
    { text: 'select sequence, figures from case_versions where trajectory_id = $1 order by sequence' },
    [id],
  );
const marksIn = (register: Database, id: string) =>
  register.query<Mark & { sequence: number; municipality: string }>(
    {
      text: `select sequence, name, on_day as on, value, days, municipality from marks where trajectory_id = $1
        order by sequence, position`,
    },
    [id],
  );
const figuresIn = async (register: Database, id: string) => {
  const [row] = await register.query<{ figures: Figures }>({ text: 'select figures from trajectories where id = $1' }, [
    id,
  ]);
  return row?.figures;
};

/** What should be there, worked out apart from the register. */
function versionsOf(batches: readonly Batch[]): Version[] {
  const versions: Version[] = [];
  let figures: Figures = {};
  for (const { from, events } of batches) {
    for (const [i, event] of events.entries()) {
      if (!event.figures) continue;
      const merged = Object.entries({ ...figures, ...event.figures });
      figures = Object.fromEntries(merged.filter(([, value]) => value !== null));
      versions.push({ sequence: from + i, figures });
    }
  }
  return versions;
}

/** Who was waited for from when until when, worked out apart from the register. */
function waitsOf(batches: readonly Batch[]): { step: string; responsible: string; at: string; until: string | null }[] {
  const waits: ReturnType<typeof waitsOf> = [];
  for (const { at, events } of batches) {
    for (const { effect } of events) {
      const ended = [effect?.open?.step, effect?.close];
      for (const wait of waits) if (ended.includes(wait.step)) wait.until ??= at;
      if (effect?.open) waits.push({ step: effect.open.step, responsible: effect.open.responsible, at, until: null });
    }
  }
  return waits;
}
const waitsIn = async (register: Database, id: string) => {
  const rows = await register.query<{ step: string; responsible: string; at: Date; until: Date | null }>(
    { text: 'select step, responsible, at, until from waits where trajectory_id = $1 order by sequence' },
    [id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), until: row.until?.toISOString() ?? null }));
};

let plays = 0;
/** A trajectory whose events count all kinds of things. */
function counted(...changes: Figures[]): Play {
  plays += 1;
  const play = new Play(`counted${plays}`);
  for (const [i, figures] of changes.entries()) {
    const batch = play.perform('add-contact', { ...(play.command('add-contact').input as object), on: '2026-10-30' });
    const [event] = batch.events;
    event!.figures = figures;
    event!.marks = [
      { name: 'extension', on: '2026-11-02', value: `no-${i}` },
      { name: 'step-done', on: '2026-11-03', value: 'ngo', days: i },
    ];
    play.now += 3_600_000;
    // Steps are done and others open along the way.
    if (i < 2) play.perform(play.open[0]!);
  }
  return play;
}

onOneOrBoth('What is counted', (register) => {
  it('is as the events say, one version for each that changes it; null takes a figure away', async () => {
    const play = counted({ admittedOn: '2026-11-05', stayUntil: '2027-11-05' }, { stayUntil: null }, { list: ['a'] });
    await record(register(), recordingOf(play), 7);
    const { id } = play.state;
    const versions = versionsOf(play.batches);
    assert.ok(versions.length >= 4);
    assert.deepEqual(await versionsIn(register(), id), versions);
    assert.deepEqual(await figuresIn(register(), id), versions.at(-1)?.figures);
    assert.ok(!('stayUntil' in versions.at(-1)!.figures));
    const own = (await marksIn(register(), id)).filter(({ sequence, on }) => sequence > 2 && on === '2026-11-03');
    assert.deepEqual(
      own.map(({ name, value, days, municipality }) => [name, value, days, municipality].join(' ')),
      [0, 1, 2].map((days) => `step-done ngo ${days} utrecht`),
    );
    assert.deepEqual(batchesOf(await readTimeline(register(), id, 0, 1000)), play.batches);
  });

  it('is given back with the events, and so is which other municipality an event tells', async () => {
    const play = counted({ admittedOn: '2026-11-05' });
    play.perform('offer-transfer');
    assert.ok(play.events.some(({ tellsIn }) => tellsIn !== undefined));
    await record(register(), recordingOf(play), 7);
    assert.deepEqual(batchesOf(await readTimeline(register(), play.state.id, 0, 1000)), play.batches);
  });

  it('comes out the same however the events were cut into recordings, that overlap and come at the same time', async () => {
    const change = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, 1, 'x', '2026-01-01'), {
      minKeys: 1,
    });
    const rounds = fc.array(fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    const property = fc.asyncProperty(
      fc.array(change, { minLength: 2, maxLength: 8 }),
      rounds,
      async (changes, cuts) => {
        const play = counted(...changes);
        const { batches } = play;
        const upTo = (start: number, end: number) => {
          const state = batches.slice(0, end).reduce(evolve, nothingYet);
          return record(register(), { ...recordingOf(play, batches.slice(start, end)), summary: summarise(state) }, 7);
        };
        let recorded = 0;
        for (const round of cuts) {
          // They come at the same time, and each starts at or before the end of what is there.
          const ranges = round.map(([start, end]) => {
            const from = start % Math.min(recorded + 1, batches.length);
            return [from, from + 1 + (end % (batches.length - from))] as const;
          });
          await Promise.all(ranges.map(([start, end]) => upTo(start, end)));
          recorded = Math.min(batches.length, Math.max(recorded, ...ranges.map(([, end]) => end)));
        }
        await upTo(0, batches.length);
        const { id } = play.state;
        assert.deepEqual(await versionsIn(register(), id), versionsOf(batches));
        assert.deepEqual(await figuresIn(register(), id), versionsOf(batches).at(-1)?.figures);
        assert.deepEqual(await waitsIn(register(), id), waitsOf(batches));
        const marks = batches.flatMap(({ events }) => events.flatMap((event) => event.marks ?? []));
        assert.equal((await marksIn(register(), id)).length, marks.length);
      },
    );
    await fc.assert(property, { numRuns: 40, seed: 1 });
  });

  it('has one wait for a step that got another name, which goes on since the day on which it opened', async () => {
    const play = new Play('renamed');
    for (const step of ['intake', 'admission']) play.perform(step);
    const renamed = { name: 'legal-check', formerly: ['legal-review'] };
    play.programme = programmeWith(
      standardSteps.map((step) => (step.name === 'legal-review' ? { ...step, ...renamed } : step)),
    );
    play.now += 3 * 86_400_000;
    const { events } = play.tick();
    assert.deepEqual(
      events.map(({ type, step }) => [type, step]),
      [['step-renamed', 'legal-check']],
    );
    await record(register(), recordingOf(play, play.batches.slice(0, -1)), 7);
    await record(register(), recordingOf(play, play.batches.slice(-1)), 7);
    const { id } = play.state;
    assert.deepEqual(await waitsIn(register(), id), waitsOf(play.batches));
    const open = await register().query<{ step: string; since: string }>(
      { text: `select step, since from waits where trajectory_id = $1 and responsible = 'ngo' and until is null` },
      [id],
    );
    assert.deepEqual(open, [{ step: 'legal-check', since: '2026-11-02' }]);
  });
});
