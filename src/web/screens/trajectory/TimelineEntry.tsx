import { useCatalogue } from '../../api/catalogue.ts';
import { Badge, DataList } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { channelWords, statusTones, statusWords } from '../agencies/status.ts';
import { fieldsOf } from '../steps/fieldsOf.ts';
import { useEventTitles } from './eventTitle.ts';
import { isOfEntry, useMessages, type Entry } from './reading.ts';
import { Value } from './Value.tsx';

const texts = {
  nobody: { nl: 'Vanzelf, doordat een moment voorbijging', en: 'By itself, since a moment passed' },
  for: { nl: 'namens', en: 'for' },
  reason: { nl: 'Reden', en: 'Reason' },
  filled: { nl: 'Wat is ingevuld', en: 'What was filled in' },
  told: { nl: 'Bericht aan', en: 'Told' },
  number: { nl: 'nummer', en: 'number' },
  corrected: { nl: 'Verbeterd in nummer', en: 'Corrected in number' },
  corrects: { nl: 'Verbetert nummer', en: 'Corrects number' },
  withheld: { nl: 'Uw organisatie ziet niet wie dit deed.', en: 'Your organisation cannot see who did this.' },
};

export function TimelineEntry({ id, entry, correctedBy }: { id: string; entry: Entry; correctedBy: number[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const titles = useEventTitles();
  const { sequence, type, at, actor, withheld, step, reason, data, tells } = entry;
  const corrects = type === 'correct' ? data?.['sequence'] : undefined;
  return (
    <li id={`entry-${sequence}`} tabIndex={-1} className="b-entry">
      <p>
        <strong>{titles.event(entry)}</strong>
        <br />
        <span className="b-soft">
          <time dateTime={at}>{formats.instant(at)}</time> · {t.number} {sequence} ·{' '}
          {actor ? (
            <>
              {names.agency(actor.agency)} {actor.municipality !== null && names.municipality(actor.municipality)} (
              {actor.subject}
              {actor.onBehalfOf !== null && `, ${t.for} ${actor.onBehalfOf}`})
            </>
          ) : withheld ? (
            t.withheld
          ) : (
            t.nobody
          )}
        </span>
      </p>
      {typeof corrects === 'number' && <Others label={t.corrects} entries={[corrects]} />}
      {correctedBy.length > 0 && <Others label={t.corrected} entries={correctedBy} />}
      {reason !== null && (
        <p>
          {t.reason}: {titles.reason(reason)}
        </p>
      )}
      {data !== null && Object.keys(data).length > 0 && (
        <Filled name={step ?? type} data={data} of={titles.event(entry)} />
      )}
      {tells.length > 0 && <Told id={id} sequence={sequence} tells={tells} />}
    </li>
  );
}

function Others({ label, entries }: { label: string; entries: readonly number[] }) {
  return (
    <p>
      {label}{' '}
      {entries.map((sequence) => (
        <a key={sequence} className="utrecht-link" href={`#entry-${sequence}`}>
          {sequence}
        </a>
      ))}
    </p>
  );
}

function Filled({ name, data, of }: { name: string; data: Record<string, unknown>; of: string }) {
  const t = useTexts(texts);
  return (
    <details>
      <summary>
        {t.filled}
        <span className="b-sr-only">: {of}</span>
      </summary>
      <FilledIn name={name} data={data} />
    </details>
  );
}

/** What was filled in, by the titles of the form. */
export function FilledIn({ name, data }: { name: string; data: Record<string, unknown> }) {
  const { say } = useLanguage();
  const { data: catalogue } = useCatalogue();
  const definition = [...(catalogue?.steps ?? []), ...(catalogue?.actions ?? [])].find((one) => one.name === name);
  const fields = definition ? fieldsOf(definition.inputSchema) : [];
  return (
    <DataList
      rows={Object.entries(data).map(([field, value]) => {
        const title = fields.find((one) => one.name === field)?.title;
        return { key: field, label: title ? say(title) : field, value: <Value of={value} /> };
      })}
    />
  );
}

/** Who was told of it, along which way, and whether it arrived. */
function Told({ id, sequence, tells }: { id: string; sequence: number; tells: readonly string[] }) {
  const t = useTexts(texts);
  const names = useNames();
  const formats = useFormats();
  const channels = useTexts(channelWords);
  const statuses = useTexts(statusWords);
  const messages = useMessages(id).filter((one) => isOfEntry(one, sequence));
  if (messages.length === 0) {
    return (
      <p>
        {t.told} {formats.list(tells.map(names.agency))}
      </p>
    );
  }
  return (
    <>
      <p>{t.told}</p>
      <ul className="b-plain-list">
        {messages.map(({ id: message, agency, channel, status, sentAt, lastError }) => (
          <li key={message}>
            {names.agency(agency)}, {channels[channel]} <Badge tone={statusTones[status]}>{statuses[status]}</Badge>
            {sentAt !== null && ` ${formats.instant(sentAt)}`}
            {status === 'failed' && lastError !== null && ` – ${lastError}`}
          </li>
        ))}
      </ul>
    </>
  );
}
