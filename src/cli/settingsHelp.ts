import type { Table } from './setting.js';
import { settingsTable } from './settingsTable.js';

/** What `--help` says of the environment. */
export function environmentHelp(): string {
  const lines = Object.entries(settingsTable as Table)
    .filter(([, { inHelp }]) => inHelp)
    .map(([name, { what }]) => `  ${name.padEnd(18)} ${plain(what)}`);
  return `\nEnvironment (docs/running.md has them all):\n${lines.join('\n')}`;
}

/** Without the marks of Markdown. */
const plain = (text: string) => text.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1').replaceAll('`', '');
