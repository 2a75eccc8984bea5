import { useEffect } from 'react';

/**
 * Goes to the place on the page that the address names. A link of the router changes the address without going there, and
 * what is named may be inside something folded.
 */
export function useAnchors(): void {
  useEffect(() => {
    const go = (): void => {
      const name = decodeURIComponent(window.location.hash.slice(1));
      // An entry that the timeline does not show now is still in it.
      const named =
        document.getElementById(name) ?? document.getElementById(name.startsWith('entry-') ? 'timeline' : '');
      if (!named) return;
      const folded = named.closest('details');
      if (folded) folded.open = true;
      named.scrollIntoView();
      named.focus({ preventScroll: true });
    };
    const events = ['hashchange', 'pushState'] as const;
    for (const event of events) window.addEventListener(event, go);
    // What it names may have come after the page itself.
    go();
    return () => {
      for (const event of events) window.removeEventListener(event, go);
    };
  }, []);
}
