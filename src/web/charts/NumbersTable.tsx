import { Button } from '../components/basic.tsx';
import { Table } from '../components/Table.tsx';
import { useFormats } from '../language/formats.ts';
import { useTexts } from '../language/language.tsx';
import { csvOf, download, type Numbers } from './numbers.ts';

const texts = {
  csv: { nl: 'Downloaden als CSV', en: 'Download as CSV' },
  unknown: { nl: 'niet bekend', en: 'not known' },
};

/** Numbers as a table, which a spreadsheet can have too. */
export function NumbersTable({ numbers, file }: { numbers: Numbers; file: string }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { title, head, rows } = numbers;
  const shown = (value: string | number | null | undefined) =>
    typeof value === 'number' ? formats.number(value) : (value ?? <span className="b-soft">{t.unknown}</span>);
  return (
    <div className="b-stack">
      <Table
        caption={title}
        columns={head.map((label, column) => ({
          key: label,
          label,
          isNumber: column > 0,
          cell: (row: Numbers['rows'][number]) => shown(row[column]),
        }))}
        rows={rows}
        rowKey={(row) => String(row[0])}
      />
      <CsvButton numbers={numbers} file={file} />
    </div>
  );
}

export function CsvButton({ numbers, file }: { numbers: Numbers; file: string }) {
  const t = useTexts(texts);
  return (
    <Button kind="subtle" className="b-no-print" onClick={() => download(`${file}.csv`, csvOf(numbers))}>
      {t.csv}
      <span className="b-sr-only">: {numbers.title}</span>
    </Button>
  );
}
