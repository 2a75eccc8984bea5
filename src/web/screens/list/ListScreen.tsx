import { useState } from 'react';
import { Link } from 'wouter';
import { mayAtAll, useKnownMe } from '../../api/me.ts';
import { useFilters } from '../../components/address.ts';
import { Button } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { Pages } from '../../components/paged.tsx';
import { SavedViews } from '../../components/SavedViews.tsx';
import { Empty } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import { useAgencies, type AgencyCode } from '../../language/names.ts';
import '../../styles/work.css';
import { ListFilters, listFilters, type ListValues } from './ListFilters.tsx';
import { SearchPerson } from './SearchPerson.tsx';
import { ListTable, type Sort } from './ListTable.tsx';
import { TrajectoriesCsv } from './TrajectoriesCsv.tsx';
import { useTrajectories } from './queries.ts';

const texts = {
  title: { nl: 'Trajecten', en: 'Trajectories' },
  intro: {
    nl: 'Alle trajecten waar u toegang toe hebt. Kies een traject om te zien hoe het ervoor staat.',
    en: 'All trajectories that you have access to. Choose one to see how it stands.',
  },
  search: { nl: 'Persoon zoeken', en: 'Find a person' },
  refer: { nl: 'Nieuwe aanmelding', en: 'New referral' },
  empty: {
    nl: 'Er zijn nog geen trajecten waar u toegang toe hebt.',
    en: 'There are no trajectories yet that you have access to.',
  },
  emptyFiltered: {
    nl: 'Er zijn geen trajecten met deze filters. Wis de filters om alles te zien.',
    en: 'There are no trajectories with these filters. Clear the filters to see all.',
  },
};

const sorts: readonly Sort[] = [
  'updatedAt',
  '-updatedAt',
  'openedAt',
  '-openedAt',
  'nextDeadline',
  '-nextDeadline',
  'id',
  '-id',
];
const statuses = ['open', 'closed'] as const;
const flags = ['true', 'false'] as const;

/** What the address asks for; what it can't mean is left out. */
function queryOf(
  { status, responsible, overdue, sort, blocked, escalated, suspended, participant, sheltered, ...others }: ListValues,
  agencies: readonly AgencyCode[],
) {
  const flag = (value: string | undefined) => flags.find((one) => one === value);
  return {
    ...others,
    status: statuses.find((one) => one === status),
    responsible: agencies.find((one) => one === responsible),
    overdue: flag(overdue),
    blocked: flag(blocked),
    escalated: flag(escalated),
    suspended: flag(suspended),
    participant: flag(participant),
    sheltered: flag(sheltered),
    sort: sorts.find((one) => one === sort) ?? '-updatedAt',
  };
}

export default function ListScreen() {
  const t = useTexts(texts);
  const me = useKnownMe();
  const { values, set } = useFilters(listFilters);
  const query = queryOf(values, useAgencies());
  const pages = useTrajectories(query);
  const [isSearching, setSearching] = useState(false);
  const isFiltered = Object.keys(values).some((name) => name !== 'sort');
  return (
    <Page title={t.title} intro={t.intro}>
      <div className="b-row b-row--apart b-no-print">
        <SavedViews page="trajectories" path="/trajectories" query={values} />
        <div className="b-row">
          <Button onClick={() => setSearching(true)}>{t.search}</Button>
          {mayAtAll(me, 'trajectory:refer') && (
            <Link href="/trajectories/new" className="utrecht-button utrecht-button--primary-action">
              {t.refer}
            </Link>
          )}
        </div>
      </div>
      {isSearching && <SearchPerson onClose={() => setSearching(false)} />}
      <ListFilters values={values} set={set} />
      <TrajectoriesCsv name={t.title} query={query} />
      <Pages pages={pages}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{isFiltered ? t.emptyFiltered : t.empty}</Empty>
          ) : (
            <ListTable items={items} sort={query.sort} onSort={(sort) => set({ sort })} />
          )
        }
      </Pages>
    </Page>
  );
}
