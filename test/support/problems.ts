import assert from 'node:assert/strict';
import { problem as problemSchema } from '../../src/api/http/shapes.js';

/** What every answer of the API carries, whatever its status. */
const everyAnswer: Record<string, RegExp> = {
  'api-version': /^\d+\.\d+\.\d+$/,
  'cache-control': /^no-store$/,
  'content-security-policy': /^default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'self'$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\), .*geolocation=\(\)/,
  'referrer-policy': /^no-referrer$/,
  'strict-transport-security': /^max-age=\d{7,}/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^(DENY|SAMEORIGIN)$/,
};

/** The headers that keep an answer out of caches, frames and other sites, and that say which API this is. */
export function assertSecurityHeaders(headers: Headers, what = 'the answer'): void {
  for (const [name, expected] of Object.entries(everyAnswer)) {
    assert.match(headers.get(name) ?? '(none)', expected, `${name} of ${what}`);
  }
  assert.equal(headers.get('x-powered-by'), null, `${what} does not say what it is made with`);
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

/** That this answer is a problem by RFC 9457, whole and in itself consistent. @returns its body */
export function assertProblem({ status, headers, text }: Answered, what = 'the answer'): Record<string, any> {
  const shown = `${what}: ${status} ${text.slice(0, 500)}`;
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, shown);
  const body = problemSchema.parse(JSON.parse(text));
  assert.equal(body.status, status, shown);
  assert.equal(body.type, `urn:bestendig:problem:${body.code}`, shown);
  assert.ok(body.title.length > 0 && body.detail.length > 0, shown);
  if (status === 401) assert.match(headers.get('www-authenticate') ?? '', /^Bearer /, shown);
  assertSecurityHeaders(headers, shown);
  return body;
}

/** Calls with `fetch`, and reads the whole answer. */
export async function fetched(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
