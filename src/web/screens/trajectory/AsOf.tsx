import { useState } from 'react';
import { useFilters } from '../../components/address.ts';
import { Button } from '../../components/basic.tsx';
import { TextField } from '../../components/fields.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = {
  summary: { nl: 'Kijken hoe het was op een dag', en: 'Look at how it was on a day' },
  day: { nl: 'Einde van de dag', en: 'End of the day' },
  look: { nl: 'Bekijken', en: 'Look' },
  now: { nl: 'Terug naar nu', en: 'Back to now' },
};
const filters = ['asOf'] as const;

/** For an objection, or whoever asks what was known then. */
export function AsOf() {
  const t = useTexts(texts);
  const { values, set } = useFilters(filters);
  const [day, setDay] = useState(values.asOf?.slice(0, 10) ?? '');
  return (
    <details className="b-no-print" open={values.asOf !== undefined}>
      <summary>{t.summary}</summary>
      <div className="b-row b-row--end">
        <TextField label={t.day} type="date" value={day} onChange={setDay} />
        <Button onClick={() => day !== '' && set({ asOf: `${day}T23:59:59Z` })}>{t.look}</Button>
        {values.asOf !== undefined && <Button onClick={() => set({ asOf: '' })}>{t.now}</Button>}
      </div>
    </details>
  );
}
