import { useTitles } from '../../api/catalogue.ts';
import { Section } from '../../components/basic.tsx';
import { Table as PlainTable } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useFigures, type Row, type Table } from './asking.ts';
import { Meaning } from './FiguresTable.tsx';
import { statisticsTexts } from './words.ts';

/** What travels along with the table: its notes, the class map, and on paper what each figure counts. */
export function Explained({ table }: { table: Table }) {
  const t = useTexts(statisticsTexts);
  const { say } = useLanguage();
  return (
    <>
      <Section title={t.notes}>
        <ul>
          {table.suppression.below > 1 && <li>{t.hiddenNote(table.suppression.below)}</li>}
          {table.notes.map((note) => (
            <li key={note.en}>{say(note)}</li>
          ))}
        </ul>
      </Section>
      <ClassMap table={table} />
      <div className="b-print-only">
        <Section title={t.definitions}>
          <dl>
            {firstOfEach(table.rows).map((row) => (
              <div key={row.figure} className="b-figures__meaning">
                <dt>{say(row.title)}</dt>
                <dd>
                  <Meaning row={row} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>
    </>
  );
}

function firstOfEach(rows: readonly Row[]): Row[] {
  return rows.filter((row, i) => rows.findIndex(({ figure }) => figure === row.figure) === i);
}

function ClassMap({ table: { classMap } }: { table: Table }) {
  const t = useTexts(statisticsTexts);
  const titles = useTitles();
  const formats = useFormats();
  const { say } = useLanguage();
  const { data } = useFigures();
  const parts = data?.items.flatMap((item) => item.parts) ?? [];
  const named = (code: string) => {
    const found = parts.find(({ part }) => part === code);
    return found ? say(found.title) : titles.code(code);
  };
  return (
    <Section title={t.mapTitle}>
      <p className="utrecht-paragraph">
        {say(classMap.title)}. {t.holdsFrom} {formats.day(classMap.from)}. {t.source}: {classMap.source}
      </p>
      <PlainTable
        caption={t.mapTitle}
        columns={[
          { key: 'outcome', label: t.outcome, cell: ([outcome]) => named(outcome) },
          { key: 'class', label: t.class, cell: ([, is]) => named(is) },
        ]}
        rows={Object.entries(classMap.classes)}
        rowKey={([outcome]) => outcome}
      />
    </Section>
  );
}
