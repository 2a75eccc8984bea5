import assert from 'node:assert/strict';
import { z } from 'zod';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import { fieldsOf } from '../../src/trajectory/definitions/field.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';
import { defineAction, defineStep, field, nobody, type Text } from '../../src/trajectory/definitions/step.js';
import { plain } from '../support/fields.js';
import { fact } from '../../src/trajectory/replayed/fact.js';

const said: Text = { en: 'Something', nl: 'Iets' };
const meta = { title: said, purpose: said, audience: ['municipality'] as Agency[] };
const common = {
  title: said,
  description: said,
  performedBy: ['municipality:case-director' as const],
  tells: {},
  example: { held: true },
  decide: () => [],
};
const asStep = {
  ...common,
  name: 'visit',
  responsible: 'municipality' as const,
  opensWhen: () => false,
  repeatable: false,
  terms: { target: calendarDays(1), fatal: calendarDays(2), remind: [] },
};

describe('A field of a step or action', () => {
  for (const [what, wrong] of [
    ['its title', { ...meta, title: { en: '', nl: '' } }],
    ['its purpose in Dutch', { ...meta, purpose: { en: 'To test.', nl: ' ' } }],
    ['its purpose in English', { ...meta, purpose: { en: '', nl: 'Om te testen.' } }],
    ['its audience', { ...meta, audience: [] }],
  ] as const) {
    it(`without ${what} keeps its step from being defined at all, also when it may be left out`, () => {
      const held = field(z.boolean(), wrong);
      for (const each of [held, held.optional(), held.default(false), held.nullable()]) {
        const define = () => defineStep({ ...asStep, input: z.strictObject({ held: each }) });
        assert.throws(define, /The field held of visit does not say what it is for: x-(title|purpose|audience)/);
      }
    });
  }

  it('that says nothing of itself does not compile, nor is it defined when nobody compiles it', () => {
    // @ts-expect-error A field is made with `field`.
    const step = () => defineStep({ ...asStep, input: z.strictObject({ held: z.boolean() }) });
    assert.throws(step, /The field held of visit/);
    // @ts-expect-error A field is made with `field`, also one that may be left out.
    const later = () => defineStep({ ...asStep, input: z.strictObject({ held: z.boolean().optional() }) });
    assert.throws(later, /The field held of visit/);
    // @ts-expect-error A purpose is said in two languages.
    const action = () => field(z.boolean(), { ...meta, purpose: { en: 'To test.' } });
    const visited = () =>
      defineAction({ ...common, name: 'visited', done: common.title, input: z.strictObject({ held: action() }) });
    assert.throws(visited, /The field held of visited/);
  });

  it('is seen by nobody only when it says so, and is then not kept', () => {
    const input = z.strictObject({ held: field(z.boolean(), { ...meta, audience: nobody }) });
    assert.deepEqual(
      fieldsOf(defineStep({ ...asStep, input })).map(({ audience, kept }) => ({ audience, kept })),
      [{ audience: [], kept: false }],
    );
  });

  it('says what it is for wherever it is wrapped', () => {
    const held = plain(z.boolean());
    for (const each of [held, held.optional(), held.default(true), held.nullable()]) {
      const [view] = fieldsOf({ name: 'visit', input: z.strictObject({ held: each }) });
      assert.equal(view?.purpose.nl, 'Om mee te testen.');
    }
  });
});

describe('A fact that a step keeps', () => {
  it('without a purpose or an audience keeps it from being defined', () => {
    const input = z.strictObject({ held: plain(z.boolean()) });
    fact<string>('visited');
    for (const wrong of [
      { ...meta, purpose: { en: '', nl: '' } },
      { ...meta, audience: [] },
    ]) {
      assert.throws(() => defineStep({ ...asStep, input, shows: { visited: wrong } }), /The fact visited of visit/);
    }
  });

  it('keeps a step from being defined that shows it, or calls it otherwise, when nobody declares it', () => {
    const input = z.strictObject({ held: plain(z.boolean()) });
    const lost = /^Error: visit names the fact vistied, which nobody declares: declare it with fact\('vistied'\)\.$/;
    assert.throws(() => defineStep({ ...asStep, input, shows: { vistied: meta } }), lost);
    assert.throws(() => defineStep({ ...asStep, input, factsFormerly: { vistied: ['seen'] } }), lost);
  });
});

