import { useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { ScreenLink } from '../../components/basic.tsx';
import { SelectField } from '../../components/fields.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import '../../styles/admin.css';
import { useReceived } from './queries.ts';
import type { Received } from './received.ts';

const texts = {
  title: { nl: 'Postbus (alleen lokaal)', en: 'Mailbox (local only)' },
  intro: {
    nl: 'De berichten die de partijen hebben gekregen. Op deze computer vangt Bestendig ze zelf op: er gaat niets naar buiten.',
    en: 'The messages that the agencies got. On this computer Bestendig catches them itself: nothing goes out.',
  },
  onlyLocal: {
    nl: 'Deze postbus bestaat alleen als Bestendig lokaal draait (npm start). Hier gaan de berichten echt naar de partijen; zie Berichten.',
    en: 'This mailbox exists only where Bestendig runs locally (npm start). Here the messages really go to the agencies; see Messages.',
  },
  empty: {
    nl: 'Er is nog geen bericht. Voer een stap uit: dan krijgt de volgende partij bericht.',
    en: 'There is no message yet. Perform a step: then the next agency is told.',
  },
  to: { nl: 'Aan', en: 'To' },
  everyone: { nl: 'Iedereen', en: 'Everyone' },
  messages: { nl: 'Berichten', en: 'Messages' },
  message: { nl: 'Bericht', en: 'Message' },
  choose: { nl: 'Kies een bericht om het te lezen.', en: 'Choose a message to read it.' },
  open: { nl: 'Naar het traject', en: 'To the trajectory' },
  refused: { nl: 'geweigerd: handtekening klopt niet', en: 'refused: the signature is wrong' },
};

export default function MailboxScreen() {
  const t = useTexts(texts);
  const messages = useReceived();
  const isAbsent = messages.error instanceof ApiProblem && messages.error.status === 404;
  return (
    <Page title={t.title} intro={t.intro}>
      {messages.data ? (
        <Messages received={messages.data} />
      ) : isAbsent ? (
        <Empty>{t.onlyLocal}</Empty>
      ) : messages.error ? (
        <Failed error={messages.error} again={() => void messages.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function Messages({ received }: { received: Received[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [to, setTo] = useState('');
  const [chosenId, choose] = useState<string | null>(null);
  const addressees = [...new Set(received.map((one) => one.to))].toSorted();
  const shown = received.filter((one) => to === '' || one.to === to).slice(0, mostShown);
  const chosen = shown.find(({ id }) => id === chosenId);
  if (received.length === 0) return <Empty>{t.empty}</Empty>;
  return (
    <>
      <SelectField
        label={t.to}
        value={to}
        onChange={setTo}
        options={[{ value: '', label: t.everyone }, ...addressees.map((one) => ({ value: one, label: one }))]}
      />
      <div className="b-panes">
        <section aria-label={t.messages}>
          <ul className="b-mail-list">
            {shown.map((one) => (
              <li key={one.id}>
                <button type="button" aria-pressed={one.id === chosenId} onClick={() => choose(one.id)}>
                  <strong lang={manyLanguages}>{one.subject}</strong>
                  <br />
                  <span className="b-soft">
                    {one.to} · <time dateTime={one.receivedAt}>{formats.instant(one.receivedAt)}</time>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t.message} className="b-card" aria-live="polite">
          {chosen ? (
            <>
              <h2 className="utrecht-heading-2" lang={manyLanguages}>
                {chosen.subject}
              </h2>
              <p className="b-soft">
                {t.to}: {chosen.to} ({chosen.channel}
                {chosen.isRefused && `, ${t.refused}`})
              </p>
              <p className="b-mail-text" lang={manyLanguages}>
                {chosen.text}
              </p>
              {chosen.trajectoryId !== null && (
                <ScreenLink to={`/trajectories/${chosen.trajectoryId}`}>{t.open}</ScreenLink>
              )}
            </>
          ) : (
            <p className="b-soft">{t.choose}</p>
          )}
        </section>
      </div>
    </>
  );
}

/** A message says everything in Dutch and in English, and a webhook in codes: ISO 639-2 has this for both. */
const manyLanguages = 'mul';

/** Of a busy demo the latest are enough. */
const mostShown = 100;
