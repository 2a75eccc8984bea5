import { Badge } from '../../components/basic.tsx';
import { Loaded } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { channelWords, statusTones, statusWords } from '../agencies/status.ts';
import { useMessages, useWhoSeesWhat } from './queries.ts';
import { SeenTable } from './SeenTable.tsx';

const texts = {
  since: { nl: 'Partij sinds', en: 'A party since' },
  messages: { nl: 'Berichten', en: 'Messages' },
  none: { nl: 'Geen berichten die u mag zien.', en: 'No messages that you may see.' },
  sees: { nl: 'Wie ziet wat', en: 'Who sees what' },
};

/** Each agency with a part in it: what it was told, whether that arrived, and what it can see. */
export function Parties({ id, asOf }: { id: string; asOf: string | undefined }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const names = useNames();
  const channels = useTexts(channelWords);
  const statuses = useTexts(statusWords);
  const messages = useMessages(id).filter(({ createdAt }) => asOf === undefined || createdAt <= asOf);
  const parties = useWhoSeesWhat(id, asOf);
  return (
    <Loaded query={parties}>
      {({ items }) => (
        <div className="b-stack">
          {items.map(({ agency, title, since }) => {
            const its = messages.filter((one) => one.agency === agency);
            return (
              <article key={agency} className="b-card" aria-label={say(title)}>
                <h3 className="utrecht-heading-3">{say(title)}</h3>
                <p className="b-soft">
                  {t.since} {formats.instant(since)}
                </p>
                {its.length === 0 ? (
                  <p className="b-soft">{t.none}</p>
                ) : (
                  <details>
                    <summary>
                      {t.messages} ({its.length})<span className="b-sr-only">: {names.agency(agency)}</span>
                    </summary>
                    <ul>
                      {its.map(({ id: message, subject, channel, status, sentAt, lastError }) => (
                        <li key={message}>
                          {subject} ({channels[channel]}) <Badge tone={statusTones[status]}>{statuses[status]}</Badge>
                          {sentAt !== null && ` ${formats.instant(sentAt)}`}
                          {lastError !== null && ` – ${lastError.detail}`}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </article>
            );
          })}
          <details>
            <summary>{t.sees}</summary>
            <SeenTable items={items} />
          </details>
        </div>
      )}
    </Loaded>
  );
}
