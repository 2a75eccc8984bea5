import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
  status: number;
  text: string;
}

export type Post = (path: string, headers: Record<string, string>, body: unknown) => Promise<Answer>;

const patienceMs = 60_000;
const againAfterMs = 250;

/**
 * Posts JSON over connections that stay open. Node's plain client takes less CPU than `fetch`, and the caller's CPU
 * counts here. What the API asks to send again (503), it sends again under the same Idempotency-Key, as any caller should;
 * that only comes about on a machine that is much too busy, and is then part of the time that the answer took. The same
 * for a connection that was idle for so long, while other variants were measured, that the API just closed it.
 */
export function keptAlive(url: string): Post {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);

  const once = (path: string, headers: Record<string, string | number>, payload: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request({ method: 'POST', hostname, port, path, agent, headers, timeout: 30_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.on('timeout', () => sent.destroy(new Error(`POST ${path} was not answered within 30 s.`)));
      sent.on('error', reject);
      sent.end(payload);
    });

  return async (path, headers, body) => {
    const payload = JSON.stringify(body);
    const all = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const end = Date.now() + patienceMs;
    for (;;) {
      const answer = await once(path, all, payload).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNRESET' && Date.now() < end) return null;
        throw error;
      });
      if (answer && (answer.status !== 503 || Date.now() > end)) return answer;
      if (answer) await delay(againAfterMs);
    }
  };
}
