import { useCallback, useEffect, useRef, useState } from 'react';
import { dropDraft, findDraft, keepDraft, type Draft } from './drafts.ts';

/** Milliseconds of rest in typing after which the draft is kept. */
const rest = 200;
const nothing: Draft = { input: {}, at: '', version: null, sentAs: null };

/**
 * What is typed in one form, kept as one types; `found` says that it comes from before. @param onLeft is told when
 * one leaves with something typed and not sent
 */
export function useDraft(who: string, what: string, onLeft: () => void) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<Draft>(nothing);
  const left = useRef(onLeft);
  left.current = onLeft;

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
      if (latest.current !== nothing) left.current();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [who, what]);

  const change = useCallback(
    (changed: Partial<Draft>) => {
      latest.current = { ...latest.current, ...changed, at: new Date().toISOString() };
      setDraft(latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        timer.current = undefined;
        void keepDraft(who, what, latest.current);
      }, rest);
    },
    [who, what],
  );

  /** The same, and it is kept when this is over. */
  const changeNow = useCallback(
    async (changed: Partial<Draft>): Promise<void> => {
      change(changed);
      clearTimeout(timer.current);
      timer.current = undefined;
      await keepDraft(who, what, latest.current);
    },
    [change, who, what],
  );

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = nothing;
    setDraft(nothing);
    setFound(null);
    void dropDraft(who, what);
  }, [who, what]);

  return { draft, found, change, changeNow, drop };
}
