import { useTitles } from '../../api/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { CsvLink } from '../../components/CsvLink.tsx';
import { allOf } from '../../components/paged.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

type Query = Omit<NonNullable<paths['/v1/trajectories']['get']['parameters']['query']>, 'cursor' | 'limit'>;

const texts = {
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  status: { nl: 'Stand', en: 'Status' },
  open: { nl: 'loopt', en: 'open' },
  closed: { nl: 'afgesloten', en: 'closed' },
  direction: { nl: 'Richting', en: 'Direction' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  steps: { nl: 'Open stappen', en: 'Open steps' },
  waitsFor: { nl: 'Wacht op', en: 'Waits for' },
  deadline: { nl: 'Eerstvolgende uiterste dag', en: 'Next last day' },
  overdue: { nl: 'Te laat', en: 'Overdue' },
  yes: { nl: 'ja', en: 'yes' },
  no: { nl: 'nee', en: 'no' },
  opened: { nl: 'Begonnen op', en: 'Begun on' },
  changed: { nl: 'Laatst gewijzigd op', en: 'Last changed on' },
};

/** A list of trajectories as a file: all of it, by the filters that the page has. */
export function TrajectoriesCsv({ name, query }: { name: string; query: Query }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const names = useNames();
  const formats = useFormats();
  const rows = async () => {
    const all = await allOf((cursor) =>
      answered(api.GET('/v1/trajectories', { params: { query: { ...query, cursor, limit: 200 } } })),
    );
    return all.map((one) => [
      one.id,
      names.municipality(one.municipality),
      t[one.status],
      one.direction && titles.code(one.direction),
      one.outcome && titles.code(one.outcome),
      formats.list(one.openSteps.map(({ step }) => titles.step(step))),
      formats.list([...new Set(one.openSteps.map(({ responsible }) => names.agency(responsible)))]),
      one.nextDeadline,
      one.overdue ? t.yes : t.no,
      dayOf(one.openedAt),
      dayOf(one.updatedAt),
    ]);
  };
  const head = [
    t.trajectory,
    t.municipality,
    t.status,
    t.direction,
    t.outcome,
    t.steps,
    t.waitsFor,
    t.deadline,
    t.overdue,
    t.opened,
    t.changed,
  ];
  return <CsvLink name={name} head={head} rows={rows} />;
}
