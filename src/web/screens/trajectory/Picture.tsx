import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { Loaded } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import { Diagram, stateWords } from '../../diagram/Diagram.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

type Picture = paths['/v1/trajectories/{id}/picture']['get']['responses'][200]['content']['application/json'];

const texts = {
  label: { nl: 'De stappen van dit traject', en: 'The steps of this trajectory' },
  all: { nl: 'Ook de stappen tonen die nu niet aan de orde zijn', en: 'Show the steps that do not matter now as well' },
  list: { nl: 'Hetzelfde als tabel', en: 'The same as a table' },
  step: { nl: 'Stap', en: 'Step' },
  state: { nl: 'Stand', en: 'State' },
  responsible: { nl: 'Verantwoordelijk', en: 'Responsible' },
  nobody: { nl: 'niemand', en: 'nobody' },
  last: { nl: 'Laatst gedaan', en: 'Last done' },
  by: { nl: 'Uiterlijk', en: 'At the latest' },
  times: { nl: 'keer', en: 'times' },
  legend: {
    nl: '✓ gedaan · ▶ nu open · ! te laat · ○ kan hierna · × vervallen',
    en: '✓ done · ▶ open now · ! overdue · ○ possible next · × withdrawn',
  },
};

/** Where it stands among the steps: what was done, what is open, what can come next. */
export function Picture({ id }: { id: string }) {
  const picture = useQuery({
    queryKey: ['trajectory', id, 'picture'],
    queryFn: ({ signal }) => answered(api.GET('/v1/trajectories/{id}/picture', { params: { path: { id } }, signal })),
  });
  return <Loaded query={picture}>{(data) => <Drawn id={id} picture={data} />}</Loaded>;
}

function Drawn({ id, picture }: { id: string; picture: Picture }) {
  const t = useTexts(texts);
  const words = useTexts(stateWords);
  const formats = useFormats();
  const { say } = useLanguage();
  const names = useNames();
  // What does not matter now would only make it harder to see what does; the table has all of it.
  const drawn = picture.nodes.filter(({ state }) => state !== 'not-yet');
  const nodes = drawn.map(({ step, title, state, responsible, rounds }) => ({
    name: step,
    title: rounds > 1 ? `${say(title)} (${rounds}×)` : say(title),
    state,
    about: responsible === null ? t.nobody : names.agency(responsible),
    href: state === 'open' || state === 'overdue' ? `/trajectories/${id}/steps/${step}` : '#timeline',
  }));
  return (
    <>
      <p className="b-soft">{t.legend}</p>
      <Diagram
        label={t.label}
        nodes={nodes}
        edges={edgesAmong(new Set(drawn.map(({ step }) => step)), picture.edges)}
      />
      <details>
        <summary>{t.list}</summary>
        <Table
          caption={t.label}
          rows={picture.nodes}
          rowKey={({ step }) => step}
          columns={[
            { key: 'step', label: t.step, cell: ({ title }) => say(title) },
            {
              key: 'state',
              label: t.state,
              cell: ({ state, rounds }) => `${words[state]}${rounds > 1 ? ` (${rounds} ${t.times})` : ''}`,
            },
            {
              key: 'responsible',
              label: t.responsible,
              cell: ({ responsible }) => (responsible === null ? t.nobody : names.agency(responsible)),
            },
            {
              key: 'last',
              label: t.last,
              cell: ({ lastDoneAt }) => (lastDoneAt === null ? '–' : formats.instant(lastDoneAt)),
            },
            {
              key: 'by',
              label: t.by,
              cell: ({ fatalDate, state }) =>
                fatalDate === null ? '–' : <Term day={fatalDate} overdue={state === 'overdue'} />,
            },
          ]}
        />
      </details>
    </>
  );
}

function edgesAmong(shown: ReadonlySet<string>, edges: readonly { from: string; to: string }[]) {
  return edges.filter(({ from, to }) => shown.has(from) && shown.has(to));
}
