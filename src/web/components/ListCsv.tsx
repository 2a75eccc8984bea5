import { CsvLink, type Cell } from './CsvLink.tsx';
import { allOf, type ApiPage } from './paged.tsx';

/**
 * A list of the API as a file: the whole of it, by columns that each have their name beside what is in them. It is read in
 * an order that does not move, so that nothing comes twice or is missed, and then put in the order of the page.
 */
export function ListCsv<Item>({
  name,
  read,
  sorted,
  columns,
}: {
  name: string;
  read(cursor: string | undefined): Promise<ApiPage<Item>>;
  sorted(one: Item, other: Item): number;
  columns: readonly (readonly [label: string, cell: (item: Item) => Cell])[];
}) {
  const rows = async () => (await allOf(read)).toSorted(sorted).map((item) => columns.map(([, cell]) => cell(item)));
  return <CsvLink name={name} head={columns.map(([label]) => label)} rows={rows} />;
}
