import { useState } from 'react';
import { useCatalogue, type CatalogueAction, type CatalogueStep } from '../../catalogue/catalogue.ts';
import { useAnchors } from '../../components/anchors.ts';
import { Section } from '../../components/basic.tsx';
import { TextField } from '../../components/fields.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import '../../styles/admin.css';
import { DefinitionCard } from './DefinitionCard.tsx';
import { StepsDiagram } from './StepsDiagram.tsx';

const texts = {
  title: { nl: 'Stappen en handelingen', en: 'Steps and actions' },
  intro: {
    nl: 'Zo is het werk ingericht: wie doet wat, binnen welke termijn, wie krijgt bericht, en wat wordt waarvoor gevraagd. Dit komt rechtstreeks uit de definities waarmee Bestendig werkt.',
    en: 'This is how the work is set up: who does what, within which term, who is told, and what is asked for which purpose. It comes straight from the definitions that Bestendig works with.',
  },
  search: { nl: 'Zoek een stap of handeling', en: 'Find a step or action' },
  diagram: { nl: 'Hoe de stappen op elkaar volgen', en: 'How the steps follow each other' },
  steps: { nl: 'Stappen', en: 'Steps' },
  actions: { nl: 'Handelingen', en: 'Actions' },
  nothing: { nl: 'Niets gevonden. Zoek op een ander woord.', en: 'Nothing found. Try another word.' },
};

export default function StepsScreen() {
  const t = useTexts(texts);
  const catalogue = useCatalogue();
  return (
    <Page title={t.title} intro={t.intro}>
      <Loaded query={catalogue}>{({ steps, actions }) => <Catalogue steps={steps} actions={actions} />}</Loaded>
    </Page>
  );
}

function Catalogue({ steps, actions }: { steps: CatalogueStep[]; actions: CatalogueAction[] }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const [sought, setSought] = useState('');
  const isFound = ({ title, description, name }: CatalogueAction): boolean =>
    `${name} ${say(title)} ${say(description)}`.toLowerCase().includes(sought.trim().toLowerCase());
  const found = { steps: steps.filter(isFound), actions: actions.filter(isFound) };
  useAnchors();
  return (
    <>
      <Section title={t.diagram}>
        <StepsDiagram steps={steps} />
      </Section>
      <TextField label={t.search} type="search" value={sought} onChange={setSought} />
      {found.steps.length + found.actions.length === 0 && <Empty>{t.nothing}</Empty>}
      {found.steps.length > 0 && (
        <Section title={`${t.steps} (${found.steps.length})`}>
          {found.steps.map((step) => (
            <DefinitionCard key={step.name} definition={step} />
          ))}
        </Section>
      )}
      {found.actions.length > 0 && (
        <Section title={`${t.actions} (${found.actions.length})`}>
          {found.actions.map((action) => (
            <DefinitionCard key={action.name} definition={action} />
          ))}
        </Section>
      )}
    </>
  );
}
