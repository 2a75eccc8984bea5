import { useCatalogue } from '../catalogue/catalogue.ts';
import { useKnownMe } from '../api/me.ts';
import { useMunicipalities } from '../catalogue/municipalities.ts';
import { useFormats } from '../language/formats.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useAgencies, useNames } from '../language/names.ts';
import { SelectField, type Option } from './fields.tsx';

const texts = {
  all: { nl: 'Alle', en: 'All' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  responsible: { nl: 'Wacht op', en: 'Waits for' },
  overdue: { nl: 'Termijn', en: 'Term' },
  late: { nl: 'Te laat', en: 'Overdue' },
  inTime: { nl: 'Op tijd', en: 'In time' },
};

interface FilterProps {
  value: string | undefined;
  onChange(value: string): void;
}

/** One of these, or all. */
export function Choice({ value = '', options, ...field }: FilterProps & { label: string; options: readonly Option[] }) {
  const t = useTexts(texts);
  return <SelectField {...field} value={value} options={[{ value: '', label: t.all }, ...options]} />;
}

/** For who looks after the whole country. Some together are one choice, as a figure of several municipalities has them. */
export function MunicipalityFilter(field: FilterProps) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const names = useNames();
  const formats = useFormats();
  const municipalities = useMunicipalities();
  const together = field.value?.includes(',') ? [field.value] : [];
  if (me.municipality !== null) return null;
  const options = [...municipalities, ...together].map((one) => ({
    value: one,
    label: formats.list(one.split(',').map((name) => names.municipality(name))),
  }));
  return <Choice {...field} label={t.municipality} options={options} />;
}

export function StepFilter(field: FilterProps & { label: string }) {
  const { say } = useLanguage();
  const { data } = useCatalogue();
  const options = (data?.steps ?? []).map(({ name, title }) => ({ value: name, label: say(title) }));
  return <Choice {...field} options={options} />;
}

/** On whom it waits. */
export function AgencyFilter(field: FilterProps) {
  const t = useTexts(texts);
  const names = useNames();
  const options = useAgencies().map((one) => ({ value: one, label: names.agency(one) }));
  return <Choice {...field} label={t.responsible} options={options} />;
}

export function OverdueFilter(field: FilterProps) {
  const t = useTexts(texts);
  const options = [
    { value: 'true', label: t.late },
    { value: 'false', label: t.inTime },
  ];
  return <Choice {...field} label={t.overdue} options={options} />;
}
