import { BarsChart } from '../../charts/BarsChart.tsx';
import { Definition } from '../../components/basic.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { Counted } from './Counted.tsx';
import { CsvLink } from '../../components/CsvLink.tsx';
import type { Overview } from './queries.ts';

const texts = {
  title: { nl: 'Open stappen per partij', en: 'Open steps by agency' },
  file: { nl: 'Wachten', en: 'Waiting' },
  agency: { nl: 'Partij', en: 'Agency' },
  open: { nl: 'Open stappen', en: 'Open steps' },
  overdue: { nl: 'Te laat', en: 'Overdue' },
  median: { nl: 'Middelste wachttijd (dagen)', en: 'Median wait (days)' },
  longest: { nl: 'Langste wachttijd (dagen)', en: 'Longest wait (days)' },
  gist: {
    nl: (agency: string, open: string, overdue: string) =>
      `De meeste open stappen wachten op ${agency}: ${open}. Te laat: ${overdue}.`,
    en: (agency: string, open: string, overdue: string) =>
      `${agency} has the most open steps: ${open}. Overdue: ${overdue}.`,
  },
  nothing: { nl: 'Er staat bij niemand een stap open.', en: 'Nobody has an open step.' },
};

/** On which agency what waits, and for how long. */
export function Waiting({ overview: { agencies, columns, definitions } }: { overview: Overview }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const names = useNames();
  const total = columns.length - 1;
  const rows = agencies.map(({ agency, cells }) => ({ agency, ...cells[total]! }));
  const [most] = rows.toSorted((one, other) => (other.open.value ?? 0) - (one.open.value ?? 0));
  const gist =
    most && (most.open.value ?? 0) > 0
      ? t.gist(names.agency(most.agency), formats.number(most.open.value ?? 0), formats.number(most.overdue.value ?? 0))
      : t.nothing;
  const wait = (days: number | null) => (days === null ? '–' : formats.number(days));
  return (
    <>
      <BarsChart
        title={t.title}
        gist={gist}
        names={{ value: t.open, part: t.overdue }}
        bars={rows.map(({ agency, open, overdue }) => ({
          key: agency,
          label: names.agency(agency),
          value: open.value ?? 0,
          part: overdue.value ?? 0,
        }))}
        table={
          <Table
            caption={t.title}
            rows={rows}
            rowKey={({ agency }) => agency}
            columns={[
              { key: 'agency', label: t.agency, cell: ({ agency }) => names.agency(agency) },
              {
                key: 'open',
                label: t.open,
                isNumber: true,
                cell: ({ agency, open }) => <Counted of={open} about={`${t.open}, ${names.agency(agency)}`} />,
              },
              {
                key: 'overdue',
                label: t.overdue,
                isNumber: true,
                cell: ({ agency, overdue }) => <Counted of={overdue} about={`${t.overdue}, ${names.agency(agency)}`} />,
              },
              { key: 'median', label: t.median, isNumber: true, cell: ({ medianDays }) => wait(medianDays) },
              { key: 'longest', label: t.longest, isNumber: true, cell: ({ longestDays }) => wait(longestDays) },
            ]}
          />
        }
      />
      {definitions
        .filter(({ figure }) => figure.startsWith('waiting') || figure.includes('wait'))
        .map(({ figure, title, definition }) => (
          <Definition key={figure} of={title} isNamed>
            <strong>{say(title)}:</strong> {say(definition)}
          </Definition>
        ))}
      <CsvLink
        name={t.file}
        head={[t.agency, t.open, t.overdue, t.median, t.longest]}
        rows={() =>
          rows.map(({ agency, open, overdue, medianDays, longestDays }) => [
            names.agency(agency),
            open.value,
            overdue.value,
            medianDays,
            longestDays,
          ])
        }
      />
    </>
  );
}
