import { hasRole, useKnownMe } from '../../api/me.ts';
import { TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { AgencyFilter, Choice, MunicipalityFilter, OverdueFilter, StepFilter } from '../../components/listFilters.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';

export const workFilters = [
  'claimed',
  'step',
  'municipality',
  'responsible',
  'overdue',
  'dueBefore',
  'openedSince',
] as const;
export type WorkValues = Partial<Record<(typeof workFilters)[number], string>>;

const texts = {
  claimed: { nl: 'Opgepakt', en: 'Taken up' },
  mine: { nl: 'Door mij', en: 'By me' },
  free: { nl: 'Nog door niemand', en: 'By nobody yet' },
  others: { nl: 'Door anderen', en: 'By others' },
  step: { nl: 'Stap', en: 'Step' },
  dueBefore: { nl: 'Te doen vóór', en: 'To be done before' },
  openedSince: { nl: 'Alleen wat open is sinds', en: 'Only what is open since' },
};

export function WorkFilters({ values, set }: { values: WorkValues; set(changed: WorkValues): void }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const formats = useFormats();
  const clear = (): void => set(Object.fromEntries(workFilters.map((name) => [name, ''])));
  return (
    <Filters isSet={Object.keys(values).length > 0} onClear={clear}>
      <Choice
        label={t.claimed}
        value={values.claimed}
        onChange={(claimed) => set({ claimed })}
        options={(['mine', 'free', 'others'] as const).map((one) => ({ value: one, label: t[one] }))}
      />
      <StepFilter label={t.step} value={values.step} onChange={(step) => set({ step })} />
      <MunicipalityFilter value={values.municipality} onChange={(municipality) => set({ municipality })} />
      {hasRole(me, 'coordinator') && (
        <AgencyFilter value={values.responsible} onChange={(responsible) => set({ responsible })} />
      )}
      <OverdueFilter value={values.overdue} onChange={(overdue) => set({ overdue })} />
      <TextField
        label={t.dueBefore}
        type="date"
        value={values.dueBefore ?? ''}
        onChange={(dueBefore) => set({ dueBefore })}
      />
      {values.openedSince !== undefined && (
        <p className="b-filters__fixed">
          {t.openedSince} <time dateTime={values.openedSince}>{formats.instant(values.openedSince)}</time>
        </p>
      )}
    </Filters>
  );
}
