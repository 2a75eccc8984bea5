import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  defineDomain,
  isRoleOf,
  rolesOfAgency,
  type DomainDefinition,
} from '../../src/trajectory/definitions/domain.js';
import type { Message } from '../../src/trajectory/definitions/message.js';
import {
  defineAction,
  defineStep,
  field,
  type Step,
  type StepDefinition,
} from '../../src/trajectory/definitions/step.js';
import { fact } from '../../src/trajectory/replayed/fact.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';

const called = { en: 'Called', nl: 'Genoemd' };
const titles = { title: called, toPerson: called };
const stepWith = (
  audience: readonly string[],
  more: Partial<Pick<StepDefinition, 'name' | 'responsible' | 'performedBy' | 'tells' | 'knownTo' | 'shows'>> = {},
) =>
  defineStep({
    name: 'visit',
    title: called,
    description: called,
    responsible: 'municipality',
    performedBy: ['municipality:case-director'],
    opensWhen: () => true,
    repeatable: false,
    terms: { target: calendarDays(1), fatal: calendarDays(2), remind: [] },
    tells: {},
    input: z.strictObject({ seen: field(z.boolean(), { title: called, purpose: called, audience }) }),
    example: { seen: true },
    decide: () => [],
    ...more,
  });
const labelledChoice = (labels: object) =>
  z.strictObject({
    kind: field(z.enum(['OLD', 'NEW']).meta({ 'x-labels': labels }).optional(), {
      title: called,
      purpose: called,
      audience: ['municipality'],
    }),
  });
const kept = fact<string>('keptByVisit');
const message: Message = { name: 'greeted', title: called, tells: [], knownTo: () => [], decide: () => [] };
const actionAbout = (step: string) =>
  defineAction({
    name: 'move',
    title: called,
    done: called,
    description: called,
    performedBy: ['municipality:case-director'],
    tells: {},
    input: z.strictObject({}),
    example: {},
    concerns: () => step,
    decide: () => [],
  });
const domainWith = (step = stepWith(['municipality']), more: Partial<DomainDefinition> = {}) =>
  defineDomain({
    name: 'small',
    title: called,
    persons: called,
    abroad: called,
    agencies: { municipality: titles, bank: titles },
    roles: { adviser: { title: called, agencies: ['bank'] } },
    referral: stepWith(['municipality'], { name: 'referral' }),
    steps: [step],
    actions: [],
    directions: {},
    outcomes: {},
    ...more,
  });

describe('A domain', () => {
  it('has the roles of the engine, for the municipality alone, beside its own', () => {
    const domain = domainWith();
    assert.deepEqual(rolesOfAgency(domain, 'bank'), ['adviser']);
    assert.deepEqual(rolesOfAgency(domain, 'municipality'), [
      'case-director',
      'coordinator',
      'auditor',
      'administrator',
    ]);
    assert.ok(!isRoleOf(domain, 'bank', 'coordinator') && !isRoleOf(domain, 'bank', 'constructor'));
  });

  it('calls a code by one name, or it does not start: a sentence has the code alone', () => {
    const choice = (label: string) =>
      z.strictObject({
        kind: field(z.enum(['other']).meta({ 'x-labels': { other: { en: label, nl: label } } }), {
          title: called,
          purpose: called,
          audience: ['municipality'],
        }),
      });
    const steps = [
      { ...stepWith(['bank'], { name: 'one' }), input: choice('Other'), example: { kind: 'other' } },
      { ...stepWith(['bank'], { name: 'two' }), input: choice('Another'), example: { kind: 'other' } },
    ];
    assert.throws(() => domainWith(undefined, { steps }), /other is “Other” in one and “Another” in two/);
    const outcomes = { other: { en: 'Elsewhere', nl: 'Elders' } };
    assert.throws(() => domainWith(undefined, { steps: [steps[0]!], outcomes }), /“Elsewhere” in its codes/);
    assert.ok(domainWith(undefined, { steps: [steps[0]!] }));
  });

  it('keeps nothing from the municipality, which gives each person their own file', () => {
    assert.throws(() => domainWith(stepWith(['bank'])), /visit, input\.seen\. Add municipality to the audience/);
    const shows = { [kept.key]: { title: called, purpose: called, audience: ['bank'] } };
    assert.throws(() => domainWith(stepWith(['municipality'], { shows })), /visit, shows\.keptByVisit\. Add/);
    assert.ok(domainWith(stepWith(['bank', 'municipality'])));
  });

  for (const [what, make, told] of [
    ['audience of a field', () => domainWith(stepWith(['municipality', 'police'])), 'visit, input.seen: agency police'],
    [
      'audience of a fact',
      () =>
        domainWith(stepWith(['bank'], { shows: { [kept.key]: { title: called, purpose: called, audience: ['z'] } } })),
      'visit, shows.keptByVisit: agency z',
    ],
    [
      'responsible agency',
      () => domainWith(stepWith(['bank'], { responsible: 'bnak' })),
      'visit, responsible: agency bnak',
    ],
    [
      'agency that is told',
      () => domainWith(stepWith(['bank'], { tells: { opened: ['ngo'] } })),
      'visit, tells.opened: agency ngo',
    ],
    [
      'agency of a compartment',
      () => domainWith(stepWith(['municipality'], { knownTo: ['municipality', 'x'] })),
      'visit, knownTo: agency x',
    ],
    [
      'agency that a message tells',
      () => domainWith(undefined, { messages: [{ ...message, tells: ['bnak'] }] }),
      'greeted, tells: agency bnak',
    ],
    [
      'step that definitions refer to',
      () => domainWith(undefined, { namedSteps: ['visit', 'vist'] }),
      'named steps: step vist',
    ],
    [
      'action that definitions refer to',
      () => domainWith(undefined, { namedActions: ['go'] }),
      'named actions: action go',
    ],
    [
      'step that an action is about',
      () => domainWith(undefined, { actions: [actionAbout('vist')] }),
      'move, concerns: step vist',
    ],
    [
      'role of an agency',
      () => domainWith(stepWith(['bank'], { performedBy: ['bank:legal'] })),
      'visit, performedBy: bank:legal',
    ],
    [
      'agency of a role',
      () => domainWith(undefined, { roles: { legal: { title: called, agencies: ['y'] } } }),
      'role legal: agency y',
    ],
  ] as const) {
    it(`with a slip in the ${what} is refused, and the definition and the place are told`, () => {
      assert.throws(make, { message: `The domain small does not have: ${told}.` });
    });
  }

  it('with a code that is called nothing is refused at the start: a form or a file would show the bare code', () => {
    const offering = (labels: object) =>
      domainWith(undefined, {
        steps: [{ ...stepWith(['municipality']), input: labelledChoice(labels) }] as unknown as Step[],
      });
    assert.throws(() => offering({ OLD: called }), {
      message: 'The domain small has codes without x-labels: NEW in visit.',
    });
    offering({ OLD: called, NEW: called });
  });
});
