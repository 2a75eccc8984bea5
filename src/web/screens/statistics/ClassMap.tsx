import { useTitles } from '../../catalogue/catalogue.ts';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import type { Statistics } from './queries.ts';

const texts = {
  caption: { nl: 'Indeling van uitkomsten', en: 'Class map' },
  class: { nl: 'Klasse', en: 'Class' },
  outcomes: { nl: 'Uitkomsten', en: 'Outcomes' },
  from: { nl: 'Geldt vanaf', en: 'Holds from' },
  source: { nl: 'Bron', en: 'Source' },
};

/** What an outcome counts as is a choice, with a day from which it holds: it is printed with the table. */
export function ClassMap({ map, titles }: { map: Statistics['classMap']; titles: Statistics['classTitles'] }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const { code } = useTitles();
  const classes = [...new Set(Object.values(map.classes))].map((name) => ({
    name,
    outcomes: Object.entries(map.classes)
      .filter(([, one]) => one === name)
      .map(([outcome]) => code(outcome)),
  }));
  return (
    <>
      <p className="utrecht-paragraph">
        {say(map.title)} (<code>{map.id}</code>). {t.from} {formats.day(map.from)}. {t.source}: {say(map.source)}
      </p>
      <Table
        caption={t.caption}
        rows={classes}
        rowKey={({ name }) => name}
        columns={[
          { key: 'class', label: t.class, cell: ({ name }) => (titles[name] ? say(titles[name]) : name) },
          { key: 'outcomes', label: t.outcomes, cell: ({ outcomes }) => outcomes.join(', ') },
        ]}
      />
    </>
  );
}
