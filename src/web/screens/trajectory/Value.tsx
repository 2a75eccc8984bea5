import { useTitles } from '../../catalogue/catalogue.ts';
import { TrajectoryLink } from '../../components/trajectory.tsx';
import { isDay, isInstant, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts, type Text } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

const texts = {
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
  nothing: { nl: '–', en: '–' },
};

/** The whole code of a trajectory. */
const isTrajectory = /^[0-9a-z]{26}\.[1-9][0-9]*$/;

interface ValueProps {
  of: unknown;
  /** What its parts and codes are called, where that came with it; what is filled in is called as in the forms. */
  words?: Readonly<Record<string, Text>>;
}

/** Something that was filled in or is known, as people read it: codes by their names, days and moments as the language has them. */
export function Value({ of, words = {} }: ValueProps) {
  const t = useTexts(texts);
  const formats = useFormats();
  const titles = useTitles();
  const names = useNames();
  const { say } = useLanguage();
  const nameOf = (name: string): string => {
    if (Object.hasOwn(words, name)) return say(words[name]!);
    const code = titles.code(name);
    if (code !== name) return code;
    const step = titles.step(name);
    if (step !== name) return step;
    const agency = names.agency(name);
    return agency === name ? titles.field(name) : agency;
  };
  if (of === null || of === undefined || of === '') return t.nothing;
  if (typeof of === 'boolean') return of ? t.yes : t.no;
  if (typeof of === 'number') return formats.number(of);
  if (typeof of === 'string') {
    if (isDay(of)) return formats.day(of);
    if (isInstant(of)) return formats.instant(of);
    if (isTrajectory.test(of)) return <TrajectoryLink id={of} />;
    return nameOf(of);
  }
  if (Array.isArray(of)) {
    if (of.length === 0) return t.nothing;
    return (
      <ul className="b-plain-list">
        {of.map((one: unknown, index) => (
          <li key={index}>
            <Value of={one} words={words} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof of === 'object' && 'code' in of && 'text' in of) return String(of.text);
  return (
    <ul className="b-plain-list">
      {Object.entries(of as Record<string, unknown>).map(([name, value]) => (
        <li key={name}>
          {nameOf(name)}: <Value of={value} words={words} />
        </li>
      ))}
    </ul>
  );
}
