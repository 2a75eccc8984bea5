import { labelsOf } from './labels.js';
import { fieldsOf } from './field.js';
import { definitionsIn, rulesOf, type Programme } from './programme.js';
import type { Text } from '../language.js';
import { agencyWithin } from './domain.js';
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
    for (const [code, label] of labelsOf(definition)) labels.set(code, label);
  }
  for (const titles of [domain?.endings, domain?.outcomes, domain?.directions]) {
    for (const [code, { nl, en }] of Object.entries(titles ?? {})) labels.set(code, { nl, en });
  }
  for (const [cause, { title }] of Object.entries(domain?.stopCauses ?? {})) labels.set(cause, title);
  // What a municipality has settled may have a code that a field has as well; the field keeps its words.
  for (const programme of programmes) {
    for (const [code, title] of Object.entries(programme.domain.rules.titles?.(rulesOf(programme)) ?? {})) {
      if (!labels.has(code)) labels.set(code, title);
    }
  }
  return {
    step: (name) => steps.get(name),
    field: (path) => fields.get(path),
    agency: (code) => domain && agencyWithin(domain, code),
    municipality: (code) => programmes.find(({ municipality }) => municipality === code)?.municipalityName,
    role: (code) => domain?.roles[code]?.title,
    label: (code) => labels.get(code),
  };
}
