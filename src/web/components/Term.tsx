import { today, useFormats } from '../language/formats.ts';
import { useTexts } from '../language/language.tsx';
import { Badge } from './basic.tsx';

const texts = {
  overdue: { nl: 'Te laat', en: 'Overdue' },
  today: { nl: 'Vandaag', en: 'Today' },
  soon: { nl: 'Binnenkort', en: 'Soon' },
  none: { nl: 'Geen', en: 'None' },
};
/** Days before a last day from which it is soon. */
const soonWithin = 7;

/** A last day, with how near it is in words as well as in colour. */
export function Term({ day, overdue = false }: { day: string | null; overdue?: boolean }) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (day === null) return <span className="b-soft">{t.none}</span>;
  const isSoon = Date.parse(day) - Date.parse(today()) <= soonWithin * 86_400_000;
  return (
    <span className="b-row">
      <time dateTime={day}>{formats.shortDay(day)}</time>
      {overdue ? (
        <Badge tone="danger">
          {t.overdue}, {formats.fromToday(day)}
        </Badge>
      ) : (
        isSoon && <Badge tone="warning">{day === today() ? t.today : `${t.soon}, ${formats.fromToday(day)}`}</Badge>
      )}
    </span>
  );
}
