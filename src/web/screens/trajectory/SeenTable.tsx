import type { paths } from '../../api/schema.d.ts';
import { Table } from '../../components/Table.tsx';
import { useLanguage, useTexts, type Text } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

type Seen =
  paths['/v1/trajectories/{id}/who-sees-what']['get']['responses'][200]['content']['application/json']['items'][number];

const texts = {
  caption: { nl: 'Wie ziet wat van dit traject', en: 'Who sees what of this trajectory' },
  activity: { nl: 'Stap of handeling', en: 'Step or action' },
  field: { nl: 'Gegeven', en: 'Data' },
  fact: { nl: 'Situatie', en: 'Situation' },
  sees: { nl: 'Ziet het', en: 'Sees it' },
  no: { nl: 'Nee', en: 'No' },
};

interface Row {
  key: string;
  activity: Text;
  field: Text;
  agencies: ReadonlySet<string>;
}

/** Each thing that is kept of it, beside the agencies that can read it. */
export function SeenTable({ items }: { items: readonly Seen[] }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  return (
    <Table
      caption={t.caption}
      rows={rowsOf(items)}
      rowKey={({ key }) => key}
      columns={[
        { key: 'activity', label: t.activity, cell: ({ activity }) => say(activity) },
        { key: 'field', label: t.field, cell: ({ field }) => say(field) },
        ...items.map(({ agency }) => ({
          key: agency,
          label: names.agency(agency),
          cell: ({ agencies }: Row) => (agencies.has(agency) ? `✓ ${t.sees}` : <span className="b-soft">{t.no}</span>),
        })),
      ]}
    />
  );
}

function rowsOf(items: readonly Seen[]): Row[] {
  const rows = new Map<string, { activity: Text; field: Text; agencies: Set<string> }>();
  const add = (agency: string, key: string, activity: Text, field: Text): void => {
    const row = rows.get(key) ?? { activity, field, agencies: new Set<string>() };
    row.agencies.add(agency);
    rows.set(key, row);
  };
  for (const { agency, activities, facts } of items) {
    for (const { name, title, fields } of activities) {
      for (const one of fields) add(agency, `${name} ${one.field}`, title, one.title);
    }
    for (const { fact, title } of facts) add(agency, `fact ${fact}`, texts.fact, title);
  }
  return [...rows].map(([key, row]) => ({ key, ...row }));
}
