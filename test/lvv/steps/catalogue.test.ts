import assert from 'node:assert/strict';
import { referral, standardActions, standardSteps } from '../../../src/lvv/index.js';
import { fieldsOf as declaredIn } from '../../../src/trajectory/definitions/field.js';
import type { Action, Step } from '../../../src/trajectory/definitions/step.js';
import { checkDefinition, checkResponsible, inBothLanguages, isAgency } from '../../support/definitionChecks.js';
import { Play } from '../../support/play.js';

const all: readonly (Step | Action)[] = [referral, ...standardSteps, ...standardActions];

for (const definition of all) checkDefinition(definition);
for (const step of standardSteps) checkResponsible(step);

describe('The catalogue', () => {
  it('has each name once, and none that the timeline uses for something else', () => {
    const taken = ['trajectory-opened', 'trajectory-closed', 'direction-set', 'outcome-registered'];
    const names = [...all.map(({ name }) => name), ...taken];
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i || name.startsWith('step-')),
      [],
    );
  });

  it('keeps nothing from the municipality, which gives a person their own file, whole', () => {
    for (const definition of all) {
      const kept = declaredIn(definition).filter(({ audience }) => audience.length > 0);
      const facts = Object.values(definition.shows ?? {});
      for (const { audience } of [...kept, ...facts]) assert.ok(audience.includes('municipality'), definition.name);
    }
  });

  it('leads from referral to outcome when its examples are performed in the order in which steps open', () => {
    const play = new Play();
    assert.deepEqual(play.open, ['intake']);
    const performed: string[] = [];
    for (let name = play.open[0]; name !== undefined; name = play.open[0]) {
      assert.ok(!performed.includes(name), `${name} opens again by its own example`);
      performed.push(name);
      play.perform(name);
    }
    assert.deepEqual(performed.slice(0, 4), ['intake', 'dossier-ind', 'dossier-dtv', 'admission']);
    const { status, outcome, openSteps } = play.state;
    assert.deepEqual(
      { status, outcome, openSteps },
      { status: 'closed', outcome: 'RETURNED_INDEPENDENT', openSteps: [] },
    );
  });

  it('has actions whose examples can be performed in their turn as well', () => {
    const play = new Play();
    for (const name of [
      'intake',
      'admission',
      'legal-review',
      'plan-step',
      'change-direction',
      'withdraw',
      'outcome-check',
    ]) {
      play.perform(name);
    }
    assert.equal(play.state.direction, 'RETURN');
    assert.equal(play.state.outcome, 'OWN_REQUEST');
  });
});

describe('The facts that people may ask for', () => {
  const shown = all.flatMap(({ shows = {} }) => Object.entries(shows));

  it('are called something and kept for something in both languages, have an audience, and are each shown by one definition', () => {
    for (const [fact, { title, purpose, audience }] of shown) {
      inBothLanguages(title, fact);
      inBothLanguages(purpose, fact);
      assert.ok(audience.length > 0 && audience.every(isAgency), fact);
    }
    assert.equal(new Set(shown.map(([fact]) => fact)).size, shown.length);
  });
});
