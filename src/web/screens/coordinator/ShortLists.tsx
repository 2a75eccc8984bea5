import { useTitles } from '../../api/catalogue.ts';
import { CsvButton } from '../../charts/NumbersTable.tsx';
import { ScreenLink, Section } from '../../components/basic.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import { shortId, TrajectoryLink } from '../../components/trajectory.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Task, Trajectory } from './reading.ts';
import { coordinatorTexts } from './words.ts';

/** As many as one sees at once; the whole list is one click away. */
const shortest = 8;

interface ListProps<Item> {
  title: string;
  items: readonly Item[];
  list: string;
  file: string;
}

/** Open steps, each with the way to why its day is that day. */
export function TaskList({ title, items, list, file }: ListProps<Task>) {
  const t = useTexts(coordinatorTexts);
  const titles = useTitles();
  const names = useNames();
  const numbers = {
    title,
    head: [t.trajectory, t.step, t.municipality, t.waitsFor, t.lastDay],
    rows: items.map((task) => [
      task.trajectoryId,
      titles.step(task.step),
      names.municipality(task.municipality),
      names.agency(task.responsible),
      task.fatalDate,
    ]),
  };
  return (
    <Section title={title} aside={<ScreenLink to={list}>{t.whole}</ScreenLink>}>
      {items.length === 0 ? (
        <Empty>{t.nothing}</Empty>
      ) : (
        <>
          <Table
            caption={title}
            columns={[
              { key: 'trajectory', label: t.trajectory, cell: (task) => <TrajectoryLink id={task.trajectoryId} /> },
              { key: 'step', label: t.step, cell: (task) => titles.step(task.step) },
              { key: 'place', label: t.municipality, cell: (task) => names.municipality(task.municipality) },
              { key: 'waitsFor', label: t.waitsFor, cell: (task) => names.agency(task.responsible) },
              {
                key: 'lastDay',
                label: t.lastDay,
                cell: (task) => <Term day={task.fatalDate} overdue={task.overdue} />,
              },
              {
                key: 'why',
                label: t.why,
                cell: (task) => (
                  <ScreenLink
                    to={`/trajectories/${task.trajectoryId}#terms`}
                    aria-label={`${t.why}: ${titles.step(task.step)}, ${shortId(task.trajectoryId)}`}
                  >
                    {t.why}
                  </ScreenLink>
                ),
              },
            ]}
            rows={items.slice(0, shortest)}
            rowKey={(task) => `${task.trajectoryId} ${task.step}`}
          />
          <CsvButton numbers={numbers} file={file} />
        </>
      )}
    </Section>
  );
}

/** Trajectories that wait for a higher level. */
export function TrajectoryList({ title, items, list, file }: ListProps<Trajectory>) {
  const t = useTexts(coordinatorTexts);
  const names = useNames();
  const formats = useFormats();
  const since = ({ openSteps }: Trajectory) =>
    dayOf(openSteps.find(({ step }) => step === 'escalation')?.openedAt ?? openSteps[0]!.openedAt);
  const numbers = {
    title,
    head: [t.trajectory, t.municipality, t.since],
    rows: items.map((one) => [one.id, names.municipality(one.municipality), since(one)]),
  };
  return (
    <Section title={title} aside={<ScreenLink to={list}>{t.whole}</ScreenLink>}>
      {items.length === 0 ? (
        <Empty>{t.nothing}</Empty>
      ) : (
        <>
          <Table
            caption={title}
            columns={[
              { key: 'trajectory', label: t.trajectory, cell: (one) => <TrajectoryLink id={one.id} /> },
              { key: 'place', label: t.municipality, cell: (one) => names.municipality(one.municipality) },
              { key: 'since', label: t.since, cell: (one) => formats.shortDay(since(one)) },
            ]}
            rows={items.slice(0, shortest)}
            rowKey={(one) => one.id}
          />
          <CsvButton numbers={numbers} file={file} />
        </>
      )}
    </Section>
  );
}
