import assert from 'node:assert/strict';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { lvv } from '../../src/lvv/index.js';
import { factWords } from '../../src/api/trajectories/factWords.js';
import type { TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { reasonText } from '../../src/trajectory/words/declare.js';
import { wordingOf } from '../../src/trajectory/reading/names.js';
import { wordsOfReason } from '../../src/trajectory/words/wording.js';
import { namesOf } from '../../src/trajectory/definitions/names.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import { programmeWith } from '../support/play.js';
import { simulate } from '../support/simulation.js';

const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);
const wording = wordingOf(programmes);

/** Every text in a value, however deep. */
function leaves(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(leaves);
}

/** The names of the parts of a value, however deep; a reason has words of its own, and a trajectory its code. */
function partsIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(partsIn);
  if ('typed' in value || 'code' in value) return [];
  return Object.entries(value).flatMap(([name, inside]) => [
    ...(/^\w{26}\./.test(name) ? [] : [name]),
    ...partsIn(inside),
  ]);
}

/** Countries are not ours to name. */
const isCode = (text: string): boolean => /^([A-Z]{3,}|[A-Z]+(_[A-Z]+)+|[a-z]+(-[a-z]+)+)$/.test(text);

describe('What is recorded', () => {
  const events: TrajectoryEvent[] = [];

  before(() => {
    for (const seed of [1, 2]) {
      const { trajectories } = simulate({ programmes, trajectories: 50, start: '2026-01-01', days: 500, seed });
      for (const { batches } of trajectories.values()) events.push(...batches.flatMap((batch) => batch.events));
    }
  });

  it('is called something in both languages, whatever happened', () => {
    const types = [...new Set(events.map(({ type }) => type))];
    assert.ok(types.length > 40, String(types.length));
    assert.deepEqual(
      types.filter((type) => Object.values(wording.event(type)).includes(type)),
      [],
    );
  });

  it('has a reason whose code is declared, and whose sentence names no code and no date of a machine', () => {
    const codes = new Set<string>();
    for (const { reason } of events) {
      if (reason === undefined || 'typed' in reason) continue;
      codes.add(reason.code);
      assert.ok(reasonText(reason.code), reason.code);
      const params = Object.values(reason.params ?? {}).map(String);
      for (const words of Object.values(wordsOfReason(reason, wording))) {
        assert.doesNotMatch(words, /\d{4}-\d{2}-\d{2}|[{}…]|\b[A-Z]+_[A-Z]+\b|^[a-z]+(-[a-z]+)+$/, reason.code);
        const left = params.filter((value) => isCode(value) && words.includes(value));
        assert.deepEqual(left, [], words);
      }
    }
    assert.ok(codes.size >= 20, [...codes].join());
  });

  it('keeps no part of a fact that people see without what it is called', () => {
    const definitions = [lvv.referral, ...lvv.steps, ...lvv.actions];
    const shownBy = new Map(
      definitions.flatMap((by) => Object.entries(by.shows ?? {}).map(([name, fact]) => [name, { fact, by }] as const)),
    );
    const nameless = new Set<string>();
    let parts = 0;
    for (const [fact, value] of events.flatMap(({ effect }) => Object.entries(effect?.facts ?? {}))) {
      const shown = shownBy.get(fact);
      if (!shown || fact === 'flags') continue;
      const words = factWords(value, wording, shown);
      for (const part of partsIn(value)) {
        parts += 1;
        if (!Object.hasOwn(words, part)) nameless.add(`${fact}: ${part}`);
      }
    }
    assert.ok(parts > 500, String(parts));
    assert.deepEqual([...nameless], []);
  });

  it('has no code in what was filled in that nothing is called', () => {
    const known = new Set(programmes.municipalities);
    const codes = new Set(events.flatMap(({ data = null }) => leaves(data)).filter((text) => isCode(text)));
    assert.ok(codes.size > 40, String(codes.size));
    const nameless = [...codes].filter(
      (code) => !known.has(code) && !wording.label(code) && !wording.step(code) && !wording.agency(code),
    );
    assert.deepEqual(nameless, []);
  });

  it('is a level of a ladder that a municipality has settled, by the title that it has given', () => {
    const ladder = [
      { level: 'local-board', title: { en: 'Local board', nl: 'Lokaal overleg' }, term: calendarDays(5) },
    ];
    assert.deepEqual(namesOf([programmeWith(undefined, { ladder })]).label('local-board'), ladder[0]!.title);
  });
});
