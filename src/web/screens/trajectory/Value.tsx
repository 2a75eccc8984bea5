import { useTitles } from '../../catalogue/catalogue.ts';
import { TrajectoryLink } from '../../components/trajectory.tsx';
import { isDay, isInstant, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { titleOfPart, wordsOfCode, type CodeWords } from './valueWords.ts';

const texts = {
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
  nothing: { nl: '–', en: '–' },
};

/** The whole code of a trajectory. */
const isTrajectory = /^[0-9a-z]{26}\.[1-9][0-9]*$/;

interface ValueProps extends CodeWords {
  of: unknown;
}

/** Something that was filled in or is known, as people read it: codes by their names, days and moments as the language has them. */
export function Value({ of, words, schema }: ValueProps) {
  const t = useTexts(texts);
  const formats = useFormats();
  const titles = useTitles();
  const { say } = useLanguage();
  if (of === null || of === undefined || of === '') return t.nothing;
  if (typeof of === 'boolean') return of ? t.yes : t.no;
  // A year has no point in it; a larger number has.
  if (typeof of === 'number') return Number.isInteger(of) && of < 10_000 ? String(of) : formats.number(of);
  if (typeof of === 'string') {
    if (isDay(of)) return formats.day(of);
    if (isInstant(of)) return formats.instant(of);
    if (isTrajectory.test(of)) return <TrajectoryLink id={of} />;
    const text = wordsOfCode(of, { words, schema });
    return text ? say(text) : of;
  }
  if (typeof of === 'object' && Object.keys(of).length === 0) return t.nothing;
  if (Array.isArray(of)) {
    return (
      <ul className="b-plain-list">
        {of.map((one: unknown, index) => (
          <li key={index}>
            <Value of={one} words={words} schema={schema?.items} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof of === 'object' && 'code' in of && 'text' in of) return String(of.text);
  return (
    <ul className="b-plain-list">
      {Object.entries(of as Record<string, unknown>).map(([name, value]) => {
        const title = titleOfPart(name, { words, schema });
        return (
          <li key={name}>
            {title ? say(title) : titles.field(name)}:{' '}
            <Value of={value} words={words} schema={schema?.properties?.[name]} />
          </li>
        );
      })}
    </ul>
  );
}
