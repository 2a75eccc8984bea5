import type { Response } from 'express';
import {
  changesAfter,
  isAfter,
  latestChange,
  latestChangeIn,
  type Change,
} from '../../register/trajectories/changes.js';
import { RegisterUnavailable, type Database } from '../../register/database/database.js';
import type { Scope } from '../../register/database/paging.js';
import type { Changes } from '../serving/services.js';
import type { Standing } from '../signingIn/session.js';

export interface StreamOptions {
  register: Database;
  feed: Changes;
  scope: Scope;
  /** From where on; undefined: from now. */
  after: string | undefined;
  /** Of the caller: after it nothing is told. */
  standing: Standing;
  /** Is told of what has been sent, for the access log. */
  sent(changes: readonly Change[]): void;
}

/** Milliseconds: a line now and then keeps proxies from closing a quiet stream. */
const heartbeat = 15_000;
/** Milliseconds after which it ends at the latest, so that whoever has lost a role is asked again. */
const longest = 2 * 60_000;
const pageSize = 500;
/** Bytes that may wait for a slow reader. */
const mostWaiting = 1_000_000;

/**
 * Server-sent events: each change within the scope, until the caller goes away or it has lasted long enough. The browser
 * comes back by itself with the position of the last event, and goes on from there.
 */
export async function streamChanges(response: Response, options: StreamOptions): Promise<void> {
  const { register, feed, scope, standing, sent } = options;
  let position = options.after ?? (await latestChangeIn(register, scope));
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  response.write('retry: 1000\n\n');
  // A register that was put back from a backup counts from an earlier place: what the caller has is of no use then.
  if (options.after !== undefined && isAfter(position, await latestOr(register, position))) {
    position = await latestChangeIn(register, scope);
    response.write(`id: ${position}\nevent: reset\ndata: {}\n\n`);
  }
  // The position from which to go on is known from the first moment.
  response.write(`id: ${position}\nevent: ready\ndata: {}\n\n`);

  let isReading = false;
  let isMore = true;
  const readOn = async (): Promise<void> => {
    isMore = true;
    if (isReading) return;
    isReading = true;
    try {
      // Who reads too slowly is not written to any more: the browser comes back and goes on from where it was.
      while (isMore && !response.writableEnded) {
        if (response.writableLength > mostWaiting) return void response.end();
        if (await standing.isOver()) return void response.end();
        isMore = false;
        const { items, isWhole } = await changesAfter(register, scope, position, pageSize);
        if (response.writableEnded) return;
        for (const change of items) response.write(lineOf(change));
        sent(items);
        position = items.at(-1)?.position ?? position;
        isMore ||= !isWhole;
      }
    } catch (error) {
      if (!(error instanceof RegisterUnavailable)) response.end();
    } finally {
      isReading = false;
    }
  };
  await new Promise<void>((done) => {
    const stopListening = feed.listen(() => void readOn());
    const beat = setInterval(() => {
      void endOrBeat(response, standing);
    }, heartbeat);
    const end = setTimeout(() => response.end(), Math.min(longest, standing.until - Date.now()));
    const leave = (): void => void response.end();
    feed.ended.addEventListener('abort', leave);
    response.once('close', () => {
      stopListening();
      clearInterval(beat);
      clearTimeout(end);
      feed.ended.removeEventListener('abort', leave);
      done();
    });
    if (feed.ended.aborted) leave();
    void readOn();
  });
}

async function endOrBeat(response: Response, standing: Standing): Promise<void> {
  const isOver = await standing.isOver().catch(() => true);
  if (isOver) response.end();
  else if (!response.writableEnded) response.write(': here\n\n');
}

async function latestOr(register: Database, position: string): Promise<string> {
  return latestChange(register).catch(() => position);
}

function lineOf({ kind, trajectoryId, municipality, version, position }: Change): string {
  const data = { trajectoryId, municipality, ...(kind === 'trajectory' && { version }) };
  return `id: ${position}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
