import { useState } from 'react';
import { useTitles } from '../../catalogue/catalogue.ts';
import { Button } from '../../components/basic.tsx';
import { SelectField } from '../../components/fields.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useOwnMoves, useTimeline, type Entry } from './queries.ts';
import { TimelineEntry } from './TimelineEntry.tsx';

const texts = {
  agency: { nl: 'Gedaan door', en: 'Done by' },
  everyone: { nl: 'Iedereen', en: 'Everyone' },
  step: { nl: 'Stap', en: 'Step' },
  everything: { nl: 'Alles', en: 'Everything' },
  newest: { nl: 'Nieuwste eerst', en: 'Newest first' },
  oldest: { nl: 'Oudste eerst', en: 'Oldest first' },
  more: { nl: 'Meer tonen', en: 'Show more' },
  shown: {
    nl: (shown: number, all: number) => `${shown} van ${all} gebeurtenissen`,
    en: (shown: number, all: number) => `${shown} of ${all} events`,
  },
  empty: { nl: 'Er is nog niets gebeurd dat u mag weten.', en: 'Nothing has happened yet that you may know.' },
  nothing: { nl: 'Niets past bij deze keuze. Kies iets anders.', en: 'Nothing fits this choice. Choose another.' },
};
const atOnce = 50;
/** So many stand on paper: who needs more of the past looks at the screen. */
const onPaper = 8;

/** Who did what, when, for what reason, and who was told. */
export function Timeline({ id, asOf }: { id: string; asOf: string | undefined }) {
  return (
    <Loaded query={useTimeline(id, asOf)}>
      {(entries) => <Entries id={id} entries={entries} isNow={asOf === undefined} />}
    </Loaded>
  );
}

function Entries({ id, entries, isNow }: { id: string; entries: readonly Entry[]; isNow: boolean }) {
  const t = useTexts(texts);
  const names = useNames();
  const titles = useTitles();
  const moves = useOwnMoves(id);
  const mayCorrect = isNow && moves.some(({ name, possible }) => name === 'correct' && possible);
  const [isNewest, setNewest] = useState(true);
  const [agency, setAgency] = useState('');
  const [step, setStep] = useState('');
  const [most, setMost] = useState(atOnce);
  if (entries.length === 0) return <Empty>{t.empty}</Empty>;
  const agencies = [...new Set(entries.flatMap(({ actor }) => (actor ? [actor.agency] : [])))];
  const steps = [...new Set(entries.flatMap((entry) => (entry.step === null ? [] : [entry.step])))];
  const wanted = entries.filter(
    (entry) => (agency === '' || entry.actor?.agency === agency) && (step === '' || entry.step === step),
  );
  const shown = (isNewest ? wanted.toReversed() : wanted).slice(0, most);
  const corrections = correctionsIn(entries);
  return (
    <>
      <div className="b-row b-row--end b-no-print">
        <SelectField
          label={t.agency}
          value={agency}
          onChange={setAgency}
          options={[
            { value: '', label: t.everyone },
            ...agencies.map((one) => ({ value: one, label: names.agency(one) })),
          ]}
        />
        <SelectField
          label={t.step}
          value={step}
          onChange={setStep}
          options={[
            { value: '', label: t.everything },
            ...steps.map((one) => ({ value: one, label: titles.step(one) })),
          ]}
        />
        <Button onClick={() => setNewest(!isNewest)}>{isNewest ? t.oldest : t.newest}</Button>
      </div>
      <p role="status" className="b-soft b-no-print">
        {t.shown(shown.length, entries.length)}
      </p>
      <p aria-hidden="true" className="b-soft b-only-print">
        {t.shown(Math.min(shown.length, onPaper), entries.length)}
      </p>
      {shown.length === 0 ? (
        <Empty>{t.nothing}</Empty>
      ) : (
        <ol className="b-timeline">
          {shown.map((entry, place) => (
            <TimelineEntry
              key={entry.sequence}
              isPrinted={place < onPaper}
              id={id}
              entry={entry}
              corrections={corrections.get(entry.sequence) ?? []}
              corrects={
                entry.type === 'correct' ? entries.find((one) => one.sequence === entry.data?.['sequence']) : undefined
              }
              mayCorrect={mayCorrect}
            />
          ))}
        </ol>
      )}
      {shown.length < wanted.length && (
        <p className="b-no-print">
          <Button onClick={() => setMost(most + atOnce)}>{t.more}</Button>
        </p>
      )}
    </>
  );
}

/** By the number of an entry, the numbers of those that correct it. */
function correctionsIn(entries: readonly Entry[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { type, data, sequence } of entries) {
    const corrected = type === 'correct' ? data?.['sequence'] : undefined;
    if (typeof corrected === 'number') found.set(corrected, [...(found.get(corrected) ?? []), sequence]);
  }
  return found;
}
