import { useMemo } from 'react';
import type { CatalogueStep } from '../../catalogue/catalogue.ts';
import { ScreenLink } from '../../components/basic.tsx';
import { Diagram } from '../../diagram/Diagram.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

const texts = {
  label: { nl: 'Stappen en wat erna kan komen', en: 'Steps and what can come after them' },
  apart: {
    nl: 'Deze stappen opent iemand met een handeling, wanneer dat nodig is:',
    en: 'These steps are opened by an action, when they are needed:',
  },
};

/** What can lead to what, derived from the definitions. */
export function StepsDiagram({ steps }: { steps: CatalogueStep[] }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const edges = useMemo(() => steps.flatMap(({ name: from, leadsTo }) => leadsTo.map((to) => ({ from, to }))), [steps]);
  const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const apart = steps.filter(({ name }) => !connected.has(name));
  const drawn = steps.filter(({ name }) => connected.has(name));
  const nodes = drawn.map(({ name, title, responsible }) => ({
    name,
    title: say(title),
    state: 'plain' as const,
    about: names.agency(responsible),
    href: `/steps#${name}`,
  }));
  return (
    <>
      <Diagram label={t.label} nodes={nodes} edges={edges} />
      {apart.length > 0 && (
        <p className="utrecht-paragraph">
          {t.apart}{' '}
          {apart.map(({ name, title }, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <ScreenLink to={`/steps#${name}`}>{say(title)}</ScreenLink>
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}
