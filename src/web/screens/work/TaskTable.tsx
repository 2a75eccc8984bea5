import { useTitles } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { ScreenLink } from '../../components/basic.tsx';
import { Table, type Column } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import { shortId, TrajectoryLink } from '../../components/trajectory.tsx';
import { dayOf, today, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { TaskClaim } from './TaskClaim.tsx';
import { canChoose, directs, taskKey, type Task } from './tasks.ts';

const texts = {
  choose: { nl: 'Kies', en: 'Choose' },
  chooseAll: { nl: 'Kies alle', en: 'Choose all' },
  step: { nl: 'Stap', en: 'Step' },
  direction: { nl: 'Richting', en: 'Direction' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  responsible: { nl: 'Wacht op', en: 'Waits for' },
  fatal: { nl: 'Uiterste datum', en: 'Last day' },
  target: { nl: 'Streefdatum', en: 'Target date' },
  targetPast: { nl: 'voorbij', en: 'passed' },
  opened: { nl: 'Open sinds', en: 'Open since' },
  claim: { nl: 'Wie pakt het op', en: 'Who takes it up' },
};

export interface Selection {
  chosen: ReadonlySet<string>;
  choose(tasks: readonly Task[], isChosen: boolean): void;
}

interface TaskTableProps {
  caption: string;
  tasks: readonly Task[];
  selection: Selection;
  /** For what needs a reason. */
  onAsk(kind: 'claim' | 'release', task: Task): void;
}

/** Open steps of one urgency, with what can be done with each at once. */
export function TaskTable({ caption, tasks, selection: { chosen, choose }, onAsk }: TaskTableProps) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const titles = useTitles();
  const names = useNames();
  const formats = useFormats();
  const choosable = tasks.filter((task) => canChoose(me, task));
  const choice: Column<Task> = {
    key: 'choose',
    label: (
      <Choice
        name={`${t.chooseAll}: ${caption}`}
        isChosen={choosable.every((task) => chosen.has(taskKey(task)))}
        onChange={(isChosen) => choose(choosable, isChosen)}
      />
    ),
    cell: (task) =>
      canChoose(me, task) && (
        <Choice
          name={`${t.choose}: ${titles.step(task.step)}, ${shortId(task.trajectoryId)}`}
          isChosen={chosen.has(taskKey(task))}
          onChange={(isChosen) => choose([task], isChosen)}
        />
      ),
  };
  const columns: (Column<Task> | false)[] = [
    choosable.length > 0 && choice,
    {
      key: 'step',
      label: t.step,
      cell: ({ step, trajectoryId, person, ownReference }) => (
        <>
          <div>
            {me.steps.includes(step) ? (
              <ScreenLink to={`/trajectories/${trajectoryId}/steps/${step}`}>
                <strong>{titles.step(step)}</strong>
              </ScreenLink>
            ) : (
              <strong>{titles.step(step)}</strong>
            )}
          </div>
          <TrajectoryLink id={trajectoryId} person={person} own={ownReference} />
        </>
      ),
    },
    me.municipality === null && {
      key: 'municipality',
      label: t.municipality,
      cell: ({ municipality }) => names.municipality(municipality),
    },
    directs(me) && {
      key: 'responsible',
      label: t.responsible,
      cell: ({ responsible }) => names.agency(responsible),
    },
    { key: 'direction', label: t.direction, cell: ({ direction }) => titles.code(direction) },
    {
      key: 'term',
      label: t.fatal,
      cell: ({ targetDate, fatalDate, overdue }) => (
        <>
          <Term day={fatalDate} overdue={overdue} />
          {targetDate !== null && (
            <div className="b-soft">
              {t.target} <time dateTime={targetDate}>{formats.shortDay(targetDate)}</time>
              {!overdue && targetDate < today() && `, ${t.targetPast}`}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'opened',
      label: t.opened,
      cell: ({ openedAt }) => <time dateTime={openedAt}>{formats.shortDay(dayOf(openedAt))}</time>,
    },
    { key: 'claim', label: t.claim, cell: (task) => <TaskClaim task={task} onAsk={onAsk} /> },
  ];
  return (
    <Table caption={caption} rows={tasks} rowKey={taskKey} columns={columns.filter((column) => column !== false)} />
  );
}

function Choice({ name, isChosen, onChange }: { name: string; isChosen: boolean; onChange(isChosen: boolean): void }) {
  return (
    <input
      type="checkbox"
      className="utrecht-checkbox utrecht-checkbox--html-input"
      aria-label={name}
      checked={isChosen}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
