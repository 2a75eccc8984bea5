import { useTitles } from '../../catalogue/catalogue.ts';
import { Badge, DataList, ScreenLink } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { channelWords, statusTones, statusWords } from '../agencies/status.ts';
import { definitionNameOf, useCanBeCorrected } from './correctable.ts';
import { isOfEntry, useMessages, type Entry } from './queries.ts';
import { useFilledFields } from './filledFields.ts';
import { Value } from './Value.tsx';

const texts = {
  for: { nl: 'namens', en: 'for' },
  reason: { nl: 'Reden', en: 'Reason' },
  filled: { nl: 'Wat is ingevuld', en: 'What was filled in' },
  told: { nl: 'Bericht aan', en: 'Told' },
  number: { nl: 'nummer', en: 'number' },
  before: { nl: 'voordat uw organisatie meedeed', en: 'before your organisation took part' },
  corrected: { nl: 'Gecorrigeerd in nummer', en: 'Corrected in number' },
  proposed: { nl: 'Correctie voorgesteld in nummer', en: 'Correction proposed in number' },
  corrects: { nl: 'Corrigeert nummer', en: 'Corrects number' },
  correct: { nl: 'Corrigeren', en: 'Correct' },
  correctedMark: { nl: 'gecorrigeerd', en: 'corrected' },
  was: { nl: 'Eerst ingevuld', en: 'First filled in' },
  withheld: { nl: 'Uw organisatie ziet niet wie dit deed.', en: 'Your organisation cannot see who did this.' },
};

/** What caused it, where nobody did it. */
const causeWords = {
  time: { nl: 'Automatisch: de datum is bereikt', en: 'Automatic: the date was reached' },
  'another-trajectory': { nl: 'Vanuit een ander traject', en: 'From another trajectory' },
  'changed-rules': { nl: 'Automatisch: de regels zijn gewijzigd', en: 'Automatic: the rules have changed' },
};

interface EntryProps {
  id: string;
  entry: Entry;
  /** Those that correct this one, whether or not they hold. */
  corrections: number[];
  /** The entry that this one corrects. */
  corrects: Entry | undefined;
  mayCorrect: boolean;
  /** It stands on paper as well. */
  isPrinted: boolean;
}

export function TimelineEntry({ id, entry, corrections, corrects, mayCorrect, isPrinted }: EntryProps) {
  const t = useTexts(texts);
  const causes = useTexts(causeWords);
  const formats = useFormats();
  const names = useNames();
  const { sequence, at, actor, causedBy, withheld, reason, data, tells } = entry;
  const canBeCorrected = useCanBeCorrected();
  const correctedBy = entry.corrected?.by ?? [];
  // One that a colleague has to look at holds by what the colleague says, and until then not at all.
  const proposed = corrections.filter((one) => !correctedBy.includes(one));
  return (
    <li id={`entry-${sequence}`} tabIndex={-1} className={isPrinted ? 'b-entry' : 'b-entry b-no-print'}>
      <p>
        <strong>{entry.title}</strong>
        <br />
        <span className="b-soft">
          <time dateTime={at}>{formats.instant(at)}</time> ·{' '}
          {isFromBefore(entry) ? t.before : `${t.number} ${sequence}`} ·{' '}
          {actor ? (
            <>
              {names.agency(actor.agency)} {actor.municipality !== null && names.municipality(actor.municipality)} (
              {actor.subject}
              {actor.onBehalfOf !== null && `, ${t.for} ${actor.onBehalfOf}`})
            </>
          ) : withheld ? (
            t.withheld
          ) : (
            causedBy !== null && causes[causedBy]
          )}
        </span>
      </p>
      {corrects && <Others label={t.corrects} entries={[corrects.sequence]} />}
      {correctedBy.length > 0 && <Others label={t.corrected} entries={correctedBy} />}
      {proposed.length > 0 && <Others label={t.proposed} entries={proposed} />}
      {reason !== null && (
        <p>
          {t.reason}: {reason.text}
        </p>
      )}
      {data !== null && Object.keys(data).length > 0 && <Filled entry={entry} corrects={corrects} of={entry.title} />}
      {mayCorrect && canBeCorrected(entry) && (
        <p className="b-action b-no-print">
          <ScreenLink
            to={`/trajectories/${id}/actions/correct?entry=${sequence}`}
            aria-label={`${t.correct}: ${entry.title}, ${t.number} ${sequence}`}
          >
            {t.correct}
          </ScreenLink>
        </p>
      )}
      {tells.length > 0 && (
        <div className="b-no-print">
          <Told id={id} sequence={sequence} tells={tells} />
        </div>
      )}
    </li>
  );
}

/** An agency counts entries from 1 on since it takes part; what it was given of before has a lower number. */
const isFromBefore = ({ sequence }: Entry): boolean => sequence < 1;

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

function Filled({ entry, corrects, of }: { entry: Entry; corrects: Entry | undefined; of: string }) {
  const t = useTexts(texts);
  return (
    <details>
      <summary>
        {t.filled}
        <span className="b-sr-only">: {of}</span>
      </summary>
      {corrects && entry.data ? (
        <FilledIn name={definitionNameOf(corrects)} data={changesIn(entry.data)} />
      ) : (
        <FilledIn name={definitionNameOf(entry)} data={entry.data ?? {}} corrected={entry.corrected?.data ?? {}} />
      )}
    </details>
  );
}

/** The values that a correction gives. */
function changesIn({ changes }: Record<string, unknown>): Record<string, unknown> {
  return typeof changes === 'object' && changes !== null ? (changes as Record<string, unknown>) : {};
}

interface FilledInProps {
  name: string;
  data: Record<string, unknown>;
  corrected?: Record<string, unknown>;
}

/** What was filled in, by the titles of the form; where it was corrected what counts now, with what stood there. */
export function FilledIn({ name, data, corrected = {} }: FilledInProps) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const titles = useTitles();
  const fields = useFilledFields(name, data);
  return (
    <DataList
      rows={[...new Set([...Object.keys(data), ...Object.keys(corrected)])].map((field) => {
        const schema = fields[field];
        const title = schema?.['x-title'];
        const filled = <Value of={data[field]} schema={schema} />;
        const value = Object.hasOwn(corrected, field) ? (
          <>
            <Value of={corrected[field]} schema={schema} /> <Badge>{t.correctedMark}</Badge>
            <br />
            <span className="b-soft">
              {t.was}: {filled}
            </span>
          </>
        ) : (
          filled
        );
        return { key: field, label: title ? say(title) : titles.field(field), value };
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
            {status === 'failed' && lastError !== null && ` – ${lastError.detail}`}
          </li>
        ))}
      </ul>
    </>
  );
}
