import fc, { type Arbitrary } from 'fast-check';
import { strange } from './badBodies.js';

/** Bad addresses, queries and headers for the API, and what is no HTTP at all. */

const encodedAnyHow = (text: string) => encodeURIComponent(Buffer.from(text).toString());
/** Ids that are nobody's, encoded right and wrong. */
const ids = fc.oneof(
  strange.filter((text) => text !== '' && text !== '.' && text !== '..').map(encodedAnyHow),
  fc.constantFrom(
    '%',
    '%zz',
    '%E0%A4%A',
    '%00',
    '%2F',
    '%2e%2e',
    '%2e%2e%2f',
    'null',
    '-1',
    '0'.repeat(26),
    '0'.repeat(3000),
  ),
  fc.integer({ min: 0, max: 2 ** 40 }).map((episode) => `0123456789abcdefghjkmnpqrs.${episode}`),
);

/** Headers that this operation reads, with what it can't accept; or an id or a query that it does not have. */
export function addressing(
  headers: string[],
  hasId: boolean,
): Arbitrary<{ id?: string; query: string; headers: Record<string, string | string[]> }> {
  const visible = fc.string({
    unit: fc.constantFrom('a', 'B', '0', '-', '"', '/', ' ', '\u00e9', '\u00ff', '\t'),
    maxLength: 30,
  });
  const wrong: Record<string, Arbitrary<string | string[]>> = {
    'If-Match': fc.oneof(
      fc.constantFrom(
        '',
        '"',
        '"a"',
        '"-1"',
        '"1.0"',
        '"999999999"',
        '"99999999999999999999"',
        'W/',
        '"1", "2"',
        '0x1',
        '"0"',
      ),
      fc.constant<string[]>(['"1"', '"2"']),
      visible.filter((text) => !/^\s*(\*|(W\/)?"?\d+"?)\s*$/.test(text)),
    ),
    'Acting-For': fc.oneof(
      fc.constantFrom('', 'x', 'x'.repeat(31), 'x'.repeat(33), '*'),
      fc.constant<string[]>(['x'.repeat(32), 'y'.repeat(32)]),
      visible.filter((text) => !/^[A-Za-z0-9_-]{32}$/.test(text.trim())),
    ),
    'Idempotency-Key': fc.oneof(
      fc.constantFrom('', 'a b', 'k'.repeat(256), 'k'.repeat(4000), 'caf\u00e9', 'tab\there'),
      fc.constant<string[]>(['one', 'two']),
      visible.filter((text) => !/^[\x21-\x7e]+$/.test(text.trim())),
    ),
  };
  const query = fc
    .array(fc.tuple(fc.constantFrom('limit', 'municipality', 'id', 'a[]', '__proto__', '\u0000'), strange), {
      minLength: 1,
      maxLength: 3,
    })
    .map((pairs) => `?${pairs.map((pair) => pair.map(encodedAnyHow).join('=')).join('&')}`);
  return fc.oneof(
    query.map((text) => ({ query: text, headers: {} })),
    ...(hasId ? [ids.map((id) => ({ id, query: '', headers: {} }))] : []),
    ...headers.map((name) => wrong[name]!.map((value) => ({ query: '', headers: { [name]: value } }))),
  );
}

