import { randomUUID } from 'node:crypto';
import { requestToken } from '../../src/dev/requestToken.js';
import { personIn, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { referral, steps } from '../examples.js';
import type { Caller } from './caller.js';
import { keptAlive } from './http.js';

/** The API over HTTP, as a municipality's own system would call it: with a token, and a key for every command. */
export async function productCaller(url: string, issuer: string): Promise<Caller> {
  const tokens = new Map<string, string>();
  for (const { by } of [referral, ...steps]) {
    const { subject, agency, municipality, roles } = by;
    const token = await requestToken({ issuer, subject, agency, roles, ...(municipality && { municipality }) });
    tokens.set(subject, token);
  }
  const post = keptAlive(url);
  const command = async (path: string, subject: string, body: unknown, expected: number): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${tokens.get(subject)}`, 'idempotency-key': randomUUID() };
    const { status, text } = await post(path, headers, body);
    if (status !== expected) throw new Error(`POST ${path} was answered ${status}: ${text}`);
    return JSON.parse(text) as { id: string };
  };

  return {
    async refer({ by, body }) {
      const { id } = await command('/v1/trajectories', by.subject, body, 201);
      return id;
    },
    async perform(id, { step, by, body }) {
      await command(`/v1/trajectories/${id}/steps/${step}`, by.subject, body, 200);
    },
    workflowIdOf: (id) => workflowIdOf(personIn(id)),
  };
}
