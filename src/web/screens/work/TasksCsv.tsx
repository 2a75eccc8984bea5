import { useTitles } from '../../api/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { CsvLink } from '../../components/CsvLink.tsx';
import { allOf } from '../../components/paged.tsx';
import { dayOf } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

type Query = Omit<NonNullable<paths['/v1/tasks']['get']['parameters']['query']>, 'cursor' | 'limit'>;

const texts = {
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  direction: { nl: 'Richting', en: 'Direction' },
  step: { nl: 'Stap', en: 'Step' },
  responsible: { nl: 'Wacht op', en: 'Waits for' },
  target: { nl: 'Streefdag', en: 'Target' },
  fatal: { nl: 'Uiterste dag', en: 'Last day' },
  overdue: { nl: 'Te laat', en: 'Overdue' },
  yes: { nl: 'ja', en: 'yes' },
  no: { nl: 'nee', en: 'no' },
  opened: { nl: 'Open sinds', en: 'Open since' },
  claim: { nl: 'Opgepakt door', en: 'Taken up by' },
  mine: { nl: 'mij', en: 'me' },
  colleague: { nl: 'een ander', en: 'someone else' },
};

/** The work list as a file: all of it, by the filters that the page has. */
export function TasksCsv({ name, query }: { name: string; query: Query }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const names = useNames();
  const rows = async () => {
    const all = await allOf((cursor) =>
      answered(api.GET('/v1/tasks', { params: { query: { ...query, cursor, limit: 200 } } })),
    );
    return all.map((task) => [
      task.trajectoryId,
      names.municipality(task.municipality),
      task.direction && titles.code(task.direction),
      titles.step(task.step),
      names.agency(task.responsible),
      task.targetDate,
      task.fatalDate,
      task.overdue ? t.yes : t.no,
      dayOf(task.openedAt),
      task.claim && (task.claim.mine ? t.mine : (task.claim.by ?? t.colleague)),
    ]);
  };
  const head = [
    t.trajectory,
    t.municipality,
    t.direction,
    t.step,
    t.responsible,
    t.target,
    t.fatal,
    t.overdue,
    t.opened,
    t.claim,
  ];
  return <CsvLink name={name} head={head} rows={rows} />;
}
