import { useTitles } from '../../catalogue/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import { ListCsv } from '../../components/ListCsv.tsx';
import { dayOf } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { TaskQuery } from './queries.ts';

const texts = {
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  direction: { nl: 'Richting', en: 'Direction' },
  step: { nl: 'Stap', en: 'Step' },
  responsible: { nl: 'Wacht op', en: 'Waits for' },
  target: { nl: 'Streefdatum', en: 'Target date' },
  fatal: { nl: 'Uiterste datum', en: 'Last day' },
  overdue: { nl: 'Te laat', en: 'Overdue' },
  yes: { nl: 'ja', en: 'yes' },
  no: { nl: 'nee', en: 'no' },
  opened: { nl: 'Open sinds', en: 'Open since' },
  claim: { nl: 'Opgepakt door', en: 'Taken up by' },
  mine: { nl: 'mij', en: 'me' },
  colleague: { nl: 'een ander', en: 'someone else' },
};

/** The work list as a file: all of it, by the filters that the page has. */
export function TasksCsv({ name, query }: { name: string; query: TaskQuery }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const names = useNames();
  return (
    <ListCsv
      name={name}
      read={(cursor) =>
        answered(api.GET('/v1/tasks', { params: { query: { ...query, sort: 'id', cursor, limit: 200 } } }))
      }
      sorted={(one, other) => (one.fatalDate ?? '9999').localeCompare(other.fatalDate ?? '9999')}
      columns={[
        [t.trajectory, ({ trajectoryId }) => trajectoryId],
        [t.municipality, ({ municipality }) => names.municipality(municipality)],
        [t.direction, ({ direction }) => direction && titles.code(direction)],
        [t.step, ({ step }) => titles.step(step)],
        [t.responsible, ({ responsible }) => names.agency(responsible)],
        [t.target, ({ targetDate }) => targetDate],
        [t.fatal, ({ fatalDate }) => fatalDate],
        [t.overdue, ({ overdue }) => (overdue ? t.yes : t.no)],
        [t.opened, ({ openedAt }) => dayOf(openedAt)],
        [t.claim, ({ claim }) => claim && (claim.mine ? t.mine : (claim.by ?? t.colleague))],
      ]}
    />
  );
}
