import { useCatalogue } from '../../api/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import { useKnownMe, type Me } from '../../api/me.ts';
import { CsvButton } from '../../charts/NumbersTable.tsx';
import { Badge, ScreenLink, Section } from '../../components/basic.tsx';
import { Pages, usePages } from '../../components/paged.tsx';
import { Empty } from '../../components/states.tsx';
import { Table, type Column } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import { shortId, TrajectoryLink } from '../../components/trajectory.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { AgendaItem, Choice } from './reading.ts';
import { coordinatorTexts } from './words.ts';

const actions = ['schedule-conference', 'give-position'];

/** The queue for the case conference: who waits, for how long, and whether there is room. */
export function Agenda({ choice: { municipality } }: { choice: Choice }) {
  const t = useTexts(coordinatorTexts);
  const pages = usePages<AgendaItem>(['lists', 'agenda', { municipality }], (cursor, signal) =>
    answered(api.GET('/v1/agenda', { params: { query: { municipality, cursor, limit: 25 } }, signal })),
  );
  return (
    <Section title={t.agenda}>
      <Pages pages={pages}>
        {(items) => (items.length === 0 ? <Empty>{t.agendaNone}</Empty> : <AgendaTable items={items} />)}
      </Pages>
    </Section>
  );
}

function AgendaTable({ items }: { items: readonly AgendaItem[] }) {
  const t = useTexts(coordinatorTexts);
  const me = useKnownMe();
  const names = useNames();
  const formats = useFormats();
  const columns: Column<AgendaItem>[] = [
    { key: 'position', label: t.position, isNumber: true, cell: ({ position }) => formats.number(position) },
    { key: 'trajectory', label: t.trajectory, cell: ({ trajectoryId }) => <TrajectoryLink id={trajectoryId} /> },
    { key: 'municipality', label: t.municipality, cell: (item) => names.municipality(item.municipality) },
    { key: 'waiting', label: t.waiting, isNumber: true, cell: (item) => formats.number(item.daysWaiting) },
    {
      key: 'lastDay',
      label: t.lastDay,
      cell: ({ fatalDate, overdue }) => <Term day={fatalDate} overdue={overdue} />,
    },
    {
      key: 'precedence',
      label: t.precedence,
      cell: ({ precedence }) => (
        <span className="b-row">
          {precedence.map((why) => (
            <Badge key={why} tone="active">
              {t[why]}
            </Badge>
          ))}
        </span>
      ),
    },
    { key: 'meeting', label: t.meeting, cell: (item) => <Meeting meeting={item.meeting} /> },
    {
      key: 'positions',
      label: t.positions,
      cell: ({ positionsFrom }) =>
        positionsFrom.length === 0 ? t.none : formats.list(positionsFrom.map((one) => names.agency(one))),
    },
    { key: 'action', label: t.action, cell: ({ trajectoryId }) => <ToDo id={trajectoryId} me={me} /> },
  ];
  const numbers = {
    title: t.agenda,
    head: [t.position, t.trajectory, t.municipality, t.waiting, t.lastDay, t.meeting],
    rows: items.map((item) => [
      item.position,
      item.trajectoryId,
      names.municipality(item.municipality),
      item.daysWaiting,
      item.fatalDate,
      item.meeting?.on ?? null,
    ]),
  };
  return (
    <>
      <Table caption={t.agenda} columns={columns} rows={items} rowKey={({ trajectoryId }) => trajectoryId} />
      <CsvButton numbers={numbers} file="bestendig-agenda" />
    </>
  );
}

function Meeting({ meeting }: { meeting: AgendaItem['meeting'] }) {
  const t = useTexts(coordinatorTexts);
  const formats = useFormats();
  if (!meeting) return <span className="b-soft">{t.notPlanned}</span>;
  const { on, planned, capacity, overCapacity } = meeting;
  return (
    <span className="b-row">
      <time dateTime={on}>{formats.shortDay(on)}</time>
      {capacity !== null && <span>{t.planned(formats.number(planned), formats.number(capacity))}</span>}
      {overCapacity && <Badge tone="danger">{t.over}</Badge>}
    </span>
  );
}

/** What of the queue this person may do at all. */
function ToDo({ id, me }: { id: string; me: Me }) {
  const { say } = useLanguage();
  const { data } = useCatalogue();
  const found = (data?.actions ?? []).filter(({ name }) => actions.includes(name) && me.steps.includes(name));
  return (
    <span className="b-row">
      {found.map(({ name, title }) => (
        <ScreenLink key={name} to={`/trajectories/${id}/actions/${name}`} aria-label={`${say(title)}: ${shortId(id)}`}>
          {say(title)}
        </ScreenLink>
      ))}
    </span>
  );
}
