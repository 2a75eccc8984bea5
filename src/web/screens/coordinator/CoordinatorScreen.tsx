import type { UseQueryResult } from '@tanstack/react-query';
import { useKnownMe } from '../../api/me.ts';
import { useMunicipalities } from '../../api/municipalities.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useFilters } from '../../components/address.ts';
import { Button } from '../../components/basic.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Filters } from '../../components/Filters.tsx';
import { Page } from '../../components/Page.tsx';
import { Loaded } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import '../../styles/coordinator.css';
import '../../styles/print.css';
import type { Table } from '../statistics/asking.ts';
import { Wrong } from '../statistics/Wrong.tsx';
import { Agenda } from './Agenda.tsx';
import { Flow, Waits } from './Pictures.tsx';
import {
  choiceOf,
  escalatedQuery,
  listAddress,
  overdueQuery,
  soonQuery,
  useFigureTable,
  useTasks,
  useTrajectories,
  type Choice,
} from './reading.ts';
import { TaskList, TrajectoryList } from './ShortLists.tsx';
import { Tiles, type Counted } from './Tiles.tsx';
import { Updated } from './Updated.tsx';
import { coordinatorTexts } from './words.ts';

const filters = ['municipality', 'from', 'to'] as const;

export default function CoordinatorScreen() {
  const t = useTexts(coordinatorTexts);
  const me = useKnownMe();
  const names = useNames();
  const municipalities = useMunicipalities();
  const { values, set } = useFilters(filters);
  const choice = choiceOf(values);
  const figures = useFigureTable(choice);
  return (
    <Page title={t.title} intro={t.intro}>
      <Filters isSet={Object.keys(values).length > 0} onClear={() => set({ municipality: '', from: '', to: '' })}>
        {me.municipality === null && (
          <SelectField
            label={t.municipality}
            value={choice.municipality ?? ''}
            onChange={(municipality) => set({ municipality })}
            options={[
              { value: '', label: t.all },
              ...municipalities.map((one) => ({ value: one, label: names.municipality(one) })),
            ]}
          />
        )}
        <TextField type="date" label={t.from} value={choice.from} onChange={(from) => set({ from })} />
        <TextField type="date" label={t.to} value={choice.to} onChange={(to) => set({ to })} />
      </Filters>
      {figures.error instanceof ApiProblem && figures.error.status === 400 ? (
        <Wrong problem={figures.error} />
      ) : (
        <Loaded query={figures}>
          {(table) => <Overview table={table} choice={choice} readAt={figures.dataUpdatedAt} />}
        </Loaded>
      )}
    </Page>
  );
}

/** Figures and lists of one choice; a figure and the list behind it are counted from one answer. */
function Overview({ table, choice, readAt }: { table: Table; choice: Choice; readAt: number }) {
  const t = useTexts(coordinatorTexts);
  const { municipality } = choice;
  const openQuery = { status: 'open' as const, municipality };
  const open = useTrajectories(openQuery);
  const overdue = useTasks(overdueQuery(choice));
  const soon = useTasks(soonQuery(choice));
  const escalated = useTrajectories(escalatedQuery(choice));
  const lists = {
    open: listAddress('/trajectories', openQuery),
    overdue: listAddress('/work', overdueQuery(choice)),
    soon: listAddress('/work', soonQuery(choice)),
    escalated: listAddress('/trajectories', escalatedQuery(choice)),
  };
  const counts = {
    open: counted(open, lists.open),
    overdue: counted(overdue, lists.overdue),
    soon: counted(soon, lists.soon),
    escalated: counted(escalated, lists.escalated),
  };
  return (
    <>
      <div className="b-row b-row--apart">
        <Updated
          at={Math.max(readAt, open.dataUpdatedAt, overdue.dataUpdatedAt, soon.dataUpdatedAt)}
          shows={JSON.stringify([counts, table.rows.map(({ cells }) => cells)])}
          of={JSON.stringify(choice)}
        />
        <Button className="b-no-print" onClick={() => window.print()}>
          {t.print}
        </Button>
      </div>
      <Tiles table={table} {...counts} />
      <Loaded query={overdue}>
        {({ items }) => <TaskList title={t.overdueList} items={items} list={lists.overdue} file="bestendig-te-laat" />}
      </Loaded>
      <Loaded query={soon}>
        {({ items }) => <TaskList title={t.soonList} items={items} list={lists.soon} file="bestendig-binnenkort" />}
      </Loaded>
      <Loaded query={escalated}>
        {({ items }) => (
          <TrajectoryList title={t.escalatedList} items={items} list={lists.escalated} file="bestendig-opgeschaald" />
        )}
      </Loaded>
      <Agenda choice={choice} />
      <Waits table={table} />
      <Flow table={table} choice={choice} />
    </>
  );
}

function counted(
  { data }: UseQueryResult<{ items: unknown[]; nextCursor: string | null }>,
  list: string,
): Counted | undefined {
  return data && { count: data.items.length, isMore: data.nextCursor !== null, list };
}
