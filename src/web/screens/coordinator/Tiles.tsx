import { Definition } from '../../components/basic.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import '../../styles/charts.css';
import { Counted } from './Counted.tsx';
import type { Overview } from './queries.ts';

const texts = {
  of: { nl: 'van', en: 'of' },
  places: { nl: 'plaatsen', en: 'places' },
  byCity: { nl: 'Per gemeente', en: 'By municipality' },
  figure: { nl: 'Cijfer', en: 'Figure' },
  total: { nl: 'Totaal', en: 'Total' },
  unknownPlaces: { nl: 'aantal plaatsen niet vastgelegd', en: 'number of places not settled' },
};

/** Each figure with its definition one click away and the list behind it; and by municipality, where there are more. */
export function Tiles({ overview: { figures, columns, definitions } }: { overview: Overview }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const names = useNames();
  const titleOf = (id: string): string => {
    const found = definitions.find(({ figure }) => figure === id);
    return found ? say(found.title) : id;
  };
  const total = columns.length - 1;
  const places = figures.find(({ figure }) => figure === 'capacity')?.cells[total]?.value ?? null;
  const calledOf = (column: string) => (column === 'total' ? t.total : names.municipality(column));
  return (
    <>
      <div className="b-grid">
        {figures
          .filter(({ figure }) => figure !== 'capacity')
          .map(({ figure, cells }) => {
            const cell = cells[total]!;
            const definition = definitions.find((one) => one.figure === figure);
            return (
              <div key={figure} className="b-card b-tile">
                <h3>{titleOf(figure)}</h3>
                <p className="b-tile__value">
                  <Counted of={cell} about={titleOf(figure)} />
                </p>
                {figure === 'places-taken' && <Occupancy taken={cell.value ?? 0} places={places} />}
                {definition && <Definition of={definition.title}>{say(definition.definition)}</Definition>}
              </div>
            );
          })}
      </div>
      {columns.length > 2 && (
        <details>
          <summary>{t.byCity}</summary>
          <Table
            caption={t.byCity}
            rows={figures}
            rowKey={({ figure }) => figure}
            columns={[
              { key: 'figure', label: t.figure, cell: ({ figure }) => titleOf(figure) },
              ...columns.map((column, index) => ({
                key: column,
                label: calledOf(column),
                isNumber: true,
                cell: ({ figure, cells }: (typeof figures)[number]) => (
                  <Counted of={cells[index]!} about={`${titleOf(figure)}, ${calledOf(column)}`} />
                ),
              })),
            ]}
          />
        </details>
      )}
    </>
  );

  function Occupancy({ taken, places: all }: { taken: number; places: number | null }) {
    if (all === null) return <p className="b-soft">{t.unknownPlaces}</p>;
    const share = all === 0 ? 0 : taken / all;
    return (
      <>
        <p className="b-soft">
          {t.of} {formats.number(all)} {t.places} ({formats.share(share)})
        </p>
        <div className="b-meter" aria-hidden="true">
          <div style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
        </div>
      </>
    );
  }
}
