import { Section } from '../../components/basic.tsx';
import { Loaded } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useProcessingRegister } from './queries.ts';

const texts = {
  intro: {
    nl: 'Het register van verwerkingen (art. 30 AVG), gemaakt uit de definities van de stappen: wat wordt bewaard, waarvoor, en wie het kan zien.',
    en: 'The register of processing activities (art. 30 GDPR), made from the definitions of the steps: what is kept, for which purpose, and who can see it.',
  },
  persons: { nl: 'Van wie', en: 'Of whom' },
  security: { nl: 'Beveiliging', en: 'Security' },
  activities: { nl: 'Verwerkingen', en: 'Activities' },
  purposes: { nl: 'Doelen', en: 'Purposes' },
  recipients: { nl: 'Wie er iets van kan zien', en: 'Who can see some of it' },
  data: { nl: 'Gegeven', en: 'Data' },
  purpose: { nl: 'Waarvoor', en: 'For which purpose' },
  audience: { nl: 'Zichtbaar voor', en: 'Seen by' },
  notKept: { nl: 'Niemand: wordt niet bewaard', en: 'No one: it is not kept' },
};

export function ProcessingPart() {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const names = useNames();
  const register = useProcessingRegister();
  return (
    <>
      <p className="utrecht-paragraph b-soft">{t.intro}</p>
      <Loaded query={register}>
        {({ persons, security, abroad, activities }) => (
          <>
            <Section title={t.persons}>
              <p className="utrecht-paragraph">{say(persons)}</p>
              <p className="utrecht-paragraph">{say(abroad)}</p>
            </Section>
            <Section title={t.security}>
              <ul>
                {security.map((measure) => (
                  <li key={measure.en}>{say(measure)}</li>
                ))}
              </ul>
            </Section>
            <Section title={t.activities}>
              {activities.map(({ activity, title, description, purposes, recipients, data }) => (
                <details key={activity} className="b-card b-definition-card">
                  <summary>
                    <strong>{say(title)}</strong>
                  </summary>
                  <p className="utrecht-paragraph">{say(description)}</p>
                  <p className="utrecht-paragraph">
                    {t.purposes}: {purposes.map(say).join(' ')}
                  </p>
                  <p className="utrecht-paragraph">
                    {t.recipients}: {formats.list(recipients.map(names.agency))}
                  </p>
                  {data.length > 0 && (
                    <Table
                      caption={`${t.data}: ${say(title)}`}
                      rows={data}
                      rowKey={({ field }) => field}
                      columns={[
                        { key: 'data', label: t.data, cell: (one) => say(one.title) },
                        { key: 'purpose', label: t.purpose, cell: (one) => say(one.purpose) },
                        {
                          key: 'audience',
                          label: t.audience,
                          cell: ({ audience, kept }) => (kept ? formats.list(audience.map(names.agency)) : t.notKept),
                        },
                      ]}
                    />
                  )}
                </details>
              ))}
            </Section>
          </>
        )}
      </Loaded>
    </>
  );
}
