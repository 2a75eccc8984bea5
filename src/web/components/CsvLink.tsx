import { Button } from '../../components/basic.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { csv: { nl: 'Download als CSV', en: 'Download as CSV' } };

type Cell = string | number | null;

/** The table as a file: with semicolons and a mark of its encoding, so that a Dutch spreadsheet opens it as it is. */
export function CsvLink({
  name,
  head,
  rows,
}: {
  name: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}) {
  const t = useTexts(texts);
  const save = (): void => {
    const lines = [head, ...rows].map((row) => row.map(quoted).join(';'));
    const file = new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = `bestendig-${name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button kind="subtle" onClick={save} aria-label={`${t.csv}: ${name}`}>
      {t.csv}
    </Button>
  );
}

/** What a spreadsheet would take for a formula is text. */
function quoted(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof cell === 'string' ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
