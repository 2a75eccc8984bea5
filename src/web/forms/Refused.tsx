import { ApiProblem } from '../api/problem.ts';
import { Alert } from '../components/basic.tsx';
import { Why } from '../components/refusal.tsx';
import { useTexts } from '../language/language.tsx';
import { OtherPerson } from './command.ts';

const texts = {
  title: { nl: 'Dit is niet gedaan', en: 'This has not been done' },
  kept: { nl: 'Wat u hebt ingevuld is bewaard.', en: 'What you have filled in is kept.' },
  trace: { nl: 'Kenmerk voor de beheerder', en: 'Reference for the administrator' },
  otherPerson: {
    nl: 'Er is nu iemand anders ingelogd. Log weer in als uzelf. Dan kunt u dit versturen.',
    en: 'Someone else is signed in now. Sign in as yourself again. Then you can send this.',
  },
};

/** A definite no, in the words of the API: only the one who is signed in is known to this screen alone. */
export function Refused({ error }: { error: unknown }) {
  const t = useTexts(texts);
  const trace = error instanceof ApiProblem ? error.body.traceId : undefined;
  return (
    <Alert type="error" title={t.title} live answers>
      <p>{error instanceof OtherPerson ? t.otherPerson : <Why error={error} />}</p>
      <p>{t.kept}</p>
      {trace !== undefined && (
        <p>
          {t.trace}: <code>{trace}</code>
        </p>
      )}
    </Alert>
  );
}