const days = fc.constantFrom(
  '2026-02-31',
  '2026-99-99',
  '0000-00-00',
  '99999-01-01',
  'infinity',
  'now',
  'today',
  '1',
  '-',
);
const moments = fc.oneof(
  fc
    .tuple(days, fc.constantFrom('', 'T00:00:00Z', ' 00:00:00+00', 'T25:61:61Z', 'T00:00:00+99:99'))
    .map((parts) => parts.join('')),
  fc
    .date({ min: new Date('-000100-01-01'), max: new Date('+010000-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);
const orders = ['updatedAt', 'openedAt', 'nextDeadline', 'id', 'createdAt', 'fatalDate'].flatMap((name) => [
  name,
  `-${name}`,
]);
/** Cursors that look as if we had handed them out, and others. */
const cursors = fc.oneof(
  strange,
  fc.integer().map(String),
  fc
    .tuple(
      fc.constantFrom(...orders),
      fc.oneof(moments, strange, fc.constant('infinity')),
      fc.oneof(strange, fc.string()),
    )
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
  fc.json({ maxDepth: 2 }).map((text) => Buffer.from(text).toString('base64url')),
);

/** A query of a read: its own parameters with any values, and now and then one that it does not have. */
export function reading(names: string[], id: string): Arbitrary<{ id: string; query: string }> {
  const values: Record<string, Arbitrary<string>> = {
    cursor: cursors,
    changedSince: moments,
    asOf: moments,
    sort: fc.oneof(fc.constantFrom(...orders), strange),
    limit: fc.oneof(
      fc.integer().map(String),
      fc.constantFrom('1', '2', 'NaN', '1e3', '0x10', '', '1.5', '-0', '9'.repeat(400)),
      strange,
    ),
    overdue: fc.constantFrom('true', 'false', 'TRUE', '1', ''),
    status: fc.constantFrom('open', 'closed', 'sent', 'failed', 'none', ''),
    view: fc.constantFrom('period', 'cohort', 'both', ''),
    from: fc.oneof(days, fc.constantFrom('2019-01-01', '2026-01-01')),
    to: fc.oneof(days, fc.constantFrom('2020-12-31', '2199-12-31')),
    on: fc.oneof(days, fc.constantFrom('1999-12-31', '2020-12-31', '2026-10-31')),
    municipality: fc.oneof(strange, fc.constantFrom('utrecht', 'utrecht,groningen', ',', 'utrecht,,')),
    classMap: fc.oneof(strange, fc.constantFrom('evaluation-2022', '__proto__')),
    format: fc.constantFrom('json', 'xml', ''),
    language: fc.constantFrom('nl', 'en', 'fy', ''),
  };
  const pair = fc
    .constantFrom(...names, ...names, ...names, ...names, 'unknown', '__proto__', 'constructor')
    .chain((name) =>
      (Object.hasOwn(values, name) ? values[name]! : strange).map(
        (value) => `${encodedAnyHow(name)}=${encodedAnyHow(value)}`,
      ),
    );
  const raw = fc.constantFrom(
    '%',
    '%zz=%',
    '&&&',
    '=',
    'limit=1&limit=2',
    'sort[a]=b',
    'a=b#c',
    '?',
    '%00=%00',
    'limit',
  );
  // An order and a cursor for it, so that the cursor gets as far as the register.
  const ordered = cursors.chain((cursor) => {
    const [order] = /^[a-zA-Z-]+/.exec(orderIn(cursor)) ?? ['id'];
    const sort = names.includes('sort') ? `&sort=${order}` : '';
    return fc.constant(`cursor=${encodedAnyHow(cursor)}${sort}`);
  });
  const query = fc.oneof(
    fc.array(pair, { maxLength: 3 }).map((pairs) => pairs.join('&')),
    raw,
    ordered,
  );
  return fc.record({
    id: fc.oneof({ weight: 3, arbitrary: fc.constant(id) }, ids),
    query: query.map((text) => `?${text}`),
  });
}

function orderIn(cursor: string): string {
  try {
    return String((JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[])[0]);
  } catch {
    return '';
  }
}

const line = (text: string) => `${text}\r\nHost: localhost\r\nConnection: close\r\n`;
/** What does not get as far as a route: Node's own parser refuses it. */
export const notHttp: { bytes: string; status: number }[] = [
  { bytes: 'HELO there\r\n\r\n', status: 400 },
  { bytes: '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', status: 400 },
  { bytes: `${line('GET /v1/steps HTTP/1.1')}bad header\r\n\r\n`, status: 400 },
  { bytes: `${line('GET /v1/steps HTTP/1.1')}X: a\u0000b\r\n\r\n`, status: 400 },
  { bytes: `${line('POST /v1/trajectories HTTP/1.1')}Content-Length: -1\r\n\r\n`, status: 400 },
  {
    bytes: `${line('POST /v1/trajectories HTTP/1.1')}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    status: 400,
  },
  { bytes: `${line('GET /v1/steps HTTP/1.1')}Idempotency-Key: ${'k'.repeat(20_000)}\r\n\r\n`, status: 431 },
  { bytes: `${line(`GET /v1/${'a'.repeat(20_000)} HTTP/1.1`)}\r\n`, status: 431 },
];
