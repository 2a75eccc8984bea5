import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogue, useTitles } from '../../api/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { Badge, Button, DataList } from '../../components/basic.tsx';
import { SelectField } from '../../components/fields.tsx';
import { Pages, usePages } from '../../components/paged.tsx';
import { Empty } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { channelWords, statusTones, statusWords } from '../agencies/status.ts';
import { eventWords } from './eventWords.ts';
import { Value } from './Value.tsx';

type Item =
  paths['/v1/trajectories/{id}/timeline']['get']['responses'][200]['content']['application/json']['items'][number];

const texts = {
  agency: { nl: 'Gedaan door', en: 'Done by' },
  all: { nl: 'Iedereen', en: 'Everyone' },
  order: { nl: 'Nieuwste eerst', en: 'Newest first' },
  orderOld: { nl: 'Oudste eerst', en: 'Oldest first' },
  nobody: { nl: 'Vanzelf: een termijn of een gevolg', en: 'By itself: a term or a consequence' },
  for: { nl: 'namens', en: 'for' },
  reason: { nl: 'Reden', en: 'Reason' },
  filled: { nl: 'Wat is ingevuld', en: 'What was filled in' },
  told: { nl: 'Bericht aan', en: 'Told' },
  empty: { nl: 'Er is nog niets gebeurd dat u mag weten.', en: 'Nothing has happened yet that you may know.' },
};
const pageSize = 100;

/** Who did what, when, for what reason, and who was told. */
export function Timeline({ id, asOf }: { id: string; asOf: string | undefined }) {
  const t = useTexts(texts);
  const names = useNames();
  const [isNewest, setNewest] = useState(true);
  const [agency, setAgency] = useState('');
  const pages = usePages<Item>(['trajectory', id, 'timeline', asOf], (cursor, signal) =>
    answered(
      api.GET('/v1/trajectories/{id}/timeline', {
        params: { path: { id }, query: { asOf, cursor, limit: pageSize } },
        signal,
      }),
    ),
  );
  return (
    <Pages pages={pages}>
      {(items) => {
        const by = [...new Set(items.flatMap(({ actor }) => (actor ? [actor.agency] : [])))];
        const wanted = items.filter(({ actor }) => agency === '' || actor?.agency === agency);
        return (
          <>
            <div className="b-row b-row--end b-no-print">
              <SelectField
                label={t.agency}
                value={agency}
                onChange={setAgency}
                options={[{ value: '', label: t.all }, ...by.map((one) => ({ value: one, label: names.agency(one) }))]}
              />
              <Button onClick={() => setNewest(!isNewest)}>{isNewest ? t.orderOld : t.order}</Button>
            </div>
            {wanted.length === 0 ? (
              <Empty>{t.empty}</Empty>
            ) : (
              <ol className="b-timeline" reversed={isNewest}>
                {(isNewest ? wanted.toReversed() : wanted).map((item) => (
                  <Entry key={item.sequence} id={id} item={item} />
                ))}
              </ol>
            )}
          </>
        );
      }}
    </Pages>
  );
}

function Entry({ id, item }: { id: string; item: Item }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { say } = useLanguage();
  const names = useNames();
  const titles = useTitles();
  const { sequence, type, at, actor, step, reason, data, tells } = item;
  const words = eventWords[type];
  const what = words ? say(words) : titles.step(type);
  return (
    <li id={`entry-${sequence}`} className="b-entry">
      <p>
        <strong>
          {what}
          {step !== null && step !== type && `: ${titles.step(step)}`}
        </strong>
        <br />
        <span className="b-soft">
          <time dateTime={at}>{formats.instant(at)}</time> ·{' '}
          {actor ? (
            <>
              {actor.subject}, {names.agency(actor.agency)}
              {actor.onBehalfOf !== null && ` (${t.for} ${actor.onBehalfOf})`}
            </>
          ) : (
            t.nobody
          )}
        </span>
      </p>
      {reason !== null && (
        <p>
          {t.reason}: {titles.code(reason)}
        </p>
      )}
      {data !== null && Object.keys(data).length > 0 && <Filled name={step ?? type} data={data} />}
      {tells.length > 0 && <Told id={id} sequence={sequence} tells={tells} />}
    </li>
  );
}

function Filled({ name, data }: { name: string; data: Record<string, unknown> }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const { data: catalogue } = useCatalogue();
  const schema = [...(catalogue?.steps ?? []), ...(catalogue?.actions ?? [])].find((one) => one.name === name)
    ?.inputSchema as { properties?: Record<string, { 'x-title'?: { nl: string; en: string } }> } | undefined;
  return (
    <details>
      <summary>{t.filled}</summary>
      <DataList
        rows={Object.entries(data).map(([field, value]) => {
          const title = schema?.properties?.[field]?.['x-title'];
          return { key: field, label: title ? say(title) : field, value: <Value of={value} /> };
        })}
      />
    </details>
  );
}

/** Who was told of it, along which way, and whether it arrived. */
function Told({ id, sequence, tells }: { id: string; sequence: number; tells: string[] }) {
  const t = useTexts(texts);
  const names = useNames();
  const formats = useFormats();
  const channels = useTexts(channelWords);
  const statuses = useTexts(statusWords);
  const messages = useMessages(id);
  const ofThis = messages?.filter((one) => 'sequence' in one && one.sequence === sequence) ?? [];
  return (
    <p>
      {t.told}{' '}
      {ofThis.length === 0
        ? formats.list(tells.map(names.agency))
        : ofThis.map(({ id: message, agency, channel, status }) => (
            <span key={message}>
              {names.agency(agency)} ({channels[channel]}){' '}
              <Badge tone={statusTones[status]}>{statuses[status]}</Badge>{' '}
            </span>
          ))}
    </p>
  );
}

export function useMessages(id: string) {
  const { data } = useQuery({
    queryKey: ['trajectory', id, 'messages'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/notifications', { params: { query: { trajectoryId: id, limit: 200 } }, signal })),
  });
  return data?.items;
}
