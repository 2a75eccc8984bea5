import { useSyncExternalStore } from 'react';

/**
 * How it stands with the server: as the last answers say. While it can't be reached, or a part of it is down, it is asked
 * again each few seconds; screens go on by themselves when it is back.
 */
export type Connection = 'ok' | 'unreachable' | 'degraded' | 'signed-out';

let connection: Connection = 'ok';
const listeners = new Set<() => void>();
const pause = 2_000;
/** Milliseconds between looks while all is well: who only reads must hear of an outage too. */
const usual = 10_000;
let asking: ReturnType<typeof setTimeout> | undefined;

function become(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const tell of listeners) tell();
}

export function noteAnswer(response: Response): void {
  if (response.status === 401) return become('signed-out');
  if (response.status === 503) return void noteUnavailable(response.clone());
  if (connection === 'signed-out' ? response.ok : true) {
    if (connection === 'unreachable') askAgain();
    else if (connection !== 'degraded') become('ok');
  }
}

/** A server that has too much to do is well: when everything were read again once it is back, it would have more. */
async function noteUnavailable(response: Response): Promise<void> {
  const answer = (await response.json().catch(() => null)) as { code?: string } | null;
  if (answer?.code === 'too-busy') return;
  become('degraded');
  askAgain();
}

export function noteUnreachable(): void {
  become('unreachable');
  askAgain();
}

function askAgain(): void {
  asking ??= setTimeout(() => {
    asking = undefined;
    void look();
  }, pause);
}

/** Asks the server how it is; it needs no session for that. */
export async function look(): Promise<void> {
  try {
    const response = await fetch('/health/ready', { signal: AbortSignal.timeout(5_000) });
    const { status } = (await response.json()) as { status: string };
    if (status === 'ok') return become('ok');
    become('degraded');
  } catch {
    become('unreachable');
  }
  askAgain();
}

/** Looks now and then, while someone can see the page. @returns a function that ends it */
export function watchConnection(): () => void {
  const timer = setInterval(() => {
    if (connection === 'ok' && document.visibilityState === 'visible') void look();
  }, usual);
  return () => clearInterval(timer);
}

/** Hears when the connection changes; also outside components. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const connectionNow = (): Connection => connection;

export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connectionNow);
}
