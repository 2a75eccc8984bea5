import { useMemo } from 'react';
import type { CatalogueStep } from '../../api/catalogue.ts';
import { Diagram } from '../../diagram/Diagram.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

const texts = {
  label: { nl: 'Stappen en wat erna kan komen', en: 'Steps and what can come after them' },
};

/** What can lead to what, derived from the definitions. */
export function StepsDiagram({ steps }: { steps: CatalogueStep[] }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const edges = useMemo(() => steps.flatMap(({ name: from, leadsTo }) => leadsTo.map((to) => ({ from, to }))), [steps]);
  const nodes = steps.map(({ name, title, responsible }) => ({
    name,
    title: say(title),
    state: 'plain' as const,
    about: names.agency(responsible),
    href: `/steps#${name}`,
  }));
  return <Diagram label={t.label} nodes={nodes} edges={edges} />;
}
