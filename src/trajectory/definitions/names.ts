import { z } from 'zod';
import { fieldsOf } from './field.js';
import { definitionsIn, type Programme } from './programme.js';
import type { Text } from '../language.js';
import { agencyTitle } from './domain.js';
import { ofTrajectory } from './dayRules.js';
import type { Names } from '../words/places.js';

/** What the programmes call their steps, fields and codes, in the words of now. */
export function namesOf(programmes: readonly Programme[]): Names {
  // All programmes are of one domain.
  const domain = programmes[0]?.domain;
  const steps = new Map<string, Text>();
  const fields = new Map<string, Text>(
    Object.entries(domain?.days ?? {}).map(([name, { title }]) => [`${ofTrajectory}.${name}`, title]),
  );
  const labels = new Map<string, Text>([
    ['true', { en: 'Yes', nl: 'Ja' }],
    ['false', { en: 'No', nl: 'Nee' }],
  ]);
  for (const definition of new Set(programmes.flatMap(definitionsIn))) {
    for (const name of [definition.name, ...(definition.formerly ?? [])]) steps.set(name, definition.title);
    for (const { name, title } of fieldsOf(definition)) fields.set(`${definition.name}.${name}`, title);
    for (const [code, label] of labelsIn(z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' }))) {
      labels.set(code, label);
    }
  }
  return {
    step: (name) => steps.get(name),
    field: (path) => fields.get(path),
    agency: (code) => domain && agencyTitle(domain, code).title,
    role: (code) => domain?.roles[code]?.title,
    label: (code) =>
      labels.get(code) ?? (domain && { ...domain.endings, ...domain.outcomes, ...domain.directions }[code]),
  };
}

/** What a schema calls its codes, however deep it has them. */
function labelsIn(schema: unknown): [string, Text][] {
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'x-labels' ? Object.entries(value as Record<string, Text>) : labelsIn(value),
  );
}
