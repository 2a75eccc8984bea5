import { useQuery } from '@tanstack/react-query';
import { useTitles } from '../../api/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import { hasRole, useKnownMe } from '../../api/me.ts';
import type { paths } from '../../api/schema.d.ts';
import { Badge, DataList } from '../../components/basic.tsx';
import { Term } from '../../components/Term.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

export type Trajectory = paths['/v1/trajectories/{id}']['get']['responses'][200]['content']['application/json'];

const texts = {
  id: { nl: 'Kenmerk', en: 'Reference' },
  status: { nl: 'Stand', en: 'Status' },
  open: { nl: 'Loopt', en: 'Open' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  overdue: { nl: 'Er is iets te laat', en: 'Something is overdue' },
  behind: { nl: 'kan een moment achterlopen', en: 'may be a moment behind' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  direction: { nl: 'Richting', en: 'Direction' },
  directionAbout: { nl: 'een voornemen, geen uitkomst', en: 'an intention, not an outcome' },
  since: { nl: 'sinds', en: 'since' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  deadline: { nl: 'Eerstvolgende uiterste dag', en: 'Next last day' },
  opened: { nl: 'Aangemeld', en: 'Referred' },
  ended: { nl: 'Afgesloten op', en: 'Closed on' },
  parties: { nl: 'Partijen', en: 'Parties' },
  none: { nl: 'Nog niet bepaald', en: 'Not settled yet' },
  file: { nl: 'Dossier voor de persoon zelf (nieuw tabblad)', en: 'File for the person (new tab)' },
};

/** What it is, in one look. */
export function Head({ now }: { now: Trajectory }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { language } = useLanguage();
  const names = useNames();
  const titles = useTitles();
  const me = useKnownMe();
  const { id, status, direction, outcome, overdue, source } = now;
  return (
    <>
      <p className="b-row">
        <code>{id}</code>
        <Badge tone={status === 'open' ? 'active' : 'neutral'}>{t[status]}</Badge>
        {overdue && <Badge tone="danger">{t.overdue}</Badge>}
        {source === 'register' && status === 'open' && <Badge tone="warning">{t.behind}</Badge>}
      </p>
      <DataList
        rows={[
          { key: 'municipality', label: t.municipality, value: names.municipality(now.municipality) },
          {
            key: 'direction',
            label: t.direction,
            value:
              direction === null ? (
                t.none
              ) : (
                <>
                  {titles.code(direction)} <span className="b-soft">({t.directionAbout})</span>
                  <HowItCame id={id} />
                </>
              ),
          },
          ...(outcome === null ? [] : [{ key: 'outcome', label: t.outcome, value: titles.code(outcome) }]),
          ...(status === 'open'
            ? [{ key: 'deadline', label: t.deadline, value: <Term day={now.nextDeadline} overdue={overdue} /> }]
            : []),
          { key: 'opened', label: t.opened, value: formats.instant(now.openedAt) },
          ...(now.closedAt === null ? [] : [{ key: 'ended', label: t.ended, value: formats.instant(now.closedAt) }]),
          { key: 'parties', label: t.parties, value: formats.list(now.parties.map(names.agency)) },
        ]}
      />
      {hasRole(me, 'case-director', 'coordinator') && (
        <p>
          <a
            className="utrecht-link"
            href={`/v1/trajectories/${encodeURIComponent(id)}/file?format=html&language=${language}`}
            target="_blank"
            rel="noreferrer"
          >
            {t.file}
          </a>
        </p>
      )}
    </>
  );
}

/** By whom the direction was set last, when and why: from the timeline. */
function HowItCame({ id }: { id: string }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const { data } = useQuery({
    queryKey: ['trajectory', id, 'timeline', 'direction'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}/timeline', { params: { path: { id }, query: { limit: 500 } }, signal })),
  });
  const set = data?.items.findLast(({ type }) => type === 'direction-set');
  if (!set) return null;
  return (
    <div className="b-soft">
      {t.since} {formats.day(set.at.slice(0, 10))}
      {set.actor && `, ${names.agency(set.actor.agency)}`}
      {set.reason !== null && `: ${set.reason}`}
    </div>
  );
}
