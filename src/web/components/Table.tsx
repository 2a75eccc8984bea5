import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  label: ReactNode;
  /** How the rows are sorted by it, when they can be. */
  sorted?: 'ascending' | 'descending' | 'none';
  /** To the right, for numbers. */
  isNumber?: boolean;
  cell(row: Row): ReactNode;
}

/** A plain table with a caption; it scrolls by itself where it does not fit, also by keyboard. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
}) {
  return (
    <div className="b-table-room" role="group" aria-label={caption} tabIndex={0}>
      <table className="utrecht-table utrecht-table--html-table">
        <caption className="utrecht-table__caption b-sr-only">{caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            {columns.map(({ key, label, isNumber, sorted }) => (
              <th
                key={key}
                scope="col"
                aria-sort={sorted}
                className={`utrecht-table__header-cell ${isNumber ? 'b-number' : ''}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {rows.map((row) => (
            <tr key={rowKey(row)} className="utrecht-table__row">
              {columns.map(({ key, cell, isNumber }) => (
                <td key={key} className={`utrecht-table__cell ${isNumber ? 'b-number' : ''}`}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
