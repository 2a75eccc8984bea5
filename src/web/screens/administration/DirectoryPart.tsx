import { mayAtAll, useKnownMe } from '../../api/me.ts';
import { Section } from '../../components/basic.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useDirectory, useReadings } from './queries.ts';

const texts = {
  agencies: { nl: 'Hoe de partijen worden bereikt', en: 'How agencies are reached' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  agency: { nl: 'Partij', en: 'Agency' },
  name: { nl: 'Naam', en: 'Name' },
  channels: { nl: 'Kanaal', en: 'Channel' },
  workList: { nl: 'alleen de werklijst', en: 'the work list only' },
  history: { nl: 'Wat er is gelezen, en wat er anders was', en: 'What was read, and what differed' },
  historyAbout: {
    nl: 'Bij elke start leest Bestendig de configuratie. Hier staat elke keer dat die anders was dan daarvoor.',
    en: 'At each start Bestendig reads the configuration. Here is each time that it was another than before.',
  },
  first: {
    nl: 'De eerste keer: er is niets om mee te vergelijken.',
    en: 'The first time: there is nothing to compare with.',
  },
  before: { nl: 'was', en: 'was' },
  after: { nl: 'is nu', en: 'is now' },
  absent: { nl: 'er niet', en: 'not there' },
  none: { nl: 'Er is nog niets gelezen.', en: 'Nothing has been read yet.' },
};

/** How each agency is reached, as it was read; and the history of what was read. */
export function DirectoryPart() {
  const t = useTexts(texts);
  const names = useNames();
  const me = useKnownMe();
  const directory = useDirectory();
  return (
    <>
      <Section title={t.agencies}>
        <Loaded query={directory}>
          {({ items }) => (
            <Table
              caption={t.agencies}
              rows={items}
              rowKey={({ municipality, agency }) => `${municipality} ${agency}`}
              columns={[
                {
                  key: 'municipality',
                  label: t.municipality,
                  cell: ({ municipality }) => names.municipality(municipality),
                },
                { key: 'agency', label: t.agency, cell: ({ agency }) => names.agency(agency) },
                { key: 'name', label: t.name, cell: ({ name }) => name },
                {
                  key: 'channels',
                  label: t.channels,
                  cell: ({ channels }) =>
                    channels.map((one) => (one.type === 'mail' ? one.to : `webhook: ${one.host}`)).join(', ') ||
                    t.workList,
                },
              ]}
            />
          )}
        </Loaded>
      </Section>
      {mayAtAll(me, 'configuration:read') && <Readings />}
    </>
  );
}

function Readings() {
  const t = useTexts(texts);
  const formats = useFormats();
  const readings = useReadings();
  const shown = (value: unknown): string => (value === null || value === undefined ? t.absent : JSON.stringify(value));
  return (
    <Section title={t.history}>
      <p className="utrecht-paragraph">{t.historyAbout}</p>
      <Loaded query={readings}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            items.map(({ id, readAt, isFirst, differences }) => (
              <details key={id} className="b-card b-definition-card">
                <summary>
                  <strong>{formats.instant(readAt)}</strong>{' '}
                  {!isFirst && <span className="b-soft">({formats.number(differences.length)})</span>}
                </summary>
                {isFirst && <p>{t.first}</p>}
                <ul>
                  {differences.map(({ path, before, after }) => (
                    <li key={path.join(' ')} className="b-mail-text">
                      {path.join(' › ')}: {t.before} {shown(before)}, {t.after} {shown(after)}
                    </li>
                  ))}
                </ul>
              </details>
            ))
          )
        }
      </Loaded>
    </Section>
  );
}
