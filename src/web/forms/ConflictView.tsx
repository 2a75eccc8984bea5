import type { ApiProblem } from '../api/problem.ts';
import { Button } from '../components/basic.tsx';
import { Loaded } from '../components/states.tsx';
import { useFormats } from '../language/formats.ts';
import { useTexts } from '../language/language.tsx';
import { useNames } from '../language/names.ts';
import { StageHeading } from './StageHeading.tsx';
import { useSince } from './queries.ts';

const texts = {
  title: { nl: 'Er is intussen iets veranderd', en: 'Something has changed in the meantime' },
  kept: {
    nl: 'Wat u hebt ingevuld is bewaard. Er is nog niets verstuurd.',
    en: 'What you have filled in is kept. Nothing has been sent yet.',
  },
  since: { nl: 'Sinds u dit formulier opende', en: 'Since you opened this form' },
  nothing: {
    nl: 'Op de tijdlijn is niets te zien dat u mag weten.',
    en: 'The timeline shows nothing that you may know.',
  },
  'step-not-open': {
    nl: 'Deze stap staat niet meer open: iemand anders heeft hem gedaan, of hij is niet meer nodig.',
    en: 'This step is not open any more: someone else has done it, or it is not needed any more.',
  },
  'trajectory-closed': { nl: 'Het traject is intussen afgesloten.', en: 'The trajectory has ended in the meantime.' },
  again: { nl: 'Bekijk en verstuur opnieuw', en: 'Look at it and send again' },
  drop: { nl: 'Verwijder wat ik had ingevuld', en: 'Remove what I filled in' },
  system: { nl: 'een termijn', en: 'a term' },
};

/** The trajectory is not what it was when one began: what happened, and what can be done with what was typed. */
export function ConflictView({
  id,
  version,
  problem,
  onAgain,
  onDrop,
}: {
  id: string;
  version: number;
  /** Absent when it was seen before it was sent. */
  problem?: ApiProblem;
  onAgain(): void;
  onDrop(): void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const changes = useSince(id, version);
  const code = problem?.code;
  return (
    <div className="b-stack b-card">
      <StageHeading>{t.title}</StageHeading>
      {(code === 'step-not-open' || code === 'trajectory-closed') && <p>{t[code]}</p>}
      <p>{t.kept}</p>
      <h3 className="utrecht-heading-3">{t.since}</h3>
      <Loaded query={changes}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.nothing}</p>
          ) : (
            <ul>
              {items.map(({ sequence, at, actor, title, reason }) => (
                <li key={sequence}>
                  {formats.instant(at)}: {title} ({actor ? `${names.agency(actor.agency)}, ${actor.subject}` : t.system}
                  ){reason !== null && `: ${reason.text}`}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className="b-row">
        <Button kind="primary" onClick={onAgain}>
          {t.again}
        </Button>
        <Button onClick={onDrop}>{t.drop}</Button>
      </div>
    </div>
  );
}
