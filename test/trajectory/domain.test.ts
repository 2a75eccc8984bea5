import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  defineDomain,
  isRoleOf,
  rolesOfAgency,
  type DomainDefinition,
} from '../../src/trajectory/definitions/domain.js';
import { defineStep, field, type StepDefinition } from '../../src/trajectory/definitions/step.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';

const called = { en: 'Called', nl: 'Genoemd' };
const titles = { title: called, toPerson: called };
const stepWith = (
  audience: readonly string[],
  more: Partial<Pick<StepDefinition, 'name' | 'responsible' | 'performedBy' | 'tells' | 'knownTo'>> = {},
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

  for (const [what, make, told] of [
    ['audience of a field', () => domainWith(stepWith(['municipality', 'police'])), /visit: agency police/],
    ['responsible agency', () => domainWith(stepWith(['bank'], { responsible: 'bnak' })), /visit: agency bnak/],
    ['agency that is told', () => domainWith(stepWith(['bank'], { tells: { opened: ['ngo'] } })), /visit: agency ngo/],
    [
      'compartment',
      () => domainWith(stepWith(['municipality'], { knownTo: ['municipality', 'x'] })),
      /visit: agency x/,
    ],
    [
      'step that definitions refer to',
      () => domainWith(undefined, { namedSteps: ['visit', 'vist'] }),
      /^Error: The domain small does not have: named steps: step vist\.$/,
    ],
    ['role of an agency', () => domainWith(stepWith(['bank'], { performedBy: ['bank:legal'] })), /visit: bank:legal/],
    [
      'agency of a role',
      () => domainWith(undefined, { roles: { legal: { title: called, agencies: ['y'] } } }),
      /legal: y/,
    ],
  ] as const) {
    it(`with a ${what} that it does not have is refused, and the name is told`, () => {
      assert.throws(make, told);
    });
  }
});
