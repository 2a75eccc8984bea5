import { ApiProblem } from '../../api/problem.ts';
import { useFilters } from '../../components/address.ts';
import { Alert, Button, Section } from '../../components/basic.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { Municipalities } from '../../components/Municipalities.tsx';
import { Page } from '../../components/Page.tsx';
import { Loaded } from '../../components/states.tsx';
import { dayOf, isDay, today, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import '../../styles/statistics.css';
import { ClassMap } from './ClassMap.tsx';
import { Definitions } from './Definitions.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { useFigureDefinitions, useFigures, type Statistics } from './queries.ts';

const texts = {
  title: { nl: 'Cijfers', en: 'Statistics' },
  intro: {
    nl: 'Elk cijfer zegt wat het telt. Kleine aantallen worden niet getoond, zodat niemand eruit te herkennen is.',
    en: 'Each figure says what it counts. Small counts are not shown, so that nobody can be recognised.',
  },
  view: { nl: 'Soort tabel', en: 'Kind of table' },
  period: { nl: 'Periode: wat er toen was en gebeurde', en: 'Period: what was and happened then' },
  cohort: { nl: 'Cohort: wat er kwam van degenen die toen begonnen', en: 'Cohort: what came of those who began then' },
  from: { nl: 'Van', en: 'From' },
  to: { nl: 'Tot en met', en: 'Until' },
  asOf: { nl: 'Zoals bekend op (mag leeg)', en: 'As known on (may be empty)' },
  on: { nl: 'Peildatum (mag leeg)', en: 'Reference date (may be empty)' },
  wrong: { nl: 'Deze keuze kan niet', en: 'This choice is not possible' },
  wrongHelp: {
    nl: 'Kies een begin dat voor het einde ligt, en een peildatum die al geweest is. Bij een cohort ligt de peildatum niet voor het einde.',
    en: 'Choose a beginning before the end, and a reference date that has been. For a cohort the reference date is not before the end.',
  },
  asOfNote: {
    nl: 'De cijfers zoals ze bekend waren op',
    en: 'The figures as they were known on',
  },
  classMap: { nl: 'Indeling van uitkomsten', en: 'Class map' },
  usual: { nl: 'Die op de peildatum geldt', en: 'The one that holds on the reference date' },
  csv: { nl: 'Download als CSV', en: 'Download as CSV' },
  print: { nl: 'Afdrukken', en: 'Print' },
  table: { nl: 'De tabel', en: 'The table' },
  map: { nl: 'Welke uitkomst in welke klasse', en: 'Which outcome is in which class' },
  definitions: { nl: 'Wat elk cijfer telt', en: 'What each figure counts' },
  notes: { nl: 'Opmerkingen', en: 'Notes' },
  about: { nl: 'Over', en: 'Of' },
  reference: { nl: 'peildatum', en: 'reference date' },
};
const filters = ['view', 'from', 'to', 'on', 'asOf', 'class', 'municipality'] as const;
type View = 'period' | 'cohort';

/** The table of the evaluation: for all municipalities within reach and their total, with what it says and does not say. */
export default function StatisticsScreen() {
  const t = useTexts(texts);
  const { language, say } = useLanguage();
  const { values, set } = useFilters(filters);
  const view: View = values.view === 'cohort' ? 'cohort' : 'period';
  const to = dayIn(values.to) ?? today();
  const from = dayIn(values.from) ?? `${to.slice(0, 4)}-01-01`;
  const asOf = dayIn(values.asOf);
  const on = dayIn(values.on);
  const query = {
    view,
    from,
    to,
    // The end of today has not come yet: that is now.
    ...(asOf !== undefined && asOf < today() && { asOf: endOfDay(asOf) }),
    ...(on !== undefined && { on }),
    ...(values.municipality !== undefined && { municipality: values.municipality }),
    ...(values.class !== undefined && { classMap: values.class }),
  };
  const figures = useFigures(query);
  const known = useFigureDefinitions();
  const csv = `/v1/statistics?${new URLSearchParams({ ...query, format: 'csv', language }).toString()}`;
  return (
    <Page title={t.title} intro={t.intro}>
      <Filters
        isSet={Object.keys(values).length > 0}
        onClear={() => set(Object.fromEntries(filters.map((name) => [name, ''])))}
      >
        <SelectField
          label={t.view}
          value={view}
          onChange={(value) => set({ view: value })}
          options={(['period', 'cohort'] as const).map((one) => ({ value: one, label: t[one] }))}
        />
        <TextField label={t.from} type="date" value={from} onChange={(value) => set({ from: value })} />
        <TextField label={t.to} type="date" value={to} onChange={(value) => set({ to: value })} />
        <TextField label={t.on} type="date" value={on ?? ''} onChange={(value) => set({ on: value })} />
        <TextField label={t.asOf} type="date" value={asOf ?? ''} onChange={(value) => set({ asOf: value })} />
        <SelectField
          label={t.classMap}
          value={values.class ?? ''}
          onChange={(value) => set({ class: value })}
          options={[
            { value: '', label: t.usual },
            ...(known.data?.classMaps ?? []).map(({ id, title }) => ({ value: id, label: say(title) })),
          ]}
        />
      </Filters>
      <Municipalities chosen={values.municipality} onChange={(municipality) => set({ municipality })} />
      <div className="b-row b-no-print">
        <a className="utrecht-link" href={csv} download>
          {t.csv}
        </a>
        <Button onClick={() => window.print()}>{t.print}</Button>
      </div>
      {figures.error instanceof ApiProblem && figures.error.status === 400 ? (
        <Alert type="error" title={t.wrong} live>
          <p>{t.wrongHelp}</p>
        </Alert>
      ) : (
        <Loaded query={figures}>{(table) => <Table table={table} isAsOf={query.asOf !== undefined} />}</Loaded>
      )}
    </Page>
  );
}

function Table({ table, isAsOf }: { table: Statistics; isAsOf: boolean }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const { window: days, population, asOf, notes } = table;
  return (
    <>
      {isAsOf && (
        <Alert type="warning">
          <p>
            {t.asOfNote} {formats.instant(asOf)}.
          </p>
        </Alert>
      )}
      <p className="utrecht-paragraph">
        {t[table.view]}. {formats.day(days.from)} – {formats.day(days.to)}, {t.reference} {formats.day(days.on)}.{' '}
        {t.about}: {say(population)}
      </p>
      <Section title={t.table}>
        <FiguresTable table={table} />
      </Section>
      <Section title={t.map}>
        <ClassMap map={table.classMap} titles={table.classTitles} />
      </Section>
      <Section title={t.definitions}>
        <Definitions table={table} />
      </Section>
      {notes.length > 0 && (
        <Section title={t.notes}>
          <ul>
            {notes.map((note) => (
              <li key={note.en}>{say(note)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The last instant of a day in the Netherlands, in summer or winter. */
function endOfDay(day: string): string {
  const ends = ['+02:00', '+01:00'].map((offset) => Date.parse(`${day}T23:59:59.999${offset}`));
  const end = ends.find((one) => dayOf(new Date(one + 1).toISOString()) !== day) ?? ends[1]!;
  return new Date(end).toISOString();
}

function dayIn(text: string | undefined): string | undefined {
  return isDay(text) ? text : undefined;
}
