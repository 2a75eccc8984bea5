import assert from 'node:assert/strict';
import { z } from 'zod';
import { addDays } from '../../src/trajectory/terms/calendar.js';
import { dueDate, wakeUps } from '../../src/trajectory/terms/deadlines.js';
import { decideAccess, accessRequest } from '../../src/trajectory/replayed/policy.js';
import { performingOf } from '../../src/trajectory/deciding/decide.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';
import { audienceOf, type Action, type Step, type Text } from '../../src/trajectory/definitions/step.js';
import { actor } from './play.js';

const mayPerform = (definition: Step | Action, agencyRole: string) => {
  const resource = { type: 'trajectory', properties: { performedBy: definition.performedBy } } as const;
  const context = { time: '2026-11-02T09:30:00.000Z', partners: agencies };
  return decideAccess(accessRequest(actor(agencyRole), performingOf(definition), resource, context)).decision;
};
export const isAgency = (agency: string) => (agencies as readonly string[]).includes(agency);

interface FieldSchema {
  type?: string;
  title?: string;
  pattern?: string;
  allOf?: unknown[];
  format?: string;
  enum?: string[];
  'x-labels'?: Record<string, Text>;
  maxLength?: number;
  maxItems?: number;
  items?: FieldSchema;
  properties?: Record<string, FieldSchema>;
  'x-title'?: Text;
  'x-purpose'?: Text;
  'x-audience'?: Agency[];
}

/** The fields as the catalogue and the OpenAPI document show them. */
function fieldsOf(definition: Step | Action): [name: string, schema: FieldSchema][] {
  const schema = z.toJSONSchema(definition.input, { io: 'input' }) as FieldSchema;
  return Object.entries(schema.properties ?? {});
}

export function inBothLanguages(text: Text | undefined, what: string): void {
  for (const language of ['en', 'nl'] as const) assert.match(text?.[language] ?? '', /\S/, `${what} in ${language}`);
}

/** Every schema of a value within a field. */
function within(schema: FieldSchema): FieldSchema[] {
  const inner = [...(schema.items ? [schema.items] : []), ...Object.values(schema.properties ?? {})];
  return [schema, ...inner.flatMap(within)];
}

/** What holds of every definition of the LVV, whichever it is. */
export function checkDefinition(definition: Step | Action): void {
  describe(`The ${definition.kind} ${definition.name}`, () => {
    it('has an example that fits its own schema and fills in nothing that the schema does not have', () => {
      const parsed = definition.input.safeParse(definition.example);
      assert.ok(parsed.success, parsed.error?.message);
      const known = fieldsOf(definition).map(([name]) => name);
      for (const name of Object.keys(definition.example as object)) assert.ok(known.includes(name), name);
      const more = { ...(definition.example as object), unheardOf: 1 };
      assert.ok(!definition.input.safeParse(more).success, 'an unknown field must be refused');
    });

    it('has a title and a description in Dutch and English', () => {
      inBothLanguages(definition.title, 'title');
      inBothLanguages(definition.description, 'description');
    });

    it('says of every field what it is called, for what purpose it is asked, and who may see it', () => {
      for (const [name, schema] of fieldsOf(definition)) {
        inBothLanguages(schema['x-title'], name);
        assert.equal(schema.title, schema['x-title']?.en, name);
        for (const language of ['en', 'nl'] as const) {
          const purpose = schema['x-purpose']?.[language] ?? '';
          assert.match(purpose, language === 'en' ? /^To [a-z].*\.$/ : /^Om .*\.$/, `the purpose of ${name}`);
        }
        const audience = schema['x-audience'] ?? [];
        assert.ok(audience.every(isAgency), name);
        assert.equal(new Set(audience).size, audience.length, name);
        // Of a V-number that two people enter only a keyed hash is kept, so nobody can see it.
        if (audience.length === 0) assert.equal(name, 'vNumber', `${name} is seen by nobody`);
      }
    });

    it('shows what was filled in to the audience that it names, also in fields that may be left out', () => {
      for (const [name, schema] of fieldsOf(definition)) {
        assert.deepEqual(audienceOf(definition, name), schema['x-audience'], name);
      }
      assert.deepEqual(audienceOf(definition, 'unheardOf'), []);
      assert.deepEqual(audienceOf(definition, 'constructor'), []);
    });

    it('says what each code is called, in Dutch and English', () => {
      for (const [name, schema] of fieldsOf(definition)) {
        for (const { enum: codes, 'x-labels': labels = {} } of within(schema)) {
          for (const code of codes ?? []) inBothLanguages(labels[code], `${name}: ${code}`);
        }
      }
    });

    it('answers nothing for anyone: no field has a value of itself that would be recorded', () => {
      assert.doesNotMatch(JSON.stringify(z.toJSONSchema(definition.input, { io: 'input' })), /"default":/);
      const given = Object.keys(definition.input.parse(definition.example));
      assert.deepEqual(given.toSorted(), Object.keys(definition.example as object).toSorted());
    });

    it('takes no text or list without an end', () => {
      for (const [name, schema] of fieldsOf(definition)) {
        for (const { type, pattern, allOf, format, enum: values, maxLength, maxItems } of within(schema)) {
          if (type === 'string') assert.ok(pattern ?? allOf ?? format ?? values ?? maxLength, name);
          if (type === 'array') assert.ok(maxItems, name);
        }
      }
    });

    it('is performed by roles of agencies that exist, and by nobody else', () => {
      assert.ok(definition.performedBy.length > 0);
      for (const agencyRole of definition.performedBy) {
        assert.match(agencyRole, /^[a-z]+:[a-z]+(-[a-z]+)*$/);
        assert.ok(isAgency(agencyRole.split(':')[0]!), agencyRole);
        assert.ok(mayPerform(definition, agencyRole), `${agencyRole} is a role that there is`);
      }
      for (const agency of agencies) assert.ok(!mayPerform(definition, `${agency}:cleaner`), agency);
    });

    it('tells agencies that exist, each once', () => {
      for (const told of Object.values(definition.tells)) {
        assert.ok(told.every(isAgency));
        assert.equal(new Set(told).size, told.length);
      }
    });
  });
}

/** What holds of every step, of whom it is told and when. */
export function checkResponsible({ terms, ...step }: Step): void {
  describe(`The agency that is told of ${step.name}`, () => {
    it('exists, and has someone who can perform it', () => {
      assert.ok(isAgency(step.responsible));
      assert.ok(step.performedBy.some((agencyRole) => agencyRole.startsWith(`${step.responsible}:`)));
    });

    if (terms === null) return;
    it('is reminded before the target date, which comes before the fatal date, and only then is it escalated', () => {
      const { target, fatal, remind, escalate } = terms;
      assert.ok(remind.length > 0, 'it is reminded at least once');
      assert.ok(escalate, 'it is escalated at last');
      for (let day = '2026-11-02'; day < '2027-11-02'; day = addDays(day, 1)) {
        const opened = `${day}T09:30:00.000Z`;
        for (const term of remind) assert.ok(dueDate(opened, term) < dueDate(opened, target), day);
        assert.ok(dueDate(opened, target) < dueDate(opened, fatal), day);
        assert.ok(dueDate(opened, fatal) < dueDate(opened, escalate), day);
      }
      const kinds = wakeUps('2026-11-02T09:30:00.000Z', terms, 'any').map(({ kind }) => kind);
      assert.deepEqual(kinds, [...remind.map(() => 'reminder'), 'overdue', 'escalation']);
    });
  });
}
