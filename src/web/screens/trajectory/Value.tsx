import { useTitles } from '../../catalogue/catalogue.ts';
import { TrajectoryLink } from '../../components/trajectory.tsx';
import { inRows } from '../../forms/localized.ts';
import { isDay, isInstant, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { partWords } from './partWords.ts';

const texts = {
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
  nothing: { nl: '–', en: '–' },
};

/** The whole code of a trajectory. */
const isTrajectory = /^[0-9a-z]{26}\.[1-9][0-9]*$/;

/** Something that was filled in, as people read it: codes by their names, days and moments as the language has them. */
export function Value({ of }: { of: unknown }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const titles = useTitles();
  const names = useNames();
  const { say } = useLanguage();
  const nameOf = (name: string): string => {
    const words = partWords[name];
    if (words) return say(words);
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
            <Value of={one} />
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
          {name in inRows ? say(inRows[name]!) : nameOf(name)}: <Value of={value} />
        </li>
      ))}
    </ul>
  );
}
