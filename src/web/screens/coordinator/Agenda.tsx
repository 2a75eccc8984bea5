import { useTitles } from '../../catalogue/catalogue.ts';
import { Badge, ScreenLink } from '../../components/basic.tsx';
import { ListCsv } from '../../components/ListCsv.tsx';
import { Pages } from '../../components/paged.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { readAgenda, useAgenda } from './queries.ts';

const texts = {
  caption: { nl: 'Wie wacht op het casusoverleg', en: 'Who waits for the case conference' },
  empty: { nl: 'Er wacht niemand op het casusoverleg.', en: 'Nobody waits for the case conference.' },
  file: { nl: 'Agenda', en: 'Agenda' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  planned: { nl: 'Gepland in dat overleg', en: 'Planned for that meeting' },
  places: { nl: 'Plaatsen in dat overleg', en: 'Places in that meeting' },
  position: { nl: 'Plaats', en: 'Position' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  direction: { nl: 'Richting', en: 'Direction' },
  waits: { nl: 'Wacht (dagen)', en: 'Waits (days)' },
  first: { nl: 'Gaat voor', en: 'Goes first' },
  'court-hold': { nl: 'voorlopige voorziening', en: 'court hold' },
  vulnerable: { nl: 'kwetsbaar', en: 'vulnerable' },
  meeting: { nl: 'Overleg', en: 'Meeting' },
  notPlanned: { nl: 'Nog niet gepland', en: 'Not planned yet' },
  full: { nl: 'te vol', en: 'too full' },
  positions: { nl: 'Standpunten van', en: 'Positions from' },
  none: { nl: 'nog niemand', en: 'nobody yet' },
  plan: { nl: 'Plannen', en: 'Plan' },
  act: { nl: 'Actie', en: 'Action' },
};

export function Agenda({ municipality }: { municipality: string | undefined }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const titles = useTitles();
  const pages = useAgenda(municipality);
  return (
    <Pages pages={pages}>
      {(items) =>
        items.length === 0 ? (
          <Empty>{t.empty}</Empty>
        ) : (
          <>
            <Table
              caption={t.caption}
              rows={items}
              rowKey={({ trajectoryId }) => trajectoryId}
              columns={[
                {
                  key: 'position',
                  label: t.position,
                  isNumber: true,
                  cell: ({ position }) => formats.number(position),
                },
                {
                  key: 'trajectory',
                  label: t.trajectory,
                  cell: ({ trajectoryId, municipality: city, person }) => (
                    <>
                      <ScreenLink to={`/trajectories/${trajectoryId}`}>
                        {names.municipality(city)} {trajectoryId.slice(0, 6)}
                      </ScreenLink>
                      <PersonLine person={person} />
                    </>
                  ),
                },
                { key: 'direction', label: t.direction, cell: ({ direction }) => titles.code(direction) },
                {
                  key: 'waits',
                  label: t.waits,
                  isNumber: true,
                  cell: ({ daysWaiting }) => formats.number(daysWaiting),
                },
                {
                  key: 'first',
                  label: t.first,
                  cell: ({ precedence }) =>
                    precedence.map((why) => (
                      <Badge key={why} tone="warning">
                        {t[why]}
                      </Badge>
                    )),
                },
                {
                  key: 'meeting',
                  label: t.meeting,
                  cell: ({ meeting }) =>
                    meeting === null ? (
                      t.notPlanned
                    ) : (
                      <>
                        {formats.shortDay(meeting.on)} ({formats.number(meeting.planned)}
                        {meeting.capacity !== null && ` / ${formats.number(meeting.capacity)}`}){' '}
                        {meeting.overCapacity && <Badge tone="danger">{t.full}</Badge>}
                      </>
                    ),
                },
                {
                  key: 'positions',
                  label: t.positions,
                  cell: ({ positionsFrom }) =>
                    positionsFrom.length === 0 ? t.none : formats.list(positionsFrom.map(names.agency)),
                },
                {
                  key: 'act',
                  label: t.act,
                  cell: ({ trajectoryId }) => (
                    <ScreenLink
                      to={`/trajectories/${trajectoryId}/actions/schedule-conference`}
                      aria-label={`${t.plan}: ${trajectoryId.slice(0, 6)}`}
                    >
                      {t.plan}
                    </ScreenLink>
                  ),
                },
              ]}
            />
            <ListCsv
              name={t.file}
              read={(cursor) => readAgenda(municipality, cursor)}
              sorted={(one, other) => one.position - other.position}
              columns={[
                [t.position, ({ position }) => position],
                [t.trajectory, ({ trajectoryId }) => trajectoryId],
                [t.municipality, (one) => names.municipality(one.municipality)],
                [t.direction, ({ direction }) => direction && titles.code(direction)],
                [t.waits, ({ daysWaiting }) => daysWaiting],
                [t.first, ({ precedence }) => formats.list(precedence.map((why) => t[why]))],
                [t.meeting, ({ meeting }) => meeting?.on ?? null],
                [t.planned, ({ meeting }) => meeting?.planned ?? null],
                [t.places, ({ meeting }) => meeting?.capacity ?? null],
                [t.positions, ({ positionsFrom }) => formats.list(positionsFrom.map(names.agency))],
              ]}
            />
          </>
        )
      }
    </Pages>
  );
}
