import fc, { type Arbitrary } from 'fast-check';

/** The most expensive input of a given size that can be thought of, for a body or a query. It need not be valid. */
export interface WorstInput {
  /** Says how it is made, for a message. */
  name: string;
  /** @param bytes about how large it is */
  make(bytes: number): string;
}

interface Property {
  type?: string;
  items?: Property;
  properties?: Record<string, Property>;
}
export interface BodySchema extends Property {
  properties?: Record<string, Property>;
}

/** What texts are made of: separators of all kinds, and characters that are more than they seem. In JSON, without quotes. */
const units = [
  'a',
  '0',
  ',',
  '-',
  ' ',
  '/',
  '~',
  '.',
  ':',
  '@',
  '<',
  '%',
  '\\"',
  '\\\\',
  '\\u0000',
  '\\ud800',
  '\u200b',
  '\u00a0',
  'e\u0301',
  '💥',
];
const long = (unit: string) => (bytes: number) => `"${unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit)))}"`;

/** So many of what `one` makes, with commas between, until it is large enough. */
function many(one: (i: number) => string, bytes: number): string {
  const made: string[] = [];
  for (let i = 0, length = 0; length < bytes; i += 1) {
    const next = one(i);
    made.push(next);
    length += Buffer.byteLength(next) + 1;
  }
  return made.join(',');
}
const id = (i: number) =>
  `${i
    .toString(32)
    .padStart(26, '0')
    .replaceAll(/[ilou]/g, 'z')}.1`;

/** Values of any kind, each as large as is asked. */
const values: Record<string, (bytes: number) => string> = {
  ...Object.fromEntries(units.map((unit) => [`a text of ${JSON.stringify(unit)}`, long(unit)])),
  'unknown fields': (bytes) => `{${many((i) => `"${i.toString(36)}":1`, bytes)}}`,
  'fields of the prototype': (bytes) =>
    `{${many((i) => `"${['__proto__', 'constructor', 'toString'][i % 3]}":{"a":1}`, bytes)}}`,
  'one field with a long name': (bytes) => `{${long('~/')(bytes)}:1}`,
  'a list of numbers': (bytes) => `[${many(String, bytes)}]`,
  'a list of nothing': (bytes) => `[${many(() => 'null', bytes)}]`,
  'a list of empty texts': (bytes) => `[${many(() => '""', bytes)}]`,
  'a list of texts that all differ': (bytes) => `[${many((i) => `"${i.toString(36)}"`, bytes)}]`,
  'a list of ids': (bytes) => `[${many((i) => `"${id(i)}"`, bytes)}]`,
  'a list of what cannot be stored': (bytes) => `[${many(() => '"\\u0000"', bytes)}]`,
  'a list of empty objects': (bytes) => `[${many(() => '{}', bytes)}]`,
  'a list of objects with unknown fields': (bytes) => `[${many((i) => `{"${i.toString(36)}":"\\u0000"}`, bytes)}]`,
  'lists in lists': (bytes) => `${'['.repeat(bytes / 2)}${']'.repeat(bytes / 2)}`,
  'objects in objects': (bytes) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
  'lists of lists': (bytes) => `[${many(() => '[[[[[[[[]]]]]]]]', bytes)}]`,
};

/** Bodies that are like the example, but for one place; or that are something else altogether. */
export function worstBodies({ properties = {} }: BodySchema, example: Record<string, unknown>): Arbitrary<WorstInput> {
  const places = ['', 'a field that does not exist', ...Object.keys(properties)];
  return fc
    .record({ place: fc.constantFrom(...places), kind: fc.constantFrom(...Object.keys(values)) })
    .map(({ place, kind }) => {
      const value = values[kind]!;
      const others = Object.entries(example).filter(([name]) => name !== place);
      const around = others.map(([name, given]) => `${JSON.stringify(name)}:${JSON.stringify(given)}`);
      const make = (bytes: number): string => {
        if (place === '') return besideTheExample(value(bytes), around);
        return `{${[...around, `${JSON.stringify(place)}:${value(bytes)}`].join(',')}}`;
      };
      return { name: `${kind} ${place === '' ? 'as the body' : `as ${place}`}`, make };
    });
}

/** What once was worst; each body is tried with them. */
export const worstOfAll: WorstInput[] = [
  { name: 'unknown fields as the body', make: values['unknown fields']! },
  {
    name: 'fields that cannot be stored as the body',
    make: (bytes) => `{${many((i) => `"${i.toString(36)}":"\\u0000"`, bytes)}}`,
  },
];

/** Of an object its fields come beside those of the example, so that these are looked at too. */
function besideTheExample(value: string, around: readonly string[]): string {
  return value.startsWith('{') ? `{${[...around, value.slice(1, -1)].join(',')}}` : value;
}

/** The part of an address after the question mark, in which one parameter is as bad as it can be. */
export function worstQueries(parameter: string, good: string | undefined): Arbitrary<WorstInput> {
  const name = encodeURIComponent(parameter);
  const repeated = (one: (i: number) => string) => (bytes: number) => many(one, bytes).replaceAll(',', '&');
  const kinds: Record<string, (bytes: number) => string> = {
    ...Object.fromEntries(
      units.map((unit) => {
        const text = encodeURIComponent(unit.replaceAll(/\\u....|\\(.)/g, (_all, plain = '\0') => plain as string));
        return [`a text of ${text}`, (bytes: number) => `${name}=${text.repeat(Math.ceil(bytes / text.length))}`];
      }),
    ),
    'many times': repeated(() => `${name}=a`),
    'many times, as a list': repeated((i) => `${name}%5B${i}%5D=a`),
    'beside unknown ones': repeated((i) => `${i.toString(36)}=1`),
    'a list': (bytes) => `${name}=${many((i) => i.toString(36), bytes)}`,
    'the same again and again': (bytes) => `${name}=${many(() => good ?? 'utrecht', bytes)}`,
  };
  return fc.constantFrom(...Object.keys(kinds)).map((kind) => ({ name: `${parameter}: ${kind}`, make: kinds[kind]! }));
}
