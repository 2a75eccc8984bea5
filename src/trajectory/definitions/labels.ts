import { z } from 'zod';
import type { Text } from '../language.js';
import type { Action, Step } from './step.js';

/** What the fields of a step or action call their codes, however deep they have them. */
export function labelsOf({ input }: Step | Action): [code: string, label: Text][] {
  return labelsIn(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
}

function labelsIn(schema: unknown): [string, Text][] {
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'x-labels' ? Object.entries(value as Record<string, Text>) : labelsIn(value),
  );
}

/** The codes that a field offers and that are called nothing: a file or a form would show them as they are. */
export function calledNothing(definitions: readonly (Step | Action)[]): string[] {
  return definitions.flatMap(({ name, input }) =>
    choicesIn(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).flatMap(({ codes, labels }) =>
      codes.filter((code) => !Object.hasOwn(labels, code)).map((code) => `${code} in ${name}`),
    ),
  );
}

/** Each choice between codes in a schema, with the labels that it has itself. */
function choicesIn(schema: unknown): { codes: string[]; labels: object }[] {
  if (schema === null || typeof schema !== 'object') return [];
  const { enum: codes, 'x-labels': labels = {} } = schema as { enum?: unknown; 'x-labels'?: object };
  const own = Array.isArray(codes) ? [{ codes: codes.filter((code) => typeof code === 'string'), labels }] : [];
  return [...own, ...Object.values(schema).flatMap(choicesIn)];
}

/** Which codes two places in a domain call differently: a line for each, with both. */
export function calledDifferently(
  definitions: readonly (Step | Action)[],
  titles: readonly Readonly<Record<string, Text>>[],
): string[] {
  const first = new Map<string, { label: Text; where: string }>();
  const faults: string[] = [];
  const all: [where: string, labels: [string, Text][]][] = [
    ...titles.map((one): [string, [string, Text][]] => ['its codes', Object.entries(one)]),
    ...definitions.map((one): [string, [string, Text][]] => [one.name, labelsOf(one)]),
  ];
  for (const [where, labels] of all) {
    for (const [code, { en, nl }] of labels) {
      const known = first.get(code);
      if (!known) first.set(code, { label: { en, nl }, where });
      else if (known.label.en !== en || known.label.nl !== nl) {
        faults.push(`${code} is “${known.label.en}” in ${known.where} and “${en}” in ${where}`);
      }
    }
  }
  return [...new Set(faults)];
}
