import { useSyncExternalStore } from 'react';
import type { paths } from '../../api/schema.d.ts';
import { Badge, ScreenLink, type Tone } from '../../components/basic.tsx';
import { Loaded } from '../../components/states.tsx';
import { Term } from '../../components/Term.tsx';
import { Diagram, stateWords, type DiagramNode } from '../../diagram/Diagram.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useMoves, usePicture, useTimeline } from './queries.ts';

type Picture = paths['/v1/trajectories/{id}/picture']['get']['responses'][200]['content']['application/json'];
type Node = Picture['nodes'][number];

const texts = {
  label: { nl: 'De stappen van dit traject', en: 'The steps of this trajectory' },
  list: {
    nl: 'Alle stappen als lijst, ook die nu niet aan de orde zijn',
    en: 'All steps as a list, also those not due now',
  },
  nobody: { nl: 'niemand', en: 'nobody' },
  last: { nl: 'laatst gedaan', en: 'last done' },
  opensOn: { nl: 'opent op', en: 'opens on' },
  by: { nl: 'uiterlijk', en: 'at the latest' },
  legend: {
    nl: '✓ gedaan · ▶ staat open · ! te laat · ◷ gepland · ○ kan hierna · × vervallen',
    en: '✓ done · ▶ open · ! overdue · ◷ planned · ○ possible next · × withdrawn',
  },
};
const tones: Record<Node['state'], Tone> = {
  done: 'success',
  open: 'active',
  overdue: 'danger',
  planned: 'neutral',
  possible: 'neutral',
  'not-yet': 'neutral',
  withdrawn: 'neutral',
};

/** Where it stands among the steps: what was done, what is open, what can come next. */
export function Picture({ id, asOf }: { id: string; asOf: string | undefined }) {
  const picture = usePicture(id, asOf);
  return <Loaded query={picture}>{(data) => <Drawn id={id} asOf={asOf} picture={data} />}</Loaded>;
}

function Drawn({ id, asOf, picture }: { id: string; asOf: string | undefined; picture: Picture }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const hrefOf = useHrefs(id, asOf);
  const isNarrow = useIsNarrow();
  const list = <StepList nodes={picture.nodes} hrefOf={hrefOf} />;
  if (isNarrow) return list;
  // What does not matter now would only make it harder to see what does; the list has all of it.
  const drawn = picture.nodes.filter(({ state }) => state !== 'not-yet');
  const shown = new Set(drawn.map(({ step }) => step));
  const nodes = drawn.map((node): DiagramNode => {
    const { step, title, state, responsible, rounds } = node;
    const href = hrefOf(node);
    return {
      name: step,
      title: rounds > 1 ? `${say(title)} (${rounds}×)` : say(title),
      state,
      about: responsible === null ? t.nobody : names.agency(responsible),
      ...(href !== undefined && { href }),
    };
  });
  return (
    <>
      <p className="b-soft">{t.legend}</p>
      <Diagram
        label={t.label}
        nodes={nodes}
        edges={picture.edges.filter(({ from, to }) => shown.has(from) && shown.has(to))}
      />
      <details>
        <summary>{t.list}</summary>
        {list}
      </details>
    </>
  );
}

function StepList({ nodes, hrefOf }: { nodes: readonly Node[]; hrefOf(node: Node): string | undefined }) {
  const t = useTexts(texts);
  const words = useTexts(stateWords);
  const formats = useFormats();
  const { say } = useLanguage();
  const names = useNames();
  return (
    <ol className="b-told" aria-label={t.label}>
      {nodes.map((node) => {
        const { step, title, state, rounds, responsible, lastDoneAt, fatalDate, opensOn } = node;
        const href = hrefOf(node);
        return (
          <li key={step} className="b-row" aria-current={state === 'open' || state === 'overdue' ? 'step' : undefined}>
            {href === undefined ? say(title) : <ScreenLink to={href}>{say(title)}</ScreenLink>}
            <Badge tone={tones[state]}>
              {words[state]}
              {rounds > 1 && ` (${rounds}×)`}
            </Badge>
            <span className="b-soft">
              {responsible === null ? t.nobody : names.agency(responsible)}
              {opensOn !== null && `, ${t.opensOn} ${formats.day(opensOn)}`}
              {lastDoneAt !== null && `, ${t.last} ${formats.instant(lastDoneAt)}`}
            </span>
            {fatalDate !== null && (
              <span className="b-row">
                {t.by} <Term day={fatalDate} overdue={state === 'overdue'} />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The form of what one may do now; else the last entry about it that one may see. */
function useHrefs(id: string, asOf: string | undefined): (node: Node) => string | undefined {
  const moves = useMoves(id, asOf === undefined).data?.items;
  const entries = useTimeline(id, asOf).data;
  return ({ step }) => {
    if (asOf === undefined && moves?.some(({ kind, name, possible }) => kind === 'step' && name === step && possible)) {
      return `/trajectories/${id}/steps/${step}`;
    }
    const last = entries?.findLast((entry) => entry.step === step);
    return last && `#entry-${last.sequence}`;
  };
}

const narrow = window.matchMedia('(max-width: 48rem)');

/** Where a picture would be too small to read. */
function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
}
