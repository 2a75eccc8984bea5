import { Table } from '../../components/Table.tsx';
import { TrajectoryLink } from '../../components/trajectory.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Listed } from './queries.ts';
import { State } from './State.tsx';

const texts = {
  caption: { nl: 'Gevonden trajecten', en: 'Trajectories that were found' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  state: { nl: 'Status', en: 'Status' },
  opened: { nl: 'Begonnen', en: 'Begun' },
};

/** The trajectories of one person, the last one first. */
export function FoundTable({ items }: { items: readonly Listed[] }) {
  const t = useTexts(texts);
  const names = useNames();
  const formats = useFormats();
  return (
    <Table
      caption={t.caption}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'id',
          label: t.trajectory,
          cell: ({ id, person, ownReference }) => <TrajectoryLink id={id} person={person} own={ownReference} />,
        },
        { key: 'municipality', label: t.municipality, cell: ({ municipality }) => names.municipality(municipality) },
        {
          key: 'state',
          label: t.state,
          cell: (trajectory) => <State of={trajectory} />,
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
