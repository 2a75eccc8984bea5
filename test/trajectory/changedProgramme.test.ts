import { because } from '../../src/trajectory/words/engine.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { standardSteps } from '../../src/lvv/index.js';
import { workingDays } from '../../src/trajectory/terms/deadlines.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import { defineStep, setFacts, type Step } from '../../src/trajectory/definitions/step.js';
import { plain } from '../support/fields.js';
import { actor, Play, programmeWith } from '../support/play.js';
import { moves, timeTypes, turn } from './moves.js';
import { fact } from '../../src/trajectory/replayed/fact.js';

const foundFact = fact<boolean>('found');
const homeVisit = defineStep({
  name: 'home-visit',
  title: { en: 'Home visit', nl: 'Huisbezoek' },
  description: { en: 'A visit.', nl: 'Een bezoek.' },
  responsible: 'avim',
  performedBy: ['avim:liaison'],
  opensWhen: (t) => t.isCompleted('intake'),
  repeatable: false,
  terms: { target: workingDays(5), fatal: workingDays(10), remind: [workingDays(4)] },
  tells: {},
  input: z.strictObject({ found: plain(z.boolean()) }),
  example: { found: true },
  decide: (_t, input) => [setFacts(foundFact.set(input.found))],
});

/** What time and a changed programme together may cause by themselves. */
const changeTypes = ['step-opened', 'step-reassigned', 'step-withdrawn'];

describe('A changed programme', () => {
  it('never breaks a trajectory that is open: it refuses what it lacks, opens what is new, and keeps the rest', () => {
    const programmes = fc
      .tuple(fc.subarray([...standardSteps]), fc.boolean())
      .map(([steps, more]) => programmeWith(more ? [...steps, homeVisit] : steps));
    fc.assert(
      fc.property(fc.array(fc.tuple(moves, programmes), { minLength: 1, maxLength: 4 }), (phases) => {
        const play = new Play();
        for (const [sequence, programme] of phases) {
          play.programme = programme;
          for (const move of sequence) {
            const { before, command, batch } = turn(play, move);
            assert.equal(play.state.version, play.events.length);
            for (const event of batch?.events ?? []) {
              if (event.type === 'step-opened') assert.ok(programme.steps.some(({ name }) => name === event.step));
              if (command.kind === 'tick') assert.ok([...timeTypes, ...changeTypes].includes(event.type), event.type);
            }
            if (command.kind === 'step' && batch) assert.ok(programme.steps.some(({ name }) => name === command.name));
            if (command.kind === 'tick') assert.equal(play.state.status, before.status);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes an open step away that it lacks, and opens it anew when it has the step again', () => {
    const play = new Play();
    play.programme = programmeWith(standardSteps.filter(({ name }) => name !== 'intake'));
    assert.equal(play.refused('intake').code, 'step-not-open');
    play.now += 60 * 86_400_000;
    assert.deepEqual(
      play.tick().events.map(({ type, step, reason, tells }) => [type, step, reason, tells]),
      [['step-withdrawn', 'intake', because['step-removed'], ['municipality']]],
    );
    play.programme = programmeWith();
    play.tick();
    play.perform('intake');
    assert.deepEqual(play.open, ['dossier-ind', 'dossier-dtv', 'admission']);
  });

  it('opens a step that was added with the next tick, and not again after it was done', () => {
    const play = new Play();
    play.perform('intake');
    const steps: readonly Step[] = [...standardSteps, homeVisit];
    play.programme = programmeWith(steps);
    assert.deepEqual(
      play.tick().events.map(({ type, step }) => [type, step]),
      [['step-opened', 'home-visit']],
    );
    const visit = play.command('intake', {
      name: 'home-visit',
      input: { found: false },
      actor: actor('avim:liaison'),
    });
    play.take(decide(play.programme, play.state, visit, play.instant));
    assert.deepEqual(play.tick().events, []);
    assert.equal(play.state.facts['found'], false);
  });
});
