import { useEffect } from 'react';
import { queries } from './queries.ts';

/** Milliseconds in which changes are taken together, so that a busy moment does not read everything again each time. */
const together = 250;

/**
 * Hears of every change within reach, and reads again what it made old. The browser itself connects again after a break,
 * and says where it was.
 */
export function useLive(): void {
  useEffect(() => {
    const source = new EventSource('/v1/events');
    let waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const old = (...keys: string[]): void => {
      for (const key of keys) waiting.add(key);
      timer ??= setTimeout(() => {
        timer = undefined;
        const now = waiting;
        waiting = new Set();
        for (const key of now) void queries.invalidateQueries({ queryKey: key.split(' ') });
      }, together);
    };
    source.addEventListener('trajectory', ({ data }: MessageEvent<string>) => {
      const { trajectoryId } = JSON.parse(data) as { trajectoryId: string };
      old(`trajectory ${trajectoryId}`, 'lists');
    });
    source.addEventListener('notification', ({ data }: MessageEvent<string>) => {
      const { trajectoryId } = JSON.parse(data) as { trajectoryId: string };
      old(`trajectory ${trajectoryId}`, 'notifications');
    });
    source.addEventListener('reset', () => void queries.invalidateQueries());
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, []);
}