describe('A compartment', () => {
  const step = (changes: object) => () =>
    defineStep({
      ...asStep,
      knownTo: ['municipality', 'ngo'],
      input: z.strictObject({ held: field(z.boolean(), meta) }),
      ...changes,
    });

  it('has in it whoever performs the step, waits for it, is told of it or sees what was filled in, and the municipality', () => {
    step({})();
    for (const [changes, outside] of [
      [{ performedBy: ['ind:liaison'] }, 'ind'],
      [{ responsible: 'dtv' }, 'dtv'],
      [{ tells: { overdue: ['avim'] } }, 'avim'],
      [{ input: z.strictObject({ held: field(z.boolean(), { ...meta, audience: ['dtv'] }) }) }, 'dtv'],
      [{ knownTo: ['ngo'] }, 'municipality'],
    ] as const) {
      assert.throws(step(changes), new RegExp(`visit is known to .* only, and yet names ${outside}`));
    }
  });
});

describe('A field that depends on another answer', () => {
  const yes = [{ field: 'held', is: [true] }];
  const define = (rules: object, schema: z.ZodType = z.string().optional()) =>
    defineStep({
      ...asStep,
      example: { held: true, where: 'here' },
      input: z.strictObject({
        held: field(z.boolean(), meta),
        kind: field(z.enum(['desk', 'phone', 'post']).optional(), {
          ...meta,
          choices: { field: 'held', allow: { true: ['desk'], false: ['phone', 'post'] } },
        }),
        where: field(schema, { ...meta, ...rules }),
        why: field(z.string().optional(), { ...meta, when: [{ field: 'where', is: ['elsewhere'] }] }),
      }),
    });
  const wrongIn = (rules: object, input: object) =>
    define(rules)
      .input.safeParse(input)
      .error?.issues.map(({ path }) => path.join('/')) ?? [];

  it('is refused where it makes no sense, and asked for where it is needed', () => {
    const rules = { when: yes, needed: true };
    assert.deepEqual(wrongIn(rules, { held: true, where: 'here' }), []);
    assert.deepEqual(wrongIn(rules, { held: false }), []);
    assert.deepEqual(wrongIn(rules, { held: false, where: 'here' }), ['where']);
    assert.deepEqual(wrongIn(rules, { held: true }), ['where']);
    assert.deepEqual(wrongIn({ when: yes }, { held: true }), []);
    assert.deepEqual(wrongIn({ needed: yes }, { held: true }), ['where']);
    assert.deepEqual(wrongIn({ needed: yes }, { held: false, where: 'here' }), []);
    // What is asked by an answer that itself is not asked, is not asked either.
    assert.deepEqual(wrongIn({ when: yes }, { held: false, where: 'elsewhere', why: 'x' }), ['where', 'why']);
    assert.deepEqual(wrongIn({ when: yes }, { held: true, where: 'here', why: 'x' }), ['why']);
    assert.deepEqual(wrongIn({}, { held: false, kind: 'desk' }), ['kind']);
    assert.deepEqual(wrongIn({}, { held: false, kind: 'post' }), []);
  });

  it('says so in the schema that the form and the documents come from', () => {
    const { properties } = z.toJSONSchema(define({ when: yes, needed: true }).input, { io: 'input' });
    const where = properties?.['where'] as Record<string, unknown>;
    assert.deepEqual([where['x-when'], where['x-needed']], [yes, true]);
  });

  it('must be one that may be left out, and depend on one that is there', () => {
    assert.throws(
      () => define({ when: yes }, z.string()),
      /where of visit is asked only sometimes, so it must be optional/,
    );
    assert.throws(() => define({ when: [{ field: 'gone', is: [true] }] }), /depends on gone, which is not there/);
  });
});
