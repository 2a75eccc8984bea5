import { useFilters } from '../../components/address.ts';
import { Choice } from '../../components/listFilters.tsx';
import { Page } from '../../components/Page.tsx';
import { Pages } from '../../components/paged.tsx';
import { Section } from '../../components/basic.tsx';
import { Empty } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import { useAgencies, useNames } from '../../language/names.ts';
import '../../styles/admin.css';
import { MessagesTable } from './MessagesTable.tsx';
import { Summary } from './Summary.tsx';
import { statusWords, type Status } from './status.ts';
import { useMessages } from './queries.ts';

const texts = {
  title: { nl: 'Berichten aan partijen', en: 'Messages to agencies' },
  intro: {
    nl: 'Wat is verstuurd, aangekomen of mislukt. Lukt versturen niet meteen, dan probeert Bestendig het opnieuw. Bij ‘Mislukt’ probeert Bestendig het niet meer; een coördinator kan het bericht opnieuw versturen.',
    en: 'What was sent, has arrived or failed. If a message cannot be sent at once, Bestendig tries again. Bestendig has stopped trying for messages under ‘Failed’; a coordinator can send them again.',
  },
  agency: { nl: 'Partij', en: 'Agency' },
  status: { nl: 'Status', en: 'Status' },
  messages: { nl: 'Berichten', en: 'Messages' },
  summary: { nl: 'Per partij', en: 'By agency' },
  empty: {
    nl: 'Er zijn geen berichten met deze keuze. Kies hierboven iets anders.',
    en: 'There are no messages with this choice. Choose something else above.',
  },
};

const filters = ['agency', 'status', 'municipality', 'trajectoryId'] as const;
const statuses: readonly Status[] = ['pending', 'sent', 'failed'];

export default function AgenciesScreen() {
  const t = useTexts(texts);
  const names = useNames();
  const words = useTexts(statusWords);
  const { values, set } = useFilters(filters);
  const agencies = useAgencies();
  const agency = agencies.find((one) => one === values.agency);
  const status = statuses.find((one) => one === values.status);
  const query = { agency, status, municipality: values.municipality, trajectoryId: values.trajectoryId };
  const pages = useMessages(query);
  return (
    <Page title={t.title} intro={t.intro}>
      <Section title={t.summary}>
        <Summary />
      </Section>
      <Section title={t.messages}>
        <div className="b-row b-row--end">
          <Choice
            label={t.agency}
            value={agency}
            onChange={(value) => set({ agency: value })}
            options={agencies.map((one) => ({ value: one, label: names.agency(one) }))}
          />
          <Choice
            label={t.status}
            value={status}
            onChange={(value) => set({ status: value })}
            options={statuses.map((one) => ({ value: one, label: words[one] }))}
          />
        </div>
        <Pages pages={pages}>
          {(items) => (items.length === 0 ? <Empty>{t.empty}</Empty> : <MessagesTable messages={items} />)}
        </Pages>
      </Section>
    </Page>
  );
}
