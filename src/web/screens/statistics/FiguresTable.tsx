import { Fragment } from 'react';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Statistics } from './queries.ts';

const texts = {
  caption: { nl: 'Cijfers per gemeente en in totaal', en: 'Figures by municipality and in total' },
  figure: { nl: 'Cijfer', en: 'Figure' },
  total: { nl: 'Totaal', en: 'Total' },
  // Also a large number is not shown where a small one could be worked out from it.
  hidden: { nl: 'niet getoond', en: 'not shown' },
  unknown: { nl: 'niet bekend', en: 'not known' },
  people: { nl: 'personen', en: 'people' },
  places: { nl: 'plaatsen', en: 'places' },
  percent: { nl: 'procent', en: 'percent' },
  days: { nl: 'dagen', en: 'days' },
  times: { nl: 'keer', en: 'times' },
  steps: { nl: 'stappen', en: 'steps' },
  definition: { nl: 'wat telt dit?', en: 'what does this count?' },
};

type Row = Statistics['rows'][number];

export function FiguresTable({ table: { columns, groups, rows } }: { table: Statistics }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  return (
    <div className="b-table-room" role="group" aria-label={t.caption} tabIndex={0}>
      <table className="utrecht-table utrecht-table--html-table b-figures">
        <caption className="utrecht-table__caption b-sr-only">{t.caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              {t.figure}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="utrecht-table__header-cell b-number">
                {column === 'total' ? t.total : names.municipality(column)}
              </th>
            ))}
          </tr>
        </thead>
        {groups
          .map(({ id, title }) => ({ id, title, own: rows.filter(({ group }) => group === id) }))
          .filter(({ own }) => own.length > 0)
          .map(({ id, title, own }) => (
            <tbody key={id} className="utrecht-table__body">
              <tr className="utrecht-table__row b-group">
                <th scope="rowgroup" colSpan={columns.length + 1} className="utrecht-table__cell">
                  {say(title)}
                </th>
              </tr>
              {own.map((row, i) => (
                <FigureRow
                  key={`${row.figure} ${row.part}`}
                  row={row}
                  columns={columns}
                  isFirst={own[i - 1]?.figure !== row.figure}
                />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

/** The parts of one figure have one definition, which the first of them leads to. */
function FigureRow({ row, columns, isFirst }: { row: Row; columns: readonly string[]; isFirst: boolean }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const { figure, title, unit, cells } = row;
  return (
    <tr className="utrecht-table__row">
      <th scope="row" className="utrecht-table__cell b-figure-name">
        {say(title)} <span className="b-soft">({t[unit]})</span>{' '}
        {isFirst && (
          <a
            className="utrecht-link b-no-print"
            href={`#definition-${figure}`}
            aria-label={`${say(title)}: ${t.definition}`}
          >
            ?
          </a>
        )}
      </th>
      {cells.map((cell, index) => (
        <td key={columns[index]} className="utrecht-table__cell b-number">
          <Cell cell={cell} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ cell: { value, suppressed, share } }: { cell: Row['cells'][number] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (suppressed) {
    return (
      <abbr title={t.hidden} className="b-soft">
        x
      </abbr>
    );
  }
  if (value === null) {
    return (
      <Fragment>
        <span aria-hidden="true">–</span>
        <span className="b-sr-only">{t.unknown}</span>
      </Fragment>
    );
  }
  return (
    <>
      {formats.number(value)}
      {share !== null && <span className="b-soft"> ({formats.share(share / 100)})</span>}
    </>
  );
}
