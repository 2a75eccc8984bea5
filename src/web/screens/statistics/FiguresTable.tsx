import { Fragment } from 'react';
import { Definition } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Row, Table } from './asking.ts';
import { statisticsTexts, unitWords, windowWords } from './words.ts';

/** Outcomes in rows, municipalities in columns and last the total; its heads are repeated on each printed page. */
export function FiguresTable({ table }: { table: Table }) {
  const t = useTexts(statisticsTexts);
  const names = useNames();
  const { say } = useLanguage();
  const last = table.columns.length - 1;
  return (
    <div className="b-table-room" role="group" aria-label={t.table} tabIndex={0}>
      <table className="utrecht-table utrecht-table--html-table b-figures">
        <caption className="utrecht-table__caption b-sr-only">{t.table}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              {t.figure}
            </th>
            {table.columns.map((column, i) => (
              <th key={column} scope="col" className="utrecht-table__header-cell b-number">
                {i === last ? t.total : names.municipality(column)}
              </th>
            ))}
          </tr>
        </thead>
        {table.groups
          .map((group) => ({ group, rows: table.rows.filter((row) => row.group === group.id) }))
          .filter(({ rows }) => rows.length > 0)
          .map(({ group, rows }) => (
            <tbody key={group.id} className="utrecht-table__body">
              <tr className="utrecht-table__row b-figures__group">
                <th scope="rowgroup" colSpan={table.columns.length + 1} className="utrecht-table__header-cell">
                  {say(group.title)}
                </th>
              </tr>
              {rows.map((row, i) => (
                <FigureRow key={`${row.figure} ${row.part}`} row={row} isFirst={rows[i - 1]?.figure !== row.figure} />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

/** The parts of one figure have one definition, at the first of them. */
function FigureRow({ row, isFirst }: { row: Row; isFirst: boolean }) {
  const { say } = useLanguage();
  return (
    <tr className="utrecht-table__row">
      <th
        scope="row"
        className={`utrecht-table__cell b-figures__name ${row.part === null ? '' : 'b-figures__name--part'}`}
      >
        {say(row.title)}
        {isFirst && (
          <span className="b-no-print">
            <Definition of={row.title}>
              <Meaning row={row} />
            </Definition>
          </span>
        )}
      </th>
      {row.cells.map((cell, i) => (
        <td key={i} className="utrecht-table__cell b-number">
          <Cell cell={cell} unit={row.unit} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ cell: { value, suppressed, share }, unit }: { cell: Row['cells'][number]; unit: Row['unit'] }) {
  const t = useTexts(statisticsTexts);
  const formats = useFormats();
  if (suppressed) {
    return (
      <abbr title={t.hidden} className="b-soft">
        x
      </abbr>
    );
  }
  // Of nobody there is no median: that is not the same as not known.
  if (value === null) return <span className="b-soft">{unit === 'days' ? '–' : t.unknown}</span>;
  return (
    <>
      {unit === 'percent' ? formats.share(value / 100) : formats.number(value)}
      {share !== null && <span className="b-soft b-figures__share"> {formats.share(share / 100)}</span>}
    </>
  );
}

/** What a figure counts, of whom, in what, and when. */
export function Meaning({ row }: { row: Row }) {
  const t = useTexts(statisticsTexts);
  const units = useTexts(unitWords);
  const windows = useTexts(windowWords);
  const { say } = useLanguage();
  const facts = [
    [t.counts, row.population],
    [t.unit, units[row.unit]],
    [t.window, windows[row.window]],
    [t.version, String(row.version)],
  ];
  return (
    <>
      {say(row.definition)}{' '}
      <span className="b-soft">
        {facts.map(([name, value], i) => (
          <Fragment key={name}>
            {i > 0 && '; '}
            {name}: {value}
          </Fragment>
        ))}
        .
      </span>
    </>
  );
}
