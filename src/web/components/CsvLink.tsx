import { useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { announce } from './Announcer.tsx';
import { Button } from './basic.tsx';
import { Failed } from './states.tsx';

const texts = {
  csv: { nl: 'Download als CSV', en: 'Download as CSV' },
  ready: { nl: 'Het bestand is gedownload.', en: 'The file has been downloaded.' },
};

export type Cell = string | number | null;
type Rows = readonly (readonly Cell[])[];

/** A table as a file: with semicolons and a mark of its encoding, so that a Dutch spreadsheet opens it as it is. */
export function CsvLink({
  name,
  head,
  rows,
}: {
  /** What it is of, in the language of the page; the file is named after it. */
  name: string;
  head: readonly string[];
  /** What is not on the page as a whole is read when it is asked for. */
  rows(): Rows | Promise<Rows>;
}) {
  const t = useTexts(texts);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      download(`bestendig-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.csv`, [head, ...(await rows())]);
      announce(t.ready);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="b-no-print">
      <Button kind="subtle" busy={isBusy} onClick={() => void save()} aria-label={`${t.csv}: ${name}`}>
        {t.csv}
      </Button>
      {error !== null && <Failed error={error} />}
    </div>
  );
}

function download(name: string, rows: Rows): void {
  const lines = rows.map((row) => row.map(quoted).join(';'));
  const file = new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** What a spreadsheet would take for a formula is text. */
function quoted(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof cell === 'string' ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
