import { useState } from 'react';
import { useFilters } from '../../components/address.ts';
import { Button } from '../../components/basic.tsx';
import { TextField } from '../../components/fields.tsx';
import { dutchInstant, dutchMoment } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';

const texts = {
  summary: { nl: 'Kijken hoe het was op een moment', en: 'Look at how it was at a moment' },
  moment: { nl: 'Datum en tijd', en: 'Date and time' },
  look: { nl: 'Bekijken', en: 'Look' },
  now: { nl: 'Terug naar nu', en: 'Back to now' },
  needed: { nl: 'Vul een datum en een tijd in.', en: 'Fill in a date and a time.' },
  future: { nl: 'Kies een moment dat voorbij is.', en: 'Choose a moment that has passed.' },
};
const filters = ['asOf'] as const;

/** For whoever has to account for what was known then. */
export function AsOf({ asOf }: { asOf: string | undefined }) {
  const t = useTexts(texts);
  const { set } = useFilters(filters);
  const [moment, setMoment] = useState(asOf === undefined ? '' : dutchMoment(asOf));
  const [wrong, setWrong] = useState<'needed' | 'future'>();
  const look = (): void => {
    const instant = dutchInstant(moment);
    const fault = instant === undefined ? 'needed' : instant > new Date().toISOString() ? 'future' : undefined;
    setWrong(fault);
    if (fault === undefined && instant !== undefined) set({ asOf: instant });
  };
  return (
    <details className="b-no-print" open={asOf !== undefined}>
      <summary>{t.summary}</summary>
      <form
        className="b-row b-row--end"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextField
          label={t.moment}
          type="datetime-local"
          value={moment}
          onChange={setMoment}
          {...(wrong && { error: t[wrong] })}
        />
        <Button type="submit">{t.look}</Button>
        {asOf !== undefined && <Button onClick={() => set({ asOf: '' })}>{t.now}</Button>}
      </form>
    </details>
  );
}
