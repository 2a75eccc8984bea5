import { later } from '../components/later.tsx';
import { Table } from '../components/Table.tsx';
import { useFormats } from '../language/formats.ts';
import { months as size, type MonthOf } from './chart.ts';
import { Figure } from './Figure.tsx';

// The figures and what they say are there at once; the library that draws them comes after.
const MonthsDrawing = later(async () => (await import('./MonthsDrawing.tsx')).MonthsDrawing, null);

/** Two counts by month, beside each other: told apart by their pattern as well as by their colour. */
export function MonthsChart({
  title,
  gist,
  names,
  month,
  months,
}: {
  title: string;
  gist: string;
  names: { first: string; second: string };
  /** What the column of months is called. */
  month: string;
  months: readonly MonthOf[];
}) {
  const formats = useFormats();
  return (
    <Figure
      title={title}
      gist={gist}
      {...size}
      legend={
        <span className="b-legend">
          <span className="b-legend__first" aria-hidden="true" /> {names.first}{' '}
          <span className="b-legend__second" aria-hidden="true" /> {names.second}
        </span>
      }
      table={
        <Table
          caption={title}
          rows={months}
          rowKey={(one) => one.month}
          columns={[
            { key: 'month', label: month, cell: (one) => formats.month(one.month) },
            { key: 'first', label: names.first, isNumber: true, cell: ({ first }) => formats.number(first) },
            { key: 'second', label: names.second, isNumber: true, cell: ({ second }) => formats.number(second) },
          ]}
        />
      }
    >
      <MonthsDrawing months={months} />
    </Figure>
  );
}
