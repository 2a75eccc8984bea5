import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import type { Database } from '../../src/register/database/database.js';
import { startQuickStack } from './quickStack.js';
import { eventually, type Answer, type Stack, type StackOptions } from './stack.js';
import { noteTyped } from './typed.js';
import { perform, refer } from './walk.js';

/** A configuration file in which what ends in Utrecht is due at once, and what ends as a duplicate after sixty months. */
export function configWithTerms(): Promise<string> {
  config ??= writeConfig();
  return config;
}
let config: Promise<string> | undefined;

async function writeConfig(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bestendig-retention-'));
  const shipped = await readFile(join(packageRoot, 'config', 'bestendig.yaml'), 'utf8');
  const own = shipped.replace(
    'id: utrecht-2025',
    'id: utrecht-2025\n        retention: { default: 0 seconds, DUPLICATE: 60 months }',
  );
  assert.notEqual(own, shipped);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'bestendig.yaml');
  await writeFile(path, own);
  return path;
}

/** A stack with that configuration, and a second between retiring and destroying keys. */
export async function startErasingStack(options: StackOptions = {}): Promise<Stack> {
  const BESTENDIG_CONFIG = await configWithTerms();
  return startQuickStack({ ...options, env: { BESTENDIG_CONFIG, BESTENDIG_ERASURE_PAUSE: '1', ...options.env } });
}

/** Someone of Utrecht by their own subject. */
export async function as(
  stack: Stack,
  subject: string,
  method: string,
  path: string,
  body?: unknown,
  who = 'municipality:administrator',
  municipality: string | null = 'utrecht',
): Promise<Answer> {
  noteTyped(body);
  const response = await fetch(stack.url + path, {
    method,
    headers: {
      authorization: `Bearer ${await stack.token(who, municipality, subject)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

/** A person whose trajectory has ended and is recorded. @returns its id */
export async function endedTrajectory(stack: Stack, more: Record<string, unknown> = {}, way = shortWay) {
  const id = await refer(stack, more);
  for (const step of way) {
    const answer = await perform(stack, id, step);
    assert.equal(answer.status, 200, `${step}: ${JSON.stringify(answer.body)}`);
  }
  await hasEnded(stack, id);
  return id;
}
const shortWay = ['intake', 'admission', 'outcome-registration'];

/** Its workflow is over and the register has all of it. */
export async function hasEnded(stack: Stack, id: string): Promise<void> {
  const handle = stack.client.workflow.getHandle(`person/${id.split('.')[0]}`);
  await eventually(async () => (await handle.describe()).status.name === 'COMPLETED');
}

export async function propose(stack: Stack, trajectoryIds: string[], subject = 'admin-1'): Promise<string> {
  const answer = await as(stack, subject, 'POST', '/v1/erasures', {
    trajectoryIds,
    motivation: 'The terms are over.',
    reference: 'Selectielijst gemeenten 2020, 8.1',
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body['id'] as string;
}

export async function approve(stack: Stack, erasureId: string, subject = 'admin-2'): Promise<void> {
  const answer = await as(stack, subject, 'POST', `/v1/erasures/${erasureId}/approve`);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
}

/** Waits for the declaration of destruction. */
export function declared(stack: Stack, erasureId: string, withinMs = 30_000): Promise<Record<string, any>> {
  return eventually(async () => {
    const { body } = await as(stack, 'admin-1', 'GET', `/v1/erasures/${erasureId}`);
    return body['status'] === 'done' && (body['declaration'] as Record<string, any>);
  }, withinMs);
}

/** Erases by two people, from beginning to end. @returns the declaration */
export async function eraseAll(stack: Stack, trajectoryIds: string[]): Promise<Record<string, any>> {
  const id = await propose(stack, trajectoryIds);
  await approve(stack, id);
  return declared(stack, id);
}

/** All rows of all tables of a register, as text. */
export async function everythingIn(register: Database): Promise<string> {
  const tables = await register.query<{ name: string }>({
    text: `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  });
  const all = await Promise.all(tables.map(({ name }) => register.query({ text: `select * from "${name}"` })));
  return JSON.stringify(Object.fromEntries(tables.map(({ name }, i) => [name, all[i]])));
}
