import { useState } from 'react';
import { useTitles } from '../../catalogue/catalogue.ts';
import type { paths } from '../../api/schema.d.ts';
import { Alert } from '../../components/basic.tsx';
import { TextField } from '../../components/fields.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useNames } from '../../language/names.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useTerms } from './queries.ts';

type Item =
  paths['/v1/trajectories/{id}/terms']['get']['responses'][200]['content']['application/json']['items'][number];
type Explanation = NonNullable<Item['target']>;

const texts = {
  none: { nl: 'Er loopt nu geen termijn.', en: 'No term runs now.' },
  noneThen: { nl: 'Er liep toen geen termijn.', en: 'No term ran then.' },
  target: { nl: 'Streefdatum', en: 'Target date' },
  fatal: { nl: 'Uiterste datum', en: 'Last day' },
  why: { nl: 'Waarom deze datum', en: 'Why this date' },
  stands: { nl: 'De klok staat stil', en: 'The clock stands still' },
  holidays: { nl: 'Feestdagen in deze termijn (tellen niet mee)', en: 'Holidays in this term (not counted)' },
  whatIf: { nl: 'Wat als …', en: 'What if …' },
  whatIfAbout: {
    nl: 'Reken door wat er zou gebeuren. Er verandert niets.',
    en: 'See what would happen. Nothing changes.',
  },
  start: { nl: 'de termijnen op deze dag waren begonnen', en: 'the terms had begun on this day' },
  from: { nl: 'de klok stilstond vanaf', en: 'the clock stood still from' },
  to: { nl: 'tot en met', en: 'until' },
  supposed: { nl: 'Dit zijn veronderstelde datums.', en: 'These are supposed dates.' },
};

export function Terms({ id, asOf }: { id: string; asOf: string | undefined }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const [start, setStart] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const query = {
    asOf,
    ...(start !== '' && { start }),
    ...(from !== '' && to !== '' && { suspendFrom: from, suspendTo: to }),
  };
  const isSupposed = start !== '' || (from !== '' && to !== '');
  const terms = useTerms(id, query);
  return (
    <>
      {isSupposed && (
        <Alert type="warning" live>
          <p>{t.supposed}</p>
        </Alert>
      )}
      <Loaded query={terms}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{asOf === undefined ? t.none : t.noneThen}</Empty>
          ) : (
            <div className="b-grid">
              {items.map((item) => (
                <div key={item.step} className="b-card">
                  <h3 className="utrecht-heading-3">{titles.step(item.step)}</h3>
                  {item.target && <Explained label={t.target} of={item.target} />}
                  {item.fatal && <Explained label={t.fatal} of={item.fatal} />}
                </div>
              ))}
            </div>
          )
        }
      </Loaded>
      {asOf === undefined && (
        <details className="b-no-print">
          <summary>{t.whatIf}</summary>
          <p className="b-soft">{t.whatIfAbout}</p>
          <div className="b-row b-row--end">
            <TextField label={t.start} type="date" value={start} onChange={setStart} />
            <TextField label={t.from} type="date" value={from} onChange={setFrom} />
            <TextField label={t.to} type="date" value={to} onChange={setTo} />
          </div>
        </details>
      )}
    </>
  );
}

function Explained({ label, of: { date, because, holidays } }: { label: string; of: Explanation }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { say } = useLanguage();
  const names = useNames();
  // The rules write days and agencies as they are kept; people read them as everywhere else.
  const inWords = (sentence: string): string =>
    formats
      .daysIn(sentence)
      .replaceAll(/\(([a-z]+)\)/g, (all, code: string) =>
        names.agency(code) === code ? all : `(${names.agency(code)})`,
      );
  return (
    <div>
      <p>
        {label}: <strong>{date === null ? t.stands : formats.day(date)}</strong>
      </p>
      <details className="b-definition">
        <summary>
          {t.why}
          <span className="b-sr-only">: {label}</span>
        </summary>
        <ol>
          {because.map((sentence) => (
            <li key={sentence.en}>{inWords(say(sentence))}</li>
          ))}
        </ol>
        {holidays.length > 0 && (
          <p>
            {t.holidays}: {formats.list(holidays.map(({ day, name }) => `${say(name)} (${formats.shortDay(day)})`))}
          </p>
        )}
      </details>
    </div>
  );
}
