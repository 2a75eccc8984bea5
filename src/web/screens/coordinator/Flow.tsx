import { MonthsChart } from '../../charts/MonthsChart.tsx';
import { Definition } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { CsvLink } from '../../components/CsvLink.tsx';
import type { Overview } from './queries.ts';

const texts = {
  title: { nl: 'Aangemeld en afgesloten per maand', en: 'Referred and closed by month' },
  opened: { nl: 'Aangemeld', en: 'Referred' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  file: { nl: 'In- en uitstroom', en: 'Inflow and outflow' },
  month: { nl: 'Maand', en: 'Month' },
  gist: {
    nl: (opened: string, closed: string) => `In deze periode ${opened} aangemeld en ${closed} afgesloten.`,
    en: (opened: string, closed: string) => `In this period ${opened} were referred and ${closed} closed.`,
  },
};

export function Flow({ overview: { months, columns, definitions } }: { overview: Overview }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const total = columns.length - 1;
  const rows = months.map(({ month, opened, closed }) => ({
    month,
    first: opened[total]?.value ?? 0,
    second: closed[total]?.value ?? 0,
  }));
  const sum = (part: 'first' | 'second') => formats.number(rows.reduce((all, row) => all + row[part], 0));
  return (
    <>
      <MonthsChart
        title={t.title}
        gist={t.gist(sum('first'), sum('second'))}
        names={{ first: t.opened, second: t.closed }}
        month={t.month}
        months={rows}
      />
      {definitions
        .filter(({ figure }) => ['opened', 'closed'].includes(figure))
        .map(({ figure, title, definition }) => (
          <Definition key={figure} of={title} isNamed>
            <strong>{say(title)}:</strong> {say(definition)}
          </Definition>
        ))}
      <CsvLink
        name={t.file}
        head={[t.month, t.opened, t.closed]}
        rows={() => rows.map(({ month, first, second }) => [month, first, second])}
      />
    </>
  );
}
