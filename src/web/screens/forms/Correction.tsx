import { useMemo } from 'react';
import { ScreenLink, Alert, DataList } from '../../components/basic.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import type { DeclaredSchema } from '../../forms/declaredSchema.ts';
import { StepForm, type StepFormProps } from '../../forms/StepForm.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { currentOf, definitionNameOf, useFormOf } from '../trajectory/correctable.ts';
import { useSituation, useTimeline, type Entry } from '../trajectory/queries.ts';
import { FilledIn } from '../trajectory/TimelineEntry.tsx';
import { changesOf } from './changes.ts';

const texts = {
  which: { nl: 'Kies de invoer die u wilt corrigeren.', en: 'Choose the entry that you want to correct.' },
  entry: { nl: 'U corrigeert', en: 'You correct' },
  number: { nl: 'nummer', en: 'number' },
  other: { nl: 'Een andere invoer kiezen', en: 'Choose another entry' },
  none: { nl: 'Er is geen invoer die u kunt corrigeren.', en: 'There is no entry that you can correct.' },
  how: {
    nl: 'Pas aan wat niet klopt. Wat u zo laat, blijft zoals het is. De oude waarde blijft in de tijdlijn staan.',
    en: 'Change what is wrong. What you leave stays as it is. The old value stays on the timeline.',
  },
  settled: { nl: 'Er is geen correctie die op controle wacht.', en: 'No correction waits for a second look.' },
  proposed: { nl: 'Voorgestelde correctie van', en: 'Proposed correction of' },
  others: {
    nl: 'Iemand anders dan de indiener controleert deze correctie.',
    en: 'Another person than the one who proposed it looks at this correction.',
  },
  is: { nl: 'Zo staat het er nu', en: 'As it stands now' },
  becomes: { nl: 'Zo wordt het', en: 'As it would be' },
};

type Form = Pick<StepFormProps<{ version: number }>, 'trajectory' | 'path' | 'previewPath' | 'onDone' | 'onLeave'>;

interface FormOf {
  id: string;
  definition: { inputSchema: DeclaredSchema };
  form: Form;
}

/** In the form of an entry, beside its own fields: an entry may have a reason of its own. */
const whyCorrected = 'reasonOfCorrection';
const whyTitle = { nl: 'Reden van de correctie', en: 'Reason for the correction' };

/** An entry, its fields as they count now, and why they are wrong. */
export function CorrectionForm({ id, entry, definition, form }: FormOf & { entry: string | undefined }) {
  const timeline = useTimeline(id, undefined);
  return (
    <Loaded query={timeline}>
      {(entries) => {
        const chosen = entries.find(({ sequence }) => String(sequence) === entry);
        return chosen ? (
          <OfEntry id={id} entry={chosen} definition={definition} form={form} />
        ) : (
          <Choice id={id} entries={entries} />
        );
      }}
    </Loaded>
  );
}

function Choice({ id, entries }: { id: string; entries: readonly Entry[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const formOf = useFormOf();
  const filled = entries.filter((one) => formOf(one) !== null).toReversed();
  if (filled.length === 0) return <Empty>{t.none}</Empty>;
  return (
    <>
      <p>{t.which}</p>
      <ul>
        {filled.map((one) => (
          <li key={one.sequence}>
            <ScreenLink to={`/trajectories/${id}/actions/correct?entry=${one.sequence}`}>
              {one.title}, {formats.instant(one.at)} ({t.number} {one.sequence})
            </ScreenLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function OfEntry({ id, entry, definition, form }: FormOf & { entry: Entry }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const formOf = useFormOf();
  const own = formOf(entry);
  const now = useMemo(() => currentOf(entry), [entry]);
  const { sequence } = entry;
  const sentAs = useMemo(
    () => ({
      bodyOf: ({ [whyCorrected]: reason, ...filled }: Record<string, unknown>) => {
        return { sequence, changes: changesOf(now, filled, own?.properties ?? {}), reason };
      },
      pointerOf: (pointer: string) => (pointer === '/reason' ? `/${whyCorrected}` : pointer.replace(/^\/changes/, '')),
    }),
    [now, own, sequence],
  );
  if (!own) return <Empty>{t.none}</Empty>;
  const schema: DeclaredSchema = {
    ...own,
    properties: {
      ...own.properties,
      [whyCorrected]: { ...definition.inputSchema.properties?.['reason'], 'x-title': whyTitle },
    },
    required: [...(own.required ?? []), whyCorrected],
  };
  return (
    <>
      <Alert type="info">
        <p>
          {t.entry}: <strong>{entry.title}</strong>, {formats.instant(entry.at)} ({t.number} {sequence}).{' '}
          <ScreenLink to={`/trajectories/${id}/actions/correct`}>{t.other}</ScreenLink>
        </p>
        <p>{t.how}</p>
      </Alert>
      <StepForm<{ version: number }>
        key={sequence}
        schema={schema}
        begin={now}
        draftOf={`${form.path}/${sequence}`}
        sentAs={sentAs}
        {...form}
      />
    </>
  );
}

interface Proposal {
  proposal: number;
  entry: number;
  changes: Record<string, unknown>;
}

/** What is proposed, for who has to say whether it holds. */
export function ConfirmationForm({ id, definition, form, mayLook }: FormOf & { mayLook: boolean }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const timeline = useTimeline(id, undefined);
  const { data: situation } = useSituation(id, undefined);
  const proposal = situation?.facts.find(({ fact }) => fact === 'correctionProposal')?.value as Proposal | undefined;
  const number = proposal?.proposal;
  const sentAs = useMemo(
    () => ({
      bodyOf: (input: Record<string, unknown>) => ({ ...input, sequence: number }),
      pointerOf: (pointer: string) => pointer,
    }),
    [number],
  );
  if (!situation) return null;
  if (!proposal) return <Empty>{t.settled}</Empty>;
  const { properties = {}, required = [] } = definition.inputSchema;
  const { sequence: _number, ...asked } = properties;
  const schema = {
    ...definition.inputSchema,
    properties: asked,
    required: required.filter((one) => one !== 'sequence'),
  };
  return (
    <Loaded query={timeline}>
      {(entries) => {
        const entry = entries.find(({ sequence }) => sequence === proposal.entry);
        if (!entry) return <Empty>{t.settled}</Empty>;
        const now = currentOf(entry);
        const before = Object.fromEntries(Object.keys(proposal.changes).map((field) => [field, now[field] ?? null]));
        const name = definitionNameOf(entry);
        const why = entries.find(({ sequence }) => sequence === number)?.reason?.text ?? null;
        return (
          <>
            <div className="b-card">
              <p>
                {t.proposed} <strong>{entry.title}</strong>
              </p>
              <DataList
                rows={[
                  { key: 'is', label: t.is, value: <FilledIn name={name} data={before} /> },
                  { key: 'becomes', label: t.becomes, value: <FilledIn name={name} data={proposal.changes} /> },
                  ...(why === null ? [] : [{ key: 'why', label: say(whyTitle), value: why }]),
                ]}
              />
            </div>
            {mayLook ? (
              <StepForm<{ version: number }>
                key={number}
                schema={schema}
                draftOf={`${form.path}/${number}`}
                sentAs={sentAs}
                {...form}
              />
            ) : (
              <p>{t.others}</p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
