import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../language/language.tsx';
import { Alert, Button } from './basic.tsx';

/** What has been done, to be shown on the screen that one comes to; in memory only, and gone with the next screen. */
let confirmation: { on: string; content: ReactNode } | null = null;
const listeners = new Set<() => void>();

/** @param on the address of the screen on which it is shown */
export function confirm(on: string, content: ReactNode): void {
  become({ on, content });
}

function become(next: typeof confirmation): void {
  confirmation = next;
  for (const tell of listeners) tell();
}

const texts = { close: { nl: 'Sluiten', en: 'Close' }, done: { nl: 'Vastgelegd', en: 'Recorded' } };

export function Confirmation() {
  const t = useTexts(texts);
  const [location] = useLocation();
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => confirmation,
  );
  const [arrived, setArrived] = useState<typeof confirmation>(null);
  useEffect(() => {
    if (!now) return;
    if (now.on === location) setArrived(now);
    else if (arrived === now) become(null);
  }, [now, location, arrived]);
  if (now?.on !== location) return null;
  return (
    <section aria-label={t.done} className="b-confirmation">
      <Alert type="ok">
        {now.content}
        <Button kind="subtle" onClick={() => become(null)}>
          {t.close}
        </Button>
      </Alert>
    </section>
  );
}
