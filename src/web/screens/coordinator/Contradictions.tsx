import { Alert, ScreenLink } from '../../components/basic.tsx';
import { shortId } from '../../components/trajectory.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Overview } from './queries.ts';

const texts = {
  title: { nl: 'Trajecten die stilstaan', en: 'Trajectories that stand still' },
  intro: {
    nl: 'In deze trajecten kan nu niemand iets doen. Het dossier is bewaard. De technisch beheerder herstelt dit. Er kunnen er meer zijn: hier staan alleen de trajecten die iemand probeerde te openen. Staat een traject hier na een uur nog? Bel de technisch beheerder.',
    en: 'Nobody can do anything in these trajectories now. Their record is safe. The operator restores them. There may be more: only trajectories that someone tried to open are here. Is a trajectory still here after an hour? Call the operator.',
  },
  more: { nl: 'meer', en: 'more' },
  since: { nl: 'Sinds', en: 'Since' },
  'engine-away': {
    nl: 'Het systeem is dit traject kwijt. Het dossier is er nog.',
    en: 'The system has lost this trajectory. Its record is still there.',
  },
  'engine-older': {
    nl: (engine: string, record: string) =>
      `Het systeem loopt achter: het kent ${engine} gebeurtenissen, het dossier heeft er ${record}.`,
    en: (engine: string, record: string) =>
      `The system is behind: it knows ${engine} events, and the record has ${record}.`,
  },
  'register-older': {
    nl: (engine: string, record: string) =>
      `Het dossier is niet compleet: het heeft ${record} gebeurtenissen, het systeem kent er ${engine}.`,
    en: (engine: string, record: string) =>
      `The record is not complete: it has ${record} events, and the system knows ${engine}.`,
  },
};

/** What stands still because the engine and the register contradict each other. Shows nothing while all is well. */
export function Contradictions({ overview: { contradictions } }: { overview: Overview }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  if (contradictions.length === 0) return null;
  return (
    <Alert type="error" title={t.title}>
      <p>{t.intro}</p>
      <ul className="b-told">
        {contradictions.map(({ trajectoryId, municipality, kind, engineVersion, recordedVersion, since }) => (
          <li key={trajectoryId}>
            <ScreenLink to={`/trajectories/${trajectoryId}`}>
              {names.municipality(municipality)} {shortId(trajectoryId)}
            </ScreenLink>{' '}
            {kind === 'engine-away'
              ? t['engine-away']
              : t[kind](
                  engineVersion === null ? t.more : formats.number(engineVersion),
                  formats.number(recordedVersion),
                )}{' '}
            {t.since} {formats.instant(since)}.
          </li>
        ))}
      </ul>
    </Alert>
  );
}
