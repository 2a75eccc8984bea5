import { useTitles } from '../../catalogue/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import { ListCsv } from '../../components/ListCsv.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Listed, ListQuery } from './queries.ts';

const texts = {
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  status: { nl: 'Status', en: 'Status' },
  open: { nl: 'loopt', en: 'open' },
  closed: { nl: 'afgesloten', en: 'closed' },
  admission: { nl: 'Toelating', en: 'Admission' },
  admitted: { nl: 'toegelaten', en: 'admitted' },
  refused: { nl: 'niet toegelaten', en: 'not admitted' },
  direction: { nl: 'Richting', en: 'Direction' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  steps: { nl: 'Open stappen', en: 'Open steps' },
  waitsFor: { nl: 'Wacht op', en: 'Waits for' },
  deadline: { nl: 'Eerstvolgende uiterste datum', en: 'Next deadline' },
  overdue: { nl: 'Te laat', en: 'Overdue' },
  yes: { nl: 'ja', en: 'yes' },
  no: { nl: 'nee', en: 'no' },
  opened: { nl: 'Begonnen op', en: 'Begun on' },
  changed: { nl: 'Laatst gewijzigd op', en: 'Last changed on' },
};

/** A list of trajectories as a file: all of it, by the filters that the page has. */
export function TrajectoriesCsv({ name, query }: { name: string; query: ListQuery }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const names = useNames();
  const formats = useFormats();
  return (
    <ListCsv
      name={name}
      read={(cursor) =>
        answered(api.GET('/v1/trajectories', { params: { query: { ...query, sort: 'id', cursor, limit: 200 } } }))
      }
      sorted={inOrder(query.sort)}
      columns={[
        [t.trajectory, ({ id }) => id],
        [t.municipality, ({ municipality }) => names.municipality(municipality)],
        [t.status, ({ status }) => t[status]],
        [t.direction, ({ direction }) => direction && titles.code(direction)],
        [t.outcome, ({ outcome }) => outcome && titles.code(outcome)],
        [
          t.admission,
          ({ figures: { admission = null } }) => admission && t[admission === 'refused' ? 'refused' : 'admitted'],
        ],
        [t.steps, ({ openSteps }) => formats.list(openSteps.map(({ step }) => titles.step(step)))],
        [
          t.waitsFor,
          ({ openSteps }) => formats.list([...new Set(openSteps.map(({ responsible }) => names.agency(responsible)))]),
        ],
        [t.deadline, ({ nextDeadline }) => nextDeadline],
        [t.overdue, ({ overdue }) => (overdue ? t.yes : t.no)],
        [t.opened, ({ openedAt }) => dayOf(openedAt)],
        [t.changed, ({ updatedAt }) => dayOf(updatedAt)],
      ]}
    />
  );
}

type Key = 'updatedAt' | 'openedAt' | 'nextDeadline' | 'id';

/** As the page has them. */
function inOrder(sort: ListQuery['sort'] = '-updatedAt') {
  const isDescending = sort.startsWith('-');
  const key = sort.replace('-', '') as Key;
  return (one: Listed, other: Listed): number => {
    const upwards = (one[key] ?? '9999').localeCompare(other[key] ?? '9999');
    return isDescending ? -upwards : upwards;
  };
}
