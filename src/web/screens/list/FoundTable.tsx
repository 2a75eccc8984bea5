import { useTitles } from '../../api/catalogue.ts';
import { Badge } from '../../components/basic.tsx';
import { Table } from '../../components/Table.tsx';
import { TrajectoryLink } from '../../components/trajectory.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Trajectory } from './ListTable.tsx';

const texts = {
  caption: { nl: 'Gevonden trajecten', en: 'Trajectories that were found' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  state: { nl: 'Stand', en: 'State' },
  open: { nl: 'Loopt', en: 'Open' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  opened: { nl: 'Begonnen', en: 'Begun' },
};

/** The trajectories of one person, the last one first. */
export function FoundTable({ items }: { items: readonly Trajectory[] }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const names = useNames();
  const formats = useFormats();
  return (
    <Table
      caption={t.caption}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { key: 'id', label: t.trajectory, cell: ({ id }) => <TrajectoryLink id={id} /> },
        { key: 'municipality', label: t.municipality, cell: ({ municipality }) => names.municipality(municipality) },
        {
          key: 'state',
          label: t.state,
          cell: ({ status, outcome }) => (
            <>
              <Badge tone={status === 'open' ? 'active' : 'neutral'}>{t[status]}</Badge>
              {outcome !== null && <div>{titles.code(outcome)}</div>}
            </>
          ),
        },
        {
          key: 'opened',
          label: t.opened,
          cell: ({ openedAt }) => <time dateTime={openedAt}>{formats.shortDay(dayOf(openedAt))}</time>,
        },
      ]}
    />
  );
}
