import { useCatalogue } from '../../catalogue/catalogue.ts';
import { TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { AgencyFilter, Choice, MunicipalityFilter, OverdueFilter, StepFilter } from '../../components/listFilters.tsx';
import { dayOf, startOf, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts, type Text } from '../../language/language.tsx';

/** What a trajectory can be in, each a filter of its own. */
export const situations = ['blocked', 'escalated', 'suspended', 'participant', 'sheltered'] as const;
/** Between which days; these come from a figure of the coordinator's page. */
const periods = ['openedFrom', 'openedTo', 'closedFrom', 'closedTo'] as const;

export const listFilters = [
  'status',
  'municipality',
  'openStep',
  'responsible',
  'overdue',
  'direction',
  'outcome',
  'changedSince',
  'dueBefore',
  ...situations,
  ...periods,
  'sort',
] as const;
export type ListValues = Partial<Record<(typeof listFilters)[number], string>>;

const texts = {
  status: { nl: 'Status', en: 'Status' },
  open: { nl: 'Loopt', en: 'Open' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  openStep: { nl: 'Open stap', en: 'Open step' },
  direction: { nl: 'Richting', en: 'Direction' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  dueBefore: { nl: 'Uiterste datum vóór', en: 'Last day before' },
  situation: { nl: 'Bijzonderheid', en: 'Situation' },
  blocked: { nl: 'Geblokkeerd', en: 'Blocked' },
  escalated: { nl: 'Opgeschaald', en: 'Escalated' },
  suspended: { nl: 'Klok staat stil', en: 'Clock stands still' },
  participant: { nl: 'Deelnemer', en: 'Participant' },
  sheltered: { nl: 'Heeft een plek', en: 'Has a place' },
  openedFrom: { nl: 'Begonnen vanaf', en: 'Begun from' },
  openedTo: { nl: 'Begonnen tot en met', en: 'Begun until' },
  closedFrom: { nl: 'Afgesloten vanaf', en: 'Closed from' },
  closedTo: { nl: 'Afgesloten tot en met', en: 'Closed until' },
  changedSince: { nl: 'Gewijzigd sinds', en: 'Changed since' },
};

export function ListFilters({ values, set }: { values: ListValues; set(changed: ListValues): void }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const directions = useCodesOf('direction');
  const outcomes = useCodesOf('outcome');
  const situation = situations.find((one) => values[one] === 'true');
  const { sort: _order, ...filters } = values;
  const clear = (): void => set(Object.fromEntries(Object.keys(filters).map((name) => [name, ''])));
  return (
    <Filters isSet={Object.keys(filters).length > 0} onClear={clear}>
      <Choice
        label={t.status}
        value={values.status}
        onChange={(status) => set({ status })}
        options={[
          { value: 'open', label: t.open },
          { value: 'closed', label: t.closed },
        ]}
      />
      <MunicipalityFilter value={values.municipality} onChange={(municipality) => set({ municipality })} />
      <StepFilter label={t.openStep} value={values.openStep} onChange={(openStep) => set({ openStep })} />
      <AgencyFilter value={values.responsible} onChange={(responsible) => set({ responsible })} />
      <OverdueFilter value={values.overdue} onChange={(overdue) => set({ overdue })} />
      <Choice
        label={t.direction}
        value={values.direction}
        onChange={(direction) => set({ direction })}
        options={directions}
      />
      <Choice label={t.outcome} value={values.outcome} onChange={(outcome) => set({ outcome })} options={outcomes} />
      <Choice
        label={t.situation}
        value={situation}
        onChange={(chosen) => set(Object.fromEntries(situations.map((one) => [one, one === chosen ? 'true' : ''])))}
        options={situations.map((one) => ({ value: one, label: t[one] }))}
      />
      <TextField
        label={t.dueBefore}
        type="date"
        value={values.dueBefore ?? ''}
        onChange={(dueBefore) => set({ dueBefore })}
      />
      <TextField
        label={t.changedSince}
        type="date"
        value={values.changedSince === undefined ? '' : (dayIn(values.changedSince) ?? '')}
        onChange={(day) => set({ changedSince: startOf(day) ?? '' })}
      />
      {periods.map((name) => {
        const day = values[name];
        return (
          day !== undefined && (
            <p key={name} className="b-filters__fixed">
              {t[name]} <time dateTime={day}>{dayIn(day) === undefined ? day : formats.shortDay(day)}</time>
            </p>
          )
        );
      })}
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
