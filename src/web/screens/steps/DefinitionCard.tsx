import type { CatalogueAction, CatalogueStep } from '../../catalogue/catalogue.ts';
import { Badge, DataList, type Row } from '../../components/basic.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts, type Text } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { fieldsOf, type AnswerInWords } from './fieldsOf.ts';
import { useTermWords } from './termWords.ts';

const texts = {
  by: { nl: 'Uitgevoerd door', en: 'Performed by' },
  responsible: { nl: 'Verantwoordelijk', en: 'Responsible' },
  repeatable: { nl: 'Kan vaker', en: 'Can be repeated' },
  target: { nl: 'Termijn tot de streefdatum', en: 'Term to the target date' },
  fatal: { nl: 'Termijn tot de uiterste datum', en: 'Term to the last day' },
  remind: { nl: 'Herinnering', en: 'Reminder' },
  escalate: { nl: 'Escalatie', en: 'Escalation' },
  tells: { nl: 'Wie krijgt bericht', en: 'Who is told' },
  fields: { nl: 'Wat wordt gevraagd', en: 'What is asked' },
  field: { nl: 'Vraag', en: 'Question' },
  purpose: { nl: 'Waarvoor', en: 'For which purpose' },
  audience: { nl: 'Wie kan het zien', en: 'Who can see it' },
  nobody: { nl: 'Niemand: wordt niet bewaard', en: 'No one: it is not kept' },
  required: { nl: 'verplicht', en: 'required' },
  when: { nl: 'Alleen gevraagd bij', en: 'Asked only with' },
  neededWhen: { nl: 'Verplicht bij', en: 'Required with' },
  or: { nl: 'of', en: 'or' },
  none: { nl: 'Geen', en: 'None' },
  example: { nl: 'Een voorbeeld (voor ontwikkelaars)', en: 'An example (for developers)' },
  noFields: { nl: 'Hier hoeft niets ingevuld te worden.', en: 'Nothing needs to be filled in.' },
};

const moments: Record<string, Text> = {
  opened: { nl: 'klaargezet', en: 'opened' },
  completed: { nl: 'gedaan', en: 'done' },
  done: { nl: 'gedaan', en: 'done' },
  reminded: { nl: 'herinnering', en: 'reminder' },
  overdue: { nl: 'te laat', en: 'overdue' },
  escalated: { nl: 'escalatie', en: 'escalation' },
};

/** One step or action, as people read it; folded until one wants to know. */
export function DefinitionCard({ definition }: { definition: CatalogueStep | CatalogueAction }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const isStep = 'terms' in definition;
  return (
    <details id={definition.name} className="b-card b-definition-card">
      <summary>
        <strong>{say(definition.title)}</strong> <code>{definition.name}</code>{' '}
        {isStep && definition.repeatable && <Badge>{t.repeatable}</Badge>}
      </summary>
      <p className="utrecht-paragraph">{say(definition.description)}</p>
      <DataList rows={useRows(definition)} />
      <Fields definition={definition} />
      <details>
        <summary>{t.example}</summary>
        <pre className="b-code" tabIndex={0}>
          {JSON.stringify(definition.example, null, 2)}
        </pre>
      </details>
    </details>
  );
}

function useRows(definition: CatalogueStep | CatalogueAction): Row[] {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const formats = useFormats();
  const words = useTermWords();
  const performers = definition.performers.map(({ agency, title }) => `${names.agency(agency)} (${say(title)})`);
  const rows: Row[] = [{ key: 'by', label: t.by, value: formats.list(performers) }];
  if (!('terms' in definition)) return rows;
  const { terms, tells, responsible } = definition;
  const told = Object.entries<string[]>(tells)
    .filter(([, agencies]) => agencies.length > 0)
    .map(([moment, agencies]) => {
      const called = moments[moment];
      return `${called ? say(called) : moment}: ${formats.list(agencies.map(names.agency))}`;
    });
  return [
    ...rows,
    { key: 'responsible', label: t.responsible, value: names.agency(responsible) },
    { key: 'target', label: t.target, value: terms ? words.term(terms.target) : t.none },
    { key: 'fatal', label: t.fatal, value: terms ? words.term(terms.fatal) : t.none },
    { key: 'remind', label: t.remind, value: terms?.remind.map(words.term).join(', ') || t.none },
    { key: 'escalate', label: t.escalate, value: terms?.escalate ? words.term(terms.escalate) : t.none },
    { key: 'tells', label: t.tells, value: told.join('; ') || t.none },
  ];
}

function Fields({ definition }: { definition: CatalogueStep | CatalogueAction }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const formats = useFormats();
  const fields = fieldsOf(definition.inputSchema);
  const answers = (all: readonly AnswerInWords[]): string =>
    formats.list(all.map(({ field, is }) => `${say(field)}: ${is.map(say).join(` ${t.or} `)}`));
  if (fields.length === 0) return <p className="utrecht-paragraph b-soft">{t.noFields}</p>;
  return (
    <Table
      caption={`${t.fields}: ${say(definition.title)}`}
      rows={fields}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'field',
          label: t.field,
          cell: ({ title, name, required, when, neededWhen }) => (
            <>
              {title ? say(title) : name}
              {required && <span className="b-soft"> ({t.required})</span>}
              {when.length > 0 && (
                <div className="b-soft">
                  {t.when} {answers(when)}
                </div>
              )}
              {neededWhen.length > 0 && (
                <div className="b-soft">
                  {t.neededWhen} {answers(neededWhen)}
                </div>
              )}
            </>
          ),
        },
        { key: 'purpose', label: t.purpose, cell: ({ purpose }) => purpose && say(purpose) },
        {
          key: 'audience',
          label: t.audience,
          cell: ({ audience }) => (audience.length === 0 ? t.nobody : formats.list(audience.map(names.agency))),
        },
      ]}
    />
  );
}
