import { useSyncExternalStore } from 'react';
import { onSpoken } from '../api/spoken.ts';

/** One place on the page that a screen reader listens to, for what happens without a change of place. */
let message = '';
const listeners = new Set<() => void>();

/** Says a sentence to who can't see what changed. */
export function announce(sentence: string): void {
  // The same sentence twice is read twice.
  message = sentence === message ? `${sentence}\u00a0` : sentence;
  for (const tell of listeners) tell();
}

// What was said in the one language is not read out again in the voice of the other.
onSpoken(() => announce(''));

export function Announcer() {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => message,
  );
  return (
    <div role="status" aria-live="polite" className="b-sr-only">
      {now}
    </div>
  );
}
