import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { requestToken } from '../../src/dev/requestToken.js';
import { workflowIdOf } from '../../src/trajectory/contract.js';
import { referral, steps } from '../examples.js';
import type { Caller } from './caller.js';

/** The API over HTTP, as a municipality's own system would call it: connections stay open, every command has its key. */
export async function productCaller(url: string, issuer: string): Promise<Caller> {
  const agent = new Agent({ keepAlive: true });
  const tokens = new Map<string, string>();
  for (const { by } of [referral, ...steps]) {
    const { subject, agency, municipality, roles } = by;
    const token = await requestToken({ issuer, subject, agency, roles, ...(municipality && { municipality }) });
    tokens.set(subject, token);
  }
  const { hostname, port } = new URL(url);

  /** Node's plain client takes less CPU than `fetch`, and the caller's CPU counts here. */
  const post = (path: string, subject: string, body: unknown, expected: number): Promise<string> => {
    const payload = JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${tokens.get(subject)}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'idempotency-key': randomUUID(),
    };
    return new Promise((resolve, reject) => {
      const sent = request({ method: 'POST', hostname, port, path, agent, headers, timeout: 30_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === expected) resolve(text);
          else reject(new Error(`POST ${path} was answered ${response.statusCode}: ${text}`));
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`POST ${path} was not answered within 30 s.`)));
      sent.on('error', reject);
      sent.end(payload);
    });
  };

  return {
    async refer({ by, body }) {
      const { id } = JSON.parse(await post('/v1/trajectories', by.subject, body, 201)) as { id: string };
      return id;
    },
    async perform(id, { step, by, body }) {
      JSON.parse(await post(`/v1/trajectories/${id}/steps/${step}`, by.subject, body, 200));
    },
    workflowIdOf: (id) => workflowIdOf(id.slice(0, id.lastIndexOf('.'))),
  };
}
