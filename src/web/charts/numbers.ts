/** What a table shows, a picture draws and a spreadsheet gets: the same numbers. */
export interface Numbers {
  title: string;
  /** The names of the columns; the first is that of what the rows are. */
  head: readonly string[];
  /** Null is not known. */
  rows: readonly (readonly (string | number | null)[])[];
}

/** As a spreadsheet in the Netherlands reads it: semicolons, and a mark at the start that says UTF-8. */
export function csvOf({ head, rows }: Numbers): string {
  const lines = [head, ...rows].map((row) => row.map((value) => quoted(String(value ?? ''))).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** What a spreadsheet would run as a formula becomes text. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Hands a file to the browser, which keeps it where its user wants. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun with it by then.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
