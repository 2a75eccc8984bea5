import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Answered } from './problems.js';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const patience = 20_000; // ms

export interface Sent {
  method?: string;
  /** As it goes over the line: nothing is encoded or tidied up, as `fetch` would. */
  path: string;
  /** An array is sent as that many headers. */
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** On a connection of its own, beside all others. */
  alone?: boolean;
}

/** Sends a request as it is, also one that no decent client would send. */
export function send(base: string, { method = 'GET', path, headers = {}, body, alone }: Sent): Promise<Answered> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const options = { agent: alone ? false : agent, hostname, port, method, path, headers, timeout: patience };
    const call = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const entries = Object.entries(response.headersDistinct) as [string, string[]][];
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(
            entries.flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
          ),
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    call.on('timeout', () => call.destroy(new Error(`${method} ${path} had no answer within ${patience / 1000} s`)));
    call.on('error', reject);
    call.end(body);
  });
}

/** Writes these very bytes to the API, and reads until it closes the connection. */
export async function sendBytes(base: string, bytes: string | Buffer): Promise<Answered> {
  const { hostname, port } = new URL(base);
  const text = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(patience, () => socket.destroy(new Error('the API did not close the connection')));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(first.split(' ')[1]), headers, text: rest.join('\r\n\r\n') };
}
