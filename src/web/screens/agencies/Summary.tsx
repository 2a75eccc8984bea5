import { Definition, ScreenLink } from '../../components/basic.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { statusWords, type Status } from './status.ts';
import { useMessageSummary } from './queries.ts';

const texts = {
  caption: { nl: 'Berichten per partij', en: 'Messages by agency' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  agency: { nl: 'Partij', en: 'Agency' },
  oldest: { nl: 'Langst onderweg sinds', en: 'Longest on its way since' },
  empty: {
    nl: (since: string) => `Sinds ${since} is er niets verstuurd. Er is ook niets onderweg of mislukt.`,
    en: (since: string) => `Nothing has been sent since ${since}. Nothing is on its way or has failed either.`,
  },
};
const statuses: readonly Status[] = ['pending', 'failed', 'sent'];

/** How many wait, failed and were sent, by agency; each number with its definition and the list behind it. */
export function Summary() {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const names = useNames();
  const words = useTexts(statusWords);
  const summary = useMessageSummary();
  return (
    <Loaded query={summary}>
      {({ since, items, definitions }) =>
        items.length === 0 ? (
          <Empty>{t.empty(formats.shortDay(dayOf(since)))}</Empty>
        ) : (
          <>
            <Table
              caption={t.caption}
              rows={items}
              rowKey={({ municipality, agency }) => `${municipality} ${agency}`}
              columns={[
                { key: 'agency', label: t.agency, cell: ({ agency }) => names.agency(agency) },
                {
                  key: 'municipality',
                  label: t.municipality,
                  cell: ({ municipality }) => names.municipality(municipality),
                },
                ...statuses.map((status) => ({
                  key: status,
                  label: words[status],
                  isNumber: true,
                  cell: ({ agency, municipality, ...counts }: (typeof items)[number]) =>
                    counts[status] === 0 ? (
                      '0'
                    ) : (
                      <ScreenLink
                        to={`/agencies?${new URLSearchParams({ agency, municipality, status }).toString()}`}
                        aria-label={`${formats.number(counts[status])}, ${words[status]}, ${names.agency(agency)}, ${names.municipality(municipality)}`}
                      >
                        {formats.number(counts[status])}
                      </ScreenLink>
                    ),
                })),
                {
                  key: 'oldest',
                  label: t.oldest,
                  cell: ({ oldestPending }) => (oldestPending === null ? '–' : formats.instant(oldestPending)),
                },
              ]}
            />
            {statuses.map((status) => (
              <Definition key={status} of={words[status]} isNamed>
                <strong>{words[status]}:</strong> {say(definitions[status])}
              </Definition>
            ))}
          </>
        )
      }
    </Loaded>
  );
}
