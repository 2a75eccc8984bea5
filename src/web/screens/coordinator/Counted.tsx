import { ScreenLink } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { addressOf } from './addresses.ts';

const texts = {
  unknown: { nl: 'niet bekend', en: 'not known' },
  list: { nl: 'toon de lijst', en: 'show the list' },
};

/** A number, with the list behind it where there is one. */
export function Counted({
  of: { value, list },
  about,
}: {
  of: { value: number | null; list: { path: string; query: Record<string, string> } | null };
  /** What it counts, for who hears the link by itself. */
  about: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (value === null) return <span className="b-soft">{t.unknown}</span>;
  const address = addressOf(list);
  if (address === null || value === 0) return formats.number(value);
  return (
    <ScreenLink to={address} aria-label={`${formats.number(value)}, ${about}: ${t.list}`}>
      {formats.number(value)}
    </ScreenLink>
  );
}
