import { useFilters } from '../../components/address.ts';
import { Badge, type Tone } from '../../components/basic.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Pages } from '../../components/paged.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { startOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useAccessLog, type Request } from './queries.ts';

type Outcome = Request['outcome'];

const texts = {
  intro: {
    nl: 'Elk verzoek staat hier: wie vroeg wat, in welke hoedanigheid en waarvoor, en wat is besloten. Ook dat u dit leest, komt erin.',
    en: 'Every request is here: who asked what, in what capacity and for which purpose, and what was decided. That you read this is in it as well.',
  },
  outcome: { nl: 'Besluit', en: 'Decision' },
  from: { nl: 'Vanaf', en: 'From' },
  all: { nl: 'Alle', en: 'All' },
  allowed: { nl: 'Toegestaan', en: 'Allowed' },
  refused: { nl: 'Geweigerd', en: 'Refused' },
  failed: { nl: 'Mislukt', en: 'Failed' },
  caption: { nl: 'Verzoeken, de nieuwste eerst', en: 'Requests, the newest first' },
  when: { nl: 'Wanneer', en: 'When' },
  who: { nl: 'Wie', en: 'Who' },
  what: { nl: 'Verzoek', en: 'Request' },
  activity: { nl: 'Waarvoor', en: 'Purpose' },
  persons: { nl: 'Personen', en: 'Persons' },
  why: { nl: 'Reden', en: 'Reason' },
  onBehalf: { nl: 'namens', en: 'for' },
  empty: { nl: 'Er zijn geen verzoeken met deze keuze.', en: 'There are no requests with this choice.' },
};

const tones: Record<Outcome, Tone> = { allowed: 'success', refused: 'warning', failed: 'danger' };
const outcomes: readonly Outcome[] = ['allowed', 'refused', 'failed'];
const filters = ['part', 'outcome', 'from'] as const;

export function AccessLogPart() {
  const t = useTexts(texts);
  const { values, set } = useFilters(filters);
  const outcome = outcomes.find((one) => one === values.outcome);
  const from = startOf(values.from);
  const pages = useAccessLog({ outcome, from });
  return (
    <>
      <p className="utrecht-paragraph b-soft">{t.intro}</p>
      <div className="b-row b-row--end">
        <SelectField
          label={t.outcome}
          value={outcome ?? ''}
          onChange={(value) => set({ outcome: value })}
          options={[{ value: '', label: t.all }, ...outcomes.map((one) => ({ value: one, label: t[one] }))]}
        />
        <TextField label={t.from} type="date" value={values.from ?? ''} onChange={(value) => set({ from: value })} />
      </div>
      <Pages pages={pages}>
        {(items) => (items.length === 0 ? <Empty>{t.empty}</Empty> : <Requests requests={items} />)}
      </Pages>
    </>
  );
}

function Requests({ requests }: { requests: Request[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  return (
    <Table
      caption={t.caption}
      rows={requests}
      rowKey={({ spanId }) => spanId}
      columns={[
        { key: 'when', label: t.when, cell: ({ startedAt }) => formats.instant(startedAt) },
        {
          key: 'who',
          label: t.who,
          cell: ({ actor }) => (
            <>
              {actor.subject}
              {actor.onBehalfOf !== undefined && ` ${t.onBehalf} ${actor.onBehalfOf}`}
              <div className="b-soft">
                {names.agency(actor.agency)}, {names.municipality(actor.municipality)} (
                {formats.list(actor.roles.map((role) => names.role(actor.agency, role)))})
              </div>
            </>
          ),
        },
        { key: 'what', label: t.what, cell: ({ name }) => <code>{name}</code> },
        {
          key: 'activity',
          label: t.activity,
          cell: ({ activity, activityTitle }) => activityTitle ?? <code>{activity}</code>,
        },
        { key: 'persons', label: t.persons, isNumber: true, cell: ({ subjects }) => formats.number(subjects.length) },
        {
          key: 'outcome',
          label: t.outcome,
          cell: ({ outcome, status, decisions }) => (
            <>
              <Badge tone={tones[outcome]}>{t[outcome]}</Badge>
              <div className="b-soft">
                {status}
                {decisions
                  .filter(({ allowed }) => !allowed)
                  .map(({ reason, why }) => ` · ${why ?? reason}`)
                  .join('')}
              </div>
            </>
          ),
        },
      ]}
    />
  );
}
