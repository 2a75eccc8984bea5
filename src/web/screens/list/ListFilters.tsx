import { useCatalogue } from '../../api/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { useMunicipalities } from '../../api/municipalities.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { dayOf } from '../../language/formats.ts';
import { useLanguage, useTexts, type Text } from '../../language/language.tsx';
import { agencyCodes, useNames } from '../../language/names.ts';

export const listFilters = [
  'status',
  'municipality',
  'openStep',
  'responsible',
  'overdue',
  'direction',
  'outcome',
  'changedSince',
  'sort',
] as const;
export type ListValues = Partial<Record<(typeof listFilters)[number], string>>;

const texts = {
  all: { nl: 'Alle', en: 'All' },
  status: { nl: 'Status', en: 'Status' },
  open: { nl: 'Loopt', en: 'Open' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  openStep: { nl: 'Open stap', en: 'Open step' },
  responsible: { nl: 'Wacht op', en: 'Waits for' },
  overdue: { nl: 'Termijn', en: 'Term' },
  late: { nl: 'Te laat', en: 'Overdue' },
  inTime: { nl: 'Op tijd', en: 'In time' },
  direction: { nl: 'Richting', en: 'Direction' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  changedSince: { nl: 'Gewijzigd sinds', en: 'Changed since' },
};

export function ListFilters({ values, set }: { values: ListValues; set(changed: ListValues): void }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const names = useNames();
  const { say } = useLanguage();
  const { data } = useCatalogue();
  const municipalities = useMunicipalities();
  const directions = useCodesOf('direction');
  const outcomes = useCodesOf('outcome');
  const all = { value: '', label: t.all };
  const { sort: _order, ...filters } = values;
  const clear = (): void => set(Object.fromEntries(Object.keys(filters).map((name) => [name, ''])));
  return (
    <Filters isSet={Object.keys(filters).length > 0} onClear={clear}>
      <SelectField
        label={t.status}
        value={values.status ?? ''}
        onChange={(status) => set({ status })}
        options={[all, { value: 'open', label: t.open }, { value: 'closed', label: t.closed }]}
      />
      {me.municipality === null && (
        <SelectField
          label={t.municipality}
          value={values.municipality ?? ''}
          onChange={(municipality) => set({ municipality })}
          options={[all, ...municipalities.map((one) => ({ value: one, label: names.municipality(one) }))]}
        />
      )}
      <SelectField
        label={t.openStep}
        value={values.openStep ?? ''}
        onChange={(openStep) => set({ openStep })}
        options={[all, ...(data?.steps ?? []).map(({ name, title }) => ({ value: name, label: say(title) }))]}
      />
      <SelectField
        label={t.responsible}
        value={values.responsible ?? ''}
        onChange={(responsible) => set({ responsible })}
        options={[all, ...agencyCodes.map((one) => ({ value: one, label: names.agency(one) }))]}
      />
      <SelectField
        label={t.overdue}
        value={values.overdue ?? ''}
        onChange={(overdue) => set({ overdue })}
        options={[all, { value: 'true', label: t.late }, { value: 'false', label: t.inTime }]}
      />
      <SelectField
        label={t.direction}
        value={values.direction ?? ''}
        onChange={(direction) => set({ direction })}
        options={[all, ...directions]}
      />
      <SelectField
        label={t.outcome}
        value={values.outcome ?? ''}
        onChange={(outcome) => set({ outcome })}
        options={[all, ...outcomes]}
      />
      <TextField
        label={t.changedSince}
        type="date"
        value={values.changedSince === undefined ? '' : (dayIn(values.changedSince) ?? '')}
        onChange={(day) => set({ changedSince: day === '' ? '' : new Date(`${day}T00:00:00`).toISOString() })}
      />
    </Filters>
  );
}

/** The day of an instant in the address, or undefined when it is none: someone may have typed it. */
function dayIn(instant: string): string | undefined {
  return Number.isNaN(Date.parse(instant)) ? undefined : dayOf(instant);
}

interface Labelled {
  'x-labels'?: Record<string, Text>;
}

/** The codes that the forms of steps and actions offer in a field of this name. */
function useCodesOf(field: string): { value: string; label: string }[] {
  const { say } = useLanguage();
  const { data } = useCatalogue();
  const codes = new Map<string, string>();
  for (const { inputSchema } of [...(data?.steps ?? []), ...(data?.actions ?? [])]) {
    const { properties = {} } = inputSchema as { properties?: Record<string, Labelled> };
    for (const [code, text] of Object.entries(properties[field]?.['x-labels'] ?? {})) codes.set(code, say(text));
  }
  return [...codes].map(([value, label]) => ({ value, label }));
}
