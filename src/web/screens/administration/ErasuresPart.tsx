import { useState } from 'react';
import { useTitles } from '../../catalogue/catalogue.ts';
import { mayAtAll, useKnownMe } from '../../api/me.ts';
import { Alert, Badge, Button, Section } from '../../components/basic.tsx';
import { Pages } from '../../components/paged.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useTermWords } from '../steps/termWords.ts';
import { Proposals } from './Proposals.tsx';
import { ProposeErasure } from './ProposeErasure.tsx';
import { useDueErasures, type Due } from './queries.ts';

const texts = {
  due: { nl: 'Wat mag worden gewist', en: 'What may be erased' },
  intro: {
    nl: 'Van deze personen is alles afgelopen en is de bewaartermijn voorbij. Er wordt niets gewist voordat een tweede beheerder ermee instemt. Wissen kan niet ongedaan worden gemaakt.',
    en: 'All of these persons has ended and the term for keeping it is over. Nothing is erased before a second administrator agrees. It cannot be undone.',
  },
  empty: { nl: 'Er is nu niets dat mag worden gewist.', en: 'There is nothing that may be erased now.' },
  choose: { nl: 'Kies', en: 'Choose' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  dueFrom: { nl: 'Mag sinds', en: 'May since' },
  because: { nl: 'Waarom', en: 'Why' },
  held: { nl: 'Vastgehouden', en: 'Held' },
  proposed: { nl: 'Al voorgesteld', en: 'Proposed already' },
  propose: { nl: 'Voorstel maken', en: 'Make a proposal' },
  chosen: { nl: 'gekozen', en: 'chosen' },
  rule: { nl: 'bewaartermijn', en: 'kept for' },
  withoutTerm: { nl: 'Zonder bewaartermijn', en: 'Without a term' },
  withoutTermAbout: {
    nl: 'Voor deze trajecten legt het programma geen bewaartermijn vast; ze komen nooit op de lijst.',
    en: 'For these trajectories the programme settles no term; they are never on the list.',
  },
};

export function ErasuresPart() {
  const t = useTexts(texts);
  const me = useKnownMe();
  const [chosen, choose] = useState<readonly string[]>([]);
  const [isProposing, setProposing] = useState(false);
  const pages = useDueErasures();
  const mayPropose = mayAtAll(me, 'erasure:propose');
  const toggle = (id: string): void =>
    choose((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <>
      <Section title={t.due}>
        <p className="utrecht-paragraph">{t.intro}</p>
        <Pages pages={pages}>
          {(items) =>
            items.length === 0 ? (
              <Empty>{t.empty}</Empty>
            ) : (
              <DueTable items={items} {...(mayPropose && { chosen, toggle })} />
            )
          }
        </Pages>
        {mayPropose && chosen.length > 0 && (
          <div className="b-row">
            <Button kind="primary" onClick={() => setProposing(true)}>
              {t.propose} ({chosen.length} {t.chosen})
            </Button>
          </div>
        )}
        <WithoutTerm pages={pages.data?.pages} />
      </Section>
      <Proposals />
      {isProposing && (
        <ProposeErasure
          ids={chosen}
          onClose={(isDone) => {
            setProposing(false);
            if (isDone) choose([]);
          }}
        />
      )}
    </>
  );
}

function WithoutTerm({ pages }: { pages: readonly object[] | undefined }) {
  const t = useTexts(texts);
  const names = useNames();
  const [first] = (pages ?? []) as {
    withoutTerm?: { municipality: string; programme: string; trajectories: number }[];
  }[];
  const without = first?.withoutTerm ?? [];
  if (without.length === 0) return null;
  return (
    <Alert type="warning" title={t.withoutTerm}>
      <p>{t.withoutTermAbout}</p>
      <ul>
        {without.map(({ municipality, programme, trajectories }) => (
          <li key={programme}>
            {names.municipality(municipality)}, {programme}: {trajectories}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function DueTable({ items, chosen, toggle }: { items: Due[]; chosen?: readonly string[]; toggle?(id: string): void }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const titles = useTitles();
  const { term } = useTermWords();
  const choice = {
    key: 'choose',
    label: t.choose,
    cell: ({ id, held, proposedIn }: Due) =>
      held ? (
        <Badge tone="warning">{t.held}</Badge>
      ) : proposedIn !== null ? (
        <Badge>{t.proposed}</Badge>
      ) : (
        <input
          type="checkbox"
          className="utrecht-checkbox utrecht-checkbox--html-input"
          aria-label={`${t.choose} ${id}`}
          checked={chosen?.includes(id) ?? false}
          onChange={() => toggle?.(id)}
        />
      ),
  };
  return (
    <Table
      caption={t.due}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        ...(toggle ? [choice] : []),
        { key: 'trajectory', label: t.trajectory, cell: ({ id }) => <code>{id}</code> },
        { key: 'municipality', label: t.municipality, cell: ({ municipality }) => names.municipality(municipality) },
        { key: 'outcome', label: t.outcome, cell: ({ outcome }) => titles.code(outcome) },
        { key: 'closed', label: t.closed, cell: ({ closedOn }) => formats.shortDay(closedOn) },
        { key: 'dueFrom', label: t.dueFrom, cell: ({ dueFrom }) => formats.shortDay(dueFrom) },
        {
          key: 'because',
          label: t.because,
          cell: ({ because }) => (
            <>
              {t.rule} {term(because.term)} <span className="b-soft">({because.programme})</span>
            </>
          ),
        },
      ]}
    />
  );
}
