import { useCallback, useEffect, useRef, useState } from 'react';
import { dropDraft, findDraft, keepDraft, type Draft } from './drafts.ts';

/** Milliseconds of rest in typing after which the draft is kept. */
const rest = 400;
const nothing: Draft = { input: {}, at: '', version: null, sentAs: null };

/** What is typed in one form, kept as one types; `found` says that it comes from before. */
export function useDraft(who: string, what: string) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<Draft>(nothing);

  useEffect(() => {
    let isHere = true;
    void findDraft(who, what).then((kept) => {
      if (!isHere) return;
      latest.current = kept ?? nothing;
      setDraft(latest.current);
      setFound(kept?.at ?? null);
    });
    return () => {
      isHere = false;
      // Who leaves in the middle of a word finds that word again.
      if (timer.current !== undefined) void keepDraft(who, what, latest.current);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [who, what]);

  const change = useCallback(
    (changed: Partial<Draft>, isNow = false) => {
      latest.current = { ...latest.current, ...changed, at: new Date().toISOString() };
      setDraft(latest.current);
      clearTimeout(timer.current);
      const keep = (): void => {
        timer.current = undefined;
        void keepDraft(who, what, latest.current);
      };
      timer.current = setTimeout(keep, isNow ? 0 : rest);
    },
    [who, what],
  );

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = nothing;
    setDraft(nothing);
    setFound(null);
    void dropDraft(who, what);
  }, [who, what]);

  return { draft, found, change, drop };
}
