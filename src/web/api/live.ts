import { useEffect } from 'react';
import { keys } from './keys.ts';
import { queries } from './queries.ts';

/** Milliseconds in which changes are taken together, so that a busy moment does not read everything again each time. */
const together = 250;
/** Milliseconds without a hand on it after which a page stops listening: who has left must not stay signed in by that. */
const idleAfter = 20 * 60_000;
/** The name under which the tabs of a browser share one connection: a browser has only a few to one server. */
const shared = 'bestendig-live';

type Heard = { kind: 'trajectory' | 'notification'; trajectoryId: string } | { kind: 'reset' };

/**
 * Hears of every change within reach, and reads again what it made old. The browser itself connects again after a break,
 * and says where it was. One tab listens and tells the others; when it is closed, the next one does.
 * @param may whether they may ask what changes: the log of refusals is not to have what no user asked for
 */
export function useLive(may: boolean): void {
  useEffect(() => {
    if (!may) return;
    const channel = new BroadcastChannel(shared);
    const leaving = new AbortController();
    const old = makesOld();
    channel.addEventListener('message', ({ data }: MessageEvent<Heard>) => old(data));
    const hear = (heard: Heard): void => {
      // A channel stays within this origin by itself, unlike a message to a window.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      channel.postMessage(heard);
      old(heard);
    };
    void navigator.locks
      .request(shared, { signal: leaving.signal }, () => listen(hear, leaving.signal))
      .catch(() => {});
    return () => {
      leaving.abort();
      channel.close();
    };
  }, [may]);
}

/** Listens until the page is left; while nobody is there it rests. */
function listen(hear: (heard: Heard) => void, stop: AbortSignal): Promise<void> {
  let source: EventSource | undefined;
  let hadSource = false;
  let idle: ReturnType<typeof setTimeout>;
  const open = (): void => {
    if (source || stop.aborted) return;
    source = new EventSource('/v1/events');
    // What happened while nobody listened is not known: everything is read again.
    if (hadSource) hear({ kind: 'reset' });
    hadSource = true;
    for (const kind of ['trajectory', 'notification'] as const) {
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        const { trajectoryId } = JSON.parse(data) as { trajectoryId: string };
        hear({ kind, trajectoryId });
      });
    }
    source.addEventListener('reset', () => hear({ kind: 'reset' }));
    source.addEventListener('error', () => {
      // Refused for good, such as after the end of a session: the next touch tries again.
      if (source?.readyState === EventSource.CLOSED) close();
    });
  };
  const close = (): void => {
    source?.close();
    source = undefined;
  };
  const touched = (): void => {
    clearTimeout(idle);
    idle = setTimeout(close, idleAfter);
    open();
  };
  const touches = ['pointerdown', 'keydown', 'focus'] as const;
  for (const touch of touches) window.addEventListener(touch, touched, { signal: stop });
  touched();
  return new Promise((done) => {
    stop.addEventListener('abort', () => {
      clearTimeout(idle);
      close();
      done();
    });
  });
}

/** @returns what takes changes together and reads again what they made old */
function makesOld(): (heard: Heard) => void {
  let waiting = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (heard) => {
    if (heard.kind === 'reset') return void queries.invalidateQueries();
    const { kind, trajectoryId } = heard;
    const listed = kind === 'trajectory' ? keys.lists : keys.notifications;
    for (const key of [keys.trajectory(trajectoryId), listed]) waiting.set(key.join(' '), key);
    timer ??= setTimeout(() => {
      timer = undefined;
      const now = waiting;
      waiting = new Map();
      for (const queryKey of now.values()) void queries.invalidateQueries({ queryKey });
    }, together);
  };
}
