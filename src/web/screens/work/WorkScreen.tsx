import { useEffect, useRef, useState } from 'react';
import { hasRole, useKnownMe } from '../../api/me.ts';
import { useFilters } from '../../components/address.ts';
import { Button, Section } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { Pages } from '../../components/paged.tsx';
import { SavedViews } from '../../components/SavedViews.tsx';
import { Empty } from '../../components/states.tsx';
import { today } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useAgencies, type AgencyCode } from '../../language/names.ts';
import '../../styles/work.css';
import type { BulkKind } from './bulk.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { SinceLastVisit } from './SinceLastVisit.tsx';
import { directs, taskKey, urgencies, urgencyOf, type Task } from './tasks.ts';
import { TasksCsv } from './TasksCsv.tsx';
import { TaskTable } from './TaskTable.tsx';
import { workFilters, WorkFilters, type WorkValues } from './WorkFilters.tsx';
import { useTasks } from './queries.ts';

const texts = {
  title: { nl: 'Mijn werk', en: 'My work' },
  intro: {
    nl: 'Open stappen die op uw organisatie wachten, het meest dringende eerst.',
    en: 'Open steps that wait for your organisation, the most urgent first.',
  },
  introAll: {
    nl: 'Open stappen van alle partijen, het meest dringende eerst.',
    en: 'Open steps of all agencies, the most urgent first.',
  },
  overdue: { nl: 'Te laat', en: 'Overdue' },
  week: { nl: 'Binnen een week', en: 'Within a week' },
  later: { nl: 'Later', en: 'Later' },
  empty: { nl: 'Er staat niets open. Er is nu niets te doen.', en: 'Nothing is open. There is nothing to do now.' },
  emptyFiltered: {
    nl: 'Er zijn geen open stappen met deze filters. Wis de filters om alles te zien.',
    en: 'There are no open steps with these filters. Clear the filters to see all.',
  },
  chosen: { nl: 'gekozen', en: 'chosen' },
  claim: { nl: 'Oppakken', en: 'Take up' },
  release: { nl: 'Teruggeven', en: 'Put back' },
  reassign: { nl: 'Overdragen', en: 'Hand over' },
  none: { nl: 'Niets kiezen', en: 'Choose none' },
  withChosen: { nl: 'Met wat u hebt gekozen', en: 'With what you have chosen' },
};

const claims = ['mine', 'free', 'others'] as const;
const flags = ['true', 'false'] as const;

/** What the address asks for; what it can't mean is left out. */
function queryOf({ claimed, responsible, overdue, ...others }: WorkValues, agencies: readonly AgencyCode[]) {
  return {
    ...others,
    claimed: claims.find((one) => one === claimed),
    responsible: agencies.find((one) => one === responsible),
    overdue: flags.find((one) => one === overdue),
  };
}

export default function WorkScreen() {
  const t = useTexts(texts);
  const me = useKnownMe();
  const { values, set } = useFilters(workFilters);
  const query = queryOf(values, useAgencies());
  const pages = useTasks(query);
  const isFiltered = Object.keys(values).length > 0;
  return (
    <Page title={t.title} intro={hasRole(me, 'coordinator') ? t.introAll : t.intro}>
      <SinceLastVisit />
      <SavedViews page="work" path="/work" query={values} />
      <WorkFilters values={values} set={set} />
      <Pages pages={pages}>
        {(tasks) =>
          tasks.length === 0 ? <Empty>{isFiltered ? t.emptyFiltered : t.empty}</Empty> : <Tasks tasks={tasks} />
        }
      </Pages>
      <TasksCsv name={t.title} query={query} />
    </Page>
  );
}

function Tasks({ tasks }: { tasks: readonly Task[] }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, ask] = useState<{ kind: BulkKind; tasks: readonly Task[] } | null>(null);
  const day = today();
  const list = useRef<HTMLDivElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    // The button that opened the dialog is gone when nothing is chosen any more. Before there was a dialog the page keeps
    // its focus: it begins at its heading.
    if (wasAsked.current && asked === null && document.activeElement === document.body) list.current?.focus();
    wasAsked.current = asked !== null;
  }, [asked]);
  const selected = tasks.filter((task) => chosen.has(taskKey(task)));
  const choose = (some: readonly Task[], isChosen: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      for (const task of some) {
        if (isChosen) next.add(taskKey(task));
        else next.delete(taskKey(task));
      }
      return next;
    });
  const kinds: BulkKind[] = directs(me) ? ['claim', 'release', 'reassign'] : ['claim', 'release'];
  return (
    <div ref={list} tabIndex={-1} className="b-tasks">
      {urgencies.map((urgency) => {
        const some = tasks.filter((task) => urgencyOf(task, day) === urgency);
        return (
          some.length > 0 && (
            <Section key={urgency} title={`${t[urgency]} (${some.length})`}>
              <TaskTable
                caption={t[urgency]}
                tasks={some}
                selection={{ chosen, choose }}
                onAsk={(kind, task) => ask({ kind, tasks: [task] })}
              />
            </Section>
          )
        );
      })}
      {selected.length > 0 && (
        <div className="b-chosen" role="group" aria-label={t.withChosen}>
          <strong>
            {selected.length} {t.chosen}
          </strong>
          {kinds.map((kind) => (
            <Button key={kind} onClick={() => ask({ kind, tasks: selected })}>
              {t[kind]}
            </Button>
          ))}
          <Button kind="subtle" onClick={() => setChosen(new Set())}>
            {t.none}
          </Button>
        </div>
      )}
      {asked && (
        <BulkDialog
          kind={asked.kind}
          tasks={asked.tasks}
          onClose={(hasChanged) => {
            ask(null);
            if (hasChanged) setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}
