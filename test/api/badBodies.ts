import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';

/** Bad bodies for the API, made at random from what its OpenAPI document says would be good. */

export interface BodySchema {
  properties?: Record<string, { type?: string; items?: { type?: string }; anyOf?: { type?: string }[] }>;
  required?: string[];
}

/** Text with what breaks programs: NUL, half a surrogate pair, direction marks, combining marks, very long. */
export const strange = fc.oneof(
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udc00y',
    '\u202e',
    '\ufeff',
    '%00',
    '..',
    '../..',
    "'; drop--",
    '💥',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
/** What PostgreSQL can't keep as text. */
const unstorable = fc.constantFrom('abc\u0000', '\u0000\u0000\u0000', 'abc\ud800', '\udfffabc', 'a\ud83d.');

const ofType: Record<string, Arbitrary<unknown>> = {
  string: fc.oneof(fc.string(), strange),
  integer: fc.integer(),
  number: fc.double(),
  boolean: fc.boolean(),
  null: fc.constant(null),
  array: fc.array(fc.integer(), { maxLength: 3 }),
  object: fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 }),
};

/** A value of any other JSON type than these. */
const notOfType = (...types: string[]): Arbitrary<unknown> =>
  fc.oneof(...Object.entries(ofType).flatMap(([name, values]) => (types.includes(name) ? [] : [values])));

/** Several fields at once that are of the wrong type, missing, unknown, or that no database can keep. */
export function fields(
  { properties = {}, required = [] }: BodySchema,
  example: Record<string, unknown>,
): Arbitrary<{ text: string; pointers: string[] }> {
  const known = Object.entries(properties);
  const wrongIn = ([name, { type = 'string', items, anyOf = [] }]: (typeof known)[number]): Arbitrary<
    [string, unknown]
  > =>
    fc
      .oneof(
        notOfType(type, ...(anyOf.some((one) => one.type === 'null') ? ['null'] : [])),
        ...(type === 'string' ? [unstorable] : []),
        ...(items?.type === undefined ? [] : [fc.array(notOfType(items.type), { minLength: 1, maxLength: 3 })]),
      )
      .map((value) => [name, value]);
  const wrong = fc.subarray(known).chain((chosen) => fc.tuple(...chosen.map(wrongIn)));
  const unknown = fc.uniqueArray(
    fc.oneof(strange, fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'version', 'actor', 'a/b~c')),
    { maxLength: 2 },
  );
  return fc
    .record({ wrong, missing: fc.subarray(required), unknown })
    .map((faults) => {
      const unknownHere = faults.unknown.filter((name) => !Object.hasOwn(properties, name));
      const body = new Map(Object.entries(example));
      for (const [name, value] of faults.wrong) body.set(name, value);
      for (const name of faults.missing) body.delete(name);
      for (const name of unknownHere) body.set(name, 1);
      // Put together as text, since an object would take `__proto__` for something else.
      const entries = [...body].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
      // What is missing though it need not be there was only made absent again.
      const names = [
        ...faults.wrong.map(([name]) => name).filter((name) => body.has(name)),
        ...faults.missing,
        ...unknownHere,
      ];
      return { text: `{${entries.join(',')}}`, pointers: [...new Set(names)].map(pointerOf) };
    })
    .filter(({ pointers }) => pointers.length > 0);
}

const pointerOf = (name: string) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

interface BadBody {
  /** Any of these says what is wrong. */
  statuses: number[];
  headers: Record<string, string>;
  body: Buffer;
}

/** What is no JSON object at all, or is not sent as one. */
export function bodies(good: string, limit: number): Arbitrary<BadBody> {
  const type = 'application/json';
  const made = (statuses: number[], body: string | Buffer, headers: Record<string, string> = {}): BadBody => ({
    statuses,
    headers: { 'content-type': type, ...headers },
    body: Buffer.from(body as string),
  });
  const broken = fc.oneof(
    fc.integer({ min: 0, max: good.length - 1 }).map((end) => good.slice(0, end)),
    fc.string().map((text) => `${good}${text}x`),
    strange.map((text) => `{${text}`),
  );
  const deep = fc
    .record({ depth: fc.integer({ min: 500, max: 10_000 }), pair: fc.constantFrom(['[', ']'], ['{"a":', '}']) })
    .map(({ depth, pair: [open, close] }) => `${open.repeat(depth)}1${close.repeat(depth)}`);
  return fc.oneof(
    fc.constantFrom('null', '1', '"text"', 'true', '[]', `[${good}]`).map((text) => made([400], text)),
    broken.map((text) => made([400], text)),
    deep.map((text) => made(text.length > limit ? [413] : [400], text)),
    fc.integer({ min: 1, max: 200_000 }).map((more) => made([413], `${' '.repeat(limit + more)}${good}`)),
    fc.integer({ min: 1, max: 2_000_000 }).map((more) => {
      const bomb = gzipSync(`${good}${' '.repeat(limit + more)}`, { level: 1 });
      return made([413], bomb, { 'content-encoding': 'gzip' });
    }),
    fc
      .constantFrom(
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'application/jsonp',
        '',
        ';',
        '*/*',
      )
      .map((other) => made([415], good, { 'content-type': other })),
    fc
      .constantFrom('iso-8859-1', 'utf-7', 'utf-99', 'ascii', 'utf-16')
      .map((charset) => made([400, 415], good, { 'content-type': `${type}; charset=${charset}` })),
    fc
      .constantFrom('gzip', 'deflate', 'br', 'compress', 'zstd', 'gzip, gzip', 'x')
      .map((encoding) => made([400, 415], good, { 'content-encoding': encoding })),
  );
}
