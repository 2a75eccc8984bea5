import { CsvLink, type Cell } from './CsvLink.tsx';
import { allOf, type ApiPage } from './paged.tsx';

/** A list of the API as a file: the whole of it, by columns that each have their name beside what is in them. */
export function ListCsv<Item>({
  name,
  read,
  columns,
}: {
  name: string;
  read(cursor: string | undefined): Promise<ApiPage<Item>>;
  columns: readonly (readonly [label: string, cell: (item: Item) => Cell])[];
}) {
  const rows = async () => (await allOf(read)).map((item) => columns.map(([, cell]) => cell(item)));
  return <CsvLink name={name} head={columns.map(([label]) => label)} rows={rows} />;
}
