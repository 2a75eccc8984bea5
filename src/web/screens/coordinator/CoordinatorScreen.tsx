import { useEffect, useRef } from 'react';
import { announce } from '../../components/Announcer.tsx';
import { useFilters } from '../../components/address.ts';
import { Section } from '../../components/basic.tsx';
import { TextField } from '../../components/fields.tsx';
import { Municipalities } from '../../components/Municipalities.tsx';
import { Page } from '../../components/Page.tsx';
import { Loaded } from '../../components/states.tsx';
import { isDay, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { Agenda } from './Agenda.tsx';
import { Contradictions } from './Contradictions.tsx';
import { Flow } from './Flow.tsx';
import { useOverview, type Overview } from './queries.ts';
import { Attention } from './Attention.tsx';
import { Tiles } from './Tiles.tsx';
import { Waiting } from './Waiting.tsx';

const texts = {
  title: { nl: 'Coördinatie', en: 'Coordination' },
  intro: {
    nl: 'Zo staat het er nu voor. Wat verandert, ziet u binnen een seconde.',
    en: 'This is how it stands now. What changes you see within a second.',
  },
  updated: { nl: 'Bijgewerkt om', en: 'Updated at' },
  from: { nl: 'In- en uitstroom van', en: 'Inflow and outflow from' },
  to: { nl: 'tot en met', en: 'until' },
  now: { nl: 'Nu', en: 'Now' },
  attention: { nl: 'Wat aandacht vraagt', en: 'What needs attention' },
  flow: { nl: 'In- en uitstroom', en: 'Inflow and outflow' },
  waiting: { nl: 'Waarop wordt gewacht', en: 'What is waited for' },
  agenda: { nl: 'Agenda van het casusoverleg (LSO)', en: 'Agenda of the case conference (LSO)' },
  changed: { nl: 'De cijfers zijn bijgewerkt.', en: 'The figures have been updated.' },
};
const filters = ['municipality', 'from', 'to'] as const;

export default function CoordinatorScreen() {
  const t = useTexts(texts);
  const formats = useFormats();
  const { values, set } = useFilters(filters);
  const { municipality } = values;
  const query = {
    ...(municipality !== undefined && { municipality }),
    ...(isDay(values.from) && { from: values.from }),
    ...(isDay(values.to) && { to: values.to }),
  };
  const overview = useOverview(query);
  useSaidWhenChanged(overview.data, t.changed);
  return (
    <Page title={t.title} intro={t.intro}>
      <Municipalities chosen={municipality} onChange={(value) => set({ municipality: value })} />
      <div className="b-row b-row--end b-no-print">
        <TextField label={t.from} type="date" value={values.from ?? ''} onChange={(value) => set({ from: value })} />
        <TextField label={t.to} type="date" value={values.to ?? ''} onChange={(value) => set({ to: value })} />
      </div>
      <Loaded query={overview}>
        {(data) => (
          <>
            <p className="b-soft">
              {t.updated} {formats.time(new Date(overview.dataUpdatedAt).toISOString())}
            </p>
            <Contradictions overview={data} />
            <Section title={t.now}>
              <Tiles overview={data} />
            </Section>
            <Section title={t.attention}>
              <Attention municipality={municipality} />
            </Section>
            <Section title={t.waiting}>
              <Waiting overview={data} />
            </Section>
            <Section title={t.flow}>
              <Flow overview={data} />
            </Section>
          </>
        )}
      </Loaded>
      <Section title={t.agenda}>
        <Agenda municipality={municipality} />
      </Section>
    </Page>
  );
}

/** Milliseconds between two announcements, so that a busy day can still be listened to. */
const quiet = 10_000;

function useSaidWhenChanged(overview: Overview | undefined, sentence: string): void {
  const before = useRef<string>(undefined);
  const saidAt = useRef(0);
  const waiting = useRef(false);
  useEffect(() => {
    if (!overview) return;
    const now = JSON.stringify(overview.figures);
    const isChange = before.current !== undefined && before.current !== now;
    before.current = now;
    if (isChange) waiting.current = true;
    if (!waiting.current) return;
    // What changes soon after another change is said when it has been quiet for long enough.
    const timer = setTimeout(
      () => {
        waiting.current = false;
        saidAt.current = Date.now();
        announce(sentence);
      },
      Math.max(0, saidAt.current + quiet - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [overview, sentence]);
}
