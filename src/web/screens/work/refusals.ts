import { ApiProblem, Unreachable } from '../../api/problem.ts';
import { useTexts } from '../../language/language.tsx';

const texts = {
  conflict: {
    nl: 'Dit kan niet meer: iemand anders was u voor, of de stap is intussen veranderd.',
    en: 'This is not possible any more: someone was before you, or the step has changed meanwhile.',
  },
  'trajectory-away': {
    nl: 'Dit traject staat stil door een storing. Het dossier is bewaard; er is niets gedaan. Meld dit aan de beheerder.',
    en: 'This trajectory stands still by a fault. Its record is safe; nothing was done. Tell the administrator.',
  },
  'record-ahead': {
    nl: 'Dit traject staat stil door een storing. Het dossier is bewaard; er is niets gedaan. Meld dit aan de beheerder.',
    en: 'This trajectory stands still by a fault. Its record is safe; nothing was done. Tell the administrator.',
  },
  'record-behind': {
    nl: 'Dit traject staat stil door een storing. Het dossier is bewaard; er is niets gedaan. Meld dit aan de beheerder.',
    en: 'This trajectory stands still by a fault. Its record is safe; nothing was done. Tell the administrator.',
  },
  forbidden: { nl: 'Dit hoort niet bij uw rol.', en: 'This does not belong to your role.' },
  'invalid-input': { nl: 'Dit kan niet met deze stap.', en: 'This cannot be done with this step.' },
  'not-found': { nl: 'Dit traject is er niet meer voor u.', en: 'This trajectory is not there for you any more.' },
  'not-confirmed': {
    nl: 'Het is niet zeker of dit gelukt is. Probeer het opnieuw; het gebeurt nooit twee keer.',
    en: 'It is not certain that this was done. Try again; it never happens twice.',
  },
  'too-busy': {
    nl: 'Het is nu te druk. Er is niets gedaan. Probeer het over een minuut opnieuw.',
    en: 'It is too busy now. Nothing was done. Try again in a minute.',
  },
  other: { nl: 'Dit is niet gelukt.', en: 'This did not succeed.' },
  unreachable: {
    nl: 'De server is niet bereikbaar. Probeer het opnieuw zodra de verbinding er weer is.',
    en: 'The server cannot be reached. Try again when the connection is back.',
  },
};

/** Why something was refused, in the language of the reader. */
export function useRefusals(): { ofCode(code: string): string; ofError(error: unknown): string } {
  const t = useTexts(texts);
  const ofCode = (code: string): string => (Object.hasOwn(t, code) ? t[code as keyof typeof t] : t.other);
  return {
    ofCode,
    ofError: (error) =>
      error instanceof ApiProblem ? ofCode(error.code) : error instanceof Unreachable ? t.unreachable : t.other,
  };
}
