import { ApiProblem } from '../api/problem.ts';
import { Alert } from '../components/basic.tsx';
import { useLanguage, useTexts, type Text } from '../language/language.tsx';
import { OtherPerson } from './command.ts';

const texts = {
  title: { nl: 'Dit is niet gedaan', en: 'This has not been done' },
  kept: { nl: 'Wat u hebt ingevuld is bewaard.', en: 'What you have filled in is kept.' },
  said: { nl: 'Bestendig zegt erover', en: 'Bestendig says of it' },
  trace: { nl: 'Kenmerk voor de beheerder', en: 'Reference for the administrator' },
};

/** What one can do about a refusal, by its code. */
const sentences: Record<string, Text> = {
  'trajectory-already-open': {
    nl: 'Deze persoon heeft al een lopend traject, hier of in een andere gemeente. Vraag uw coördinator om een overdracht.',
    en: 'This person has an open trajectory already, here or in another municipality. Ask your coordinator for a transfer.',
  },
  conflict: {
    nl: 'Zoals het traject nu staat kan dit niet. Pas aan wat u hebt ingevuld, of doe eerst iets anders.',
    en: 'It is not possible as the trajectory stands now. Change what you filled in, or do something else first.',
  },
  'trajectory-away': {
    nl: 'Dit traject staat stil door een storing. Het dossier is bewaard en er is niets gedaan. Bel de technisch beheerder.',
    en: 'This trajectory has stopped because of a fault. Its record is safe and nothing was done. Call the operator.',
  },
  'record-ahead': {
    nl: 'Dit traject staat stil door een storing. Het dossier is bewaard en er is niets gedaan. Bel de technisch beheerder.',
    en: 'This trajectory has stopped because of a fault. Its record is safe and nothing was done. Call the operator.',
  },
  'record-behind': {
    nl: 'Dit traject staat stil door een storing. Het dossier is bewaard en er is niets gedaan. Bel de technisch beheerder.',
    en: 'This trajectory has stopped because of a fault. Its record is safe and nothing was done. Call the operator.',
  },
  forbidden: {
    nl: 'Dit hoort niet bij uw rol, of niet bij dit traject. Vraag een collega die het wel mag.',
    en: 'This does not belong to your role, or not to this trajectory. Ask a colleague who may.',
  },
  'not-found': {
    nl: 'Dit traject bestaat niet, of u mag er niet van weten.',
    en: 'This trajectory does not exist, or you may not know of it.',
  },
  'clock-differs': {
    nl: 'De klok van Bestendig loopt verkeerd. Er is niets gedaan. Bel de technisch beheerder.',
    en: 'The clock of Bestendig is wrong. Nothing was done. Call the operator.',
  },
  'too-busy': {
    nl: 'Het is nu te druk. Er is niets gedaan. Probeer het over een minuut opnieuw.',
    en: 'It is too busy now. Nothing was done. Try again in a minute.',
  },
  'idempotency-key-reused': {
    nl: 'Er ging iets mis bij het versturen. Kijk bij het traject of het al is vastgelegd, en verstuur het anders opnieuw.',
    en: 'Something went wrong in sending. Look at the trajectory whether it is recorded, and else send it again.',
  },
  'step-failed': {
    nl: 'De stap is door een fout van Bestendig zelf niet gelukt. Meld dit aan de beheerder.',
    en: 'The step failed by a fault of Bestendig itself. Tell the administrator.',
  },
};
/** Of these the API says what an operator has to do, which is of no use here. */
const forOperators = new Set(['trajectory-away', 'record-ahead', 'record-behind', 'clock-differs']);
const otherPerson: Text = {
  nl: 'Er is nu iemand anders ingelogd. Log weer in als uzelf; dan kunt u dit versturen.',
  en: 'Someone else is signed in now. Sign in as yourself again; then you can send this.',
};

/** A definite no: in our own words what to do, and what the API said, in the language in which it was asked. */
export function Refused({ error }: { error: unknown }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const problem = error instanceof ApiProblem ? error : undefined;
  const sentence = error instanceof OtherPerson ? otherPerson : sentences[problem?.code ?? ''];
  return (
    <Alert type="error" title={t.title} live answers>
      {sentence && <p>{say(sentence)}</p>}
      {problem && !forOperators.has(problem.code) ? (
        <p>
          {t.said}: <span lang={problem.language}>{problem.message}</span>
        </p>
      ) : (
        !sentence && <p>{String(error)}</p>
      )}
      <p>{t.kept}</p>
      {problem?.body.traceId !== undefined && (
        <p>
          {t.trace}: <code>{problem.body.traceId}</code>
        </p>
      )}
    </Alert>
  );
}
