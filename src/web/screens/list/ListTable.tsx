import { useTitles } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { Badge } from '../../components/basic.tsx';
import { Table, type Column } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import { TrajectoryLink } from '../../components/trajectory.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Listed, ListQuery } from './queries.ts';
import { State } from './State.tsx';

export type Sort = NonNullable<ListQuery['sort']>;
type SortColumn = Exclude<Sort, `-${string}`>;

const texts = {
  caption: { nl: 'Trajecten', en: 'Trajectories' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  state: { nl: 'Status', en: 'Status' },
  direction: { nl: 'Richting', en: 'Direction' },
  openSteps: { nl: 'Open stappen', en: 'Open steps' },
  late: { nl: 'te laat', en: 'overdue' },
  none: { nl: 'Geen', en: 'None' },
  deadline: { nl: 'Eerstvolgende uiterste datum', en: 'Next deadline' },
  opened: { nl: 'Begonnen', en: 'Begun' },
  updated: { nl: 'Gewijzigd', en: 'Changed' },
};

interface ListTableProps {
  items: readonly Listed[];
  sort: Sort;
  onSort(sort: Sort): void;
}

/** Trajectories, in the order that the server gives; the heads of columns change that order. */
export function ListTable({ items, sort, onSort }: ListTableProps) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const titles = useTitles();
  const names = useNames();
  const formats = useFormats();
  /** A column by which can be sorted: again on the same one turns the order round. */
  const sortable = (name: SortColumn, label: string) => {
    const sorted = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none';
    const next: Sort = sorted === 'ascending' ? `-${name}` : name;
    return {
      sorted,
      label: (
        <button type="button" className="b-sort" onClick={() => onSort(next)}>
          {label}
          <span aria-hidden="true">{sorted === 'ascending' ? ' ▲' : sorted === 'descending' ? ' ▼' : ''}</span>
        </button>
      ),
    } as const;
  };
  const columns: (Column<Listed> | false)[] = [
    {
      key: 'id',
      ...sortable('id', t.trajectory),
      cell: ({ id, person, ownReference }) => <TrajectoryLink id={id} person={person} own={ownReference} />,
    },
    me.municipality === null && {
      key: 'municipality',
      label: t.municipality,
      cell: ({ municipality }) => names.municipality(municipality),
    },
    {
      key: 'state',
      label: t.state,
      cell: (trajectory) => <State of={trajectory} />,
    },
    { key: 'direction', label: t.direction, cell: ({ direction }) => titles.code(direction) },
    {
      key: 'openSteps',
      label: t.openSteps,
      cell: ({ openSteps }) =>
        openSteps.length === 0 ? (
          <span className="b-soft">{t.none}</span>
        ) : (
          <ul className="b-open-steps">
            {openSteps.map(({ step, responsible, overdue }) => (
              <li key={step}>
                {titles.step(step)} <span className="b-soft">({names.agency(responsible)})</span>
                {overdue && (
                  <>
                    {' '}
                    <Badge tone="danger">{t.late}</Badge>
                  </>
                )}
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'deadline',
      ...sortable('nextDeadline', t.deadline),
      cell: ({ nextDeadline, overdue }) => <Term day={nextDeadline} overdue={overdue} />,
    },
    {
      key: 'opened',
      ...sortable('openedAt', t.opened),
      cell: ({ openedAt }) => <time dateTime={openedAt}>{formats.shortDay(dayOf(openedAt))}</time>,
    },
    {
      key: 'updated',
      ...sortable('updatedAt', t.updated),
      cell: ({ updatedAt }) => <time dateTime={updatedAt}>{formats.shortDay(dayOf(updatedAt))}</time>,
    },
  ];
  return (
    <Table
      caption={t.caption}
      rows={items}
      rowKey={({ id }) => id}
      columns={columns.filter((column) => column !== false)}
    />
  );
}
