import { useKnownMe } from '../../api/me.ts';
import { useMunicipalities } from '../../api/municipalities.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { questionOf, statisticsFilters, useFigures, type Values } from './asking.ts';
import { statisticsTexts } from './words.ts';

export function StatisticsFilters({ values, set }: { values: Values; set(changed: Values): void }) {
  const t = useTexts(statisticsTexts);
  const { say } = useLanguage();
  const { data } = useFigures();
  const { view, from, to } = questionOf(values);
  const clear = (): void => set(Object.fromEntries(statisticsFilters.map((name) => [name, ''])));
  return (
    <Filters isSet={Object.keys(values).length > 0} onClear={clear}>
      <SelectField
        label={t.view}
        value={view}
        onChange={(chosen) => set({ view: chosen })}
        options={[
          { value: 'period', label: t.period },
          { value: 'cohort', label: t.cohort },
        ]}
      />
      <TextField type="date" label={t.from} value={from} onChange={(day) => set({ from: day })} />
      <TextField type="date" label={t.to} value={to} onChange={(day) => set({ to: day })} />
      <TextField type="date" label={t.on} value={values.on ?? ''} onChange={(day) => set({ on: day })} />
      <TextField type="date" label={t.asOf} value={values.asOf ?? ''} onChange={(day) => set({ asOf: day })} />
      <SelectField
        label={t.classMap}
        value={values.classMap ?? ''}
        onChange={(classMap) => set({ classMap })}
        options={[
          { value: '', label: t.byDate },
          ...(data?.classMaps ?? []).map(({ id, title }) => ({ value: id, label: say(title) })),
        ]}
      />
      <MunicipalitiesField chosen={values.municipality} onChange={(municipality) => set({ municipality })} />
    </Filters>
  );
}

/** Who looks after the whole country chooses some of it; all when none is chosen. */
export function MunicipalitiesField({
  chosen,
  onChange,
}: {
  chosen: string | undefined;
  onChange(municipalities: string): void;
}) {
  const t = useTexts(statisticsTexts);
  const me = useKnownMe();
  const names = useNames();
  const all = useMunicipalities();
  const now = chosen?.split(',') ?? [];
  if (me.municipality !== null) return null;
  return (
    <fieldset className="b-choices">
      <legend className="utrecht-form-label">{t.municipalities}</legend>
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            className="utrecht-checkbox utrecht-checkbox--html-input"
            checked={now.includes(one)}
            onChange={(event) =>
              onChange(all.filter((other) => (other === one ? event.target.checked : now.includes(other))).join(','))
            }
          />
          {names.municipality(one)}
        </label>
      ))}
    </fieldset>
  );
}
