import { ApiProblem, Unreachable } from '../api/problem.ts';
import { useTexts } from '../language/language.tsx';

const texts = {
  unreachable: {
    nl: 'De server is niet bereikbaar. Probeer het opnieuw zodra de verbinding er weer is.',
    en: 'The server cannot be reached. Try again when the connection is back.',
  },
  other: {
    nl: 'Er ging iets mis op dit scherm. Laad de pagina opnieuw.',
    en: 'Something went wrong on this screen. Reload the page.',
  },
};

/** Why something was refused: as the API says it, in the language in which it was asked; only without an answer in words of our own. */
export function Why({ error }: { error: unknown }) {
  const t = useTexts(texts);
  if (error instanceof ApiProblem) return <span lang={error.language}>{error.message}</span>;
  return error instanceof Unreachable ? t.unreachable : t.other;
}
