import assert from 'node:assert/strict';
import fc from 'fast-check';
import { speechOf } from '../../src/api/trajectories/speech.js';
import { directionsFact } from '../../src/trajectory/definitions/directions.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { fact, isReasonIn } from '../../src/trajectory/replayed/fact.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { typed } from '../../src/trajectory/words/declare.js';
import { because } from '../../src/trajectory/words/engine.js';
import { Play, programmeWith } from '../support/play.js';
import { moves, turn } from '../trajectory/moves.js';

const speech = speechOf(programmesOf([programmeWith()]), 'en');
const country = fact<Json>('speechTestCountry');

/** The places of all that looks like a reason: a code or a typed text, with no other part but parameters. */
function placesIn(value: Json, place: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value).toSorted().join();
  if (['typed', 'code', 'code,params'].includes(names)) return [place];
  return Object.entries(value).flatMap(([name, part]) => placesIn(part, Array.isArray(value) ? place : name));
}

describe('A reason within a fact', () => {
  it('gets its words where the owner of the fact says that there is one, whatever version recorded its code', () => {
    const of = (reason: object) => speech.value(directionsFact.key, [{ direction: 'RETURN', reason } as Json]);
    const closed = because['trajectory-closed'];
    const text = 'the trajectory closed';
    assert.deepEqual(of(closed), [{ direction: 'RETURN', reason: { ...closed, text } }]);
    assert.deepEqual(of(typed('As agreed.')), [{ direction: 'RETURN', reason: { code: null, text: 'As agreed.' } }]);
    const older = { code: 'of-another-version', params: { on: '2026-01-01' } };
    assert.deepEqual(of(older), [{ direction: 'RETURN', reason: { ...older, text: older.code } }]);
  });

  it('is nothing that only looks like one: a code of another kind, with or without words, stays as it is', () => {
    for (const value of [
      { code: 'GE' },
      { code: 'trajectory-closed' },
      { code: 'GE', params: { city: 'Tbilisi' } },
      { typed: 'by hand' },
      { reason: { code: 'GE' } },
      [{ country: { code: 'GE' } }],
    ]) {
      assert.deepEqual(speech.value(country.key, value as Json), value);
    }
    assert.deepEqual(speech.value(directionsFact.key, { code: 'GE' }), { code: 'GE' });
  });

  it('stands only where its owner says so, in every fact that any moves come to', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = new Play();
        for (const move of sequence) {
          turn(play, move);
          for (const [key, value] of Object.entries(play.state.facts)) {
            for (const part of placesIn(value, key)) {
              met.add(key);
              assert.ok(isReasonIn(key, part), `${key} keeps a reason in ${part}: declare it with reasons`);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(met.has('directions') && met.has('stops'), [...met].join());
  });
});
