import { useCatalogue } from '../../api/catalogue.ts';
import { hasRole, useKnownMe } from '../../api/me.ts';
import { useMunicipalities } from '../../api/municipalities.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { agencyCodes, useNames } from '../../language/names.ts';

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
  all: { nl: 'Alle', en: 'All' },
  claimed: { nl: 'Opgepakt', en: 'Taken up' },
  mine: { nl: 'Door mij', en: 'By me' },
  free: { nl: 'Nog door niemand', en: 'By nobody yet' },
  others: { nl: 'Door anderen', en: 'By others' },
  step: { nl: 'Stap', en: 'Step' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  responsible: { nl: 'Wacht op', en: 'Waits for' },
  overdue: { nl: 'Termijn', en: 'Term' },
  late: { nl: 'Te laat', en: 'Overdue' },
  inTime: { nl: 'Op tijd', en: 'In time' },
  dueBefore: { nl: 'Te doen vóór', en: 'To be done before' },
  openedSince: { nl: 'Alleen wat open is sinds', en: 'Only what is open since' },
};

export function WorkFilters({ values, set }: { values: WorkValues; set(changed: WorkValues): void }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const names = useNames();
  const formats = useFormats();
  const { say } = useLanguage();
  const { data } = useCatalogue();
  const municipalities = useMunicipalities();
  const all = { value: '', label: t.all };
  const clear = (): void => set(Object.fromEntries(workFilters.map((name) => [name, ''])));
  return (
    <Filters isSet={Object.keys(values).length > 0} onClear={clear}>
      <SelectField
        label={t.claimed}
        value={values.claimed ?? ''}
        onChange={(claimed) => set({ claimed })}
        options={[
          all,
          { value: 'mine', label: t.mine },
          { value: 'free', label: t.free },
          { value: 'others', label: t.others },
        ]}
      />
      <SelectField
        label={t.step}
        value={values.step ?? ''}
        onChange={(step) => set({ step })}
        options={[all, ...(data?.steps ?? []).map(({ name, title }) => ({ value: name, label: say(title) }))]}
      />
      {me.municipality === null && (
        <SelectField
          label={t.municipality}
          value={values.municipality ?? ''}
          onChange={(municipality) => set({ municipality })}
          options={[all, ...municipalities.map((one) => ({ value: one, label: names.municipality(one) }))]}
        />
      )}
      {hasRole(me, 'coordinator') && (
        <SelectField
          label={t.responsible}
          value={values.responsible ?? ''}
          onChange={(responsible) => set({ responsible })}
          options={[all, ...agencyCodes.map((one) => ({ value: one, label: names.agency(one) }))]}
        />
      )}
      <SelectField
        label={t.overdue}
        value={values.overdue ?? ''}
        onChange={(overdue) => set({ overdue })}
        options={[all, { value: 'true', label: t.late }, { value: 'false', label: t.inTime }]}
      />
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
