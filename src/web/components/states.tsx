import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, Unreachable } from '../api/problem.ts';
import { useTexts } from '../language/language.tsx';
import { Alert, Button } from './basic.tsx';
import { Why } from './refusal.tsx';

const texts = {
  loading: { nl: 'Bezig met laden …', en: 'Loading …' },
  unreachable: {
    nl: 'De server is niet bereikbaar. Zodra dat weer kan, gaat dit vanzelf verder.',
    en: 'The server cannot be reached. This goes on by itself as soon as it can.',
  },
  failed: { nl: 'Dit kon niet worden geladen', en: 'This could not be loaded' },
  down: {
    nl: 'Een onderdeel van Bestendig is even niet beschikbaar. Er gaat niets verloren; dit gaat vanzelf verder.',
    en: 'A part of Bestendig is not available for a moment. Nothing is lost; this goes on by itself.',
  },
  again: { nl: 'Opnieuw proberen', en: 'Try again' },
  trace: { nl: 'Kenmerk voor de beheerder', en: 'Reference for the administrator' },
};

export function Loading({ what }: { what?: string }) {
  const t = useTexts(texts);
  return (
    <p role="status" className="b-soft">
      <span className="b-spinner" aria-hidden="true" />
      {what ?? t.loading}
    </p>
  );
}

/** Nothing to see, and why that is: with what one could do. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="b-card b-soft">{children}</div>;
}

/** What went wrong in reading, in words that say what to do. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const t = useTexts(texts);
  return (
    <Alert type="error" title={t.failed} live>
      <p>{goesOn(error, t) ?? <Why error={error} />}</p>
      {error instanceof ApiProblem && error.body.traceId !== undefined && (
        <p>
          {t.trace}: <code>{error.body.traceId}</code>
        </p>
      )}
      {again && <Button onClick={again}>{t.again}</Button>}
    </Alert>
  );
}

/** What is read is asked again by itself, which only the screen knows. */
function goesOn(error: unknown, t: Record<'unreachable' | 'down', string>): string | undefined {
  if (error instanceof Unreachable) return t.unreachable;
  const isDown = error instanceof ApiProblem && error.status === 503 && error.code !== 'too-busy';
  return isDown ? t.down : undefined;
}

/** Shows what was read once it is there; what was read before stays while it is read again. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  return <Loading />;
}
