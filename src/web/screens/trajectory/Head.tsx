import { useTitles } from '../../catalogue/catalogue.ts';
import { hasRole, useKnownMe } from '../../api/me.ts';
import { Badge, Button, DataList, type Row } from '../../components/basic.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Term } from '../../components/Term.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { HowItCame } from './HowItCame.tsx';
import { OwnReferenceLine } from './OwnReferenceLine.tsx';
import { useFact, useTimeline, type Trajectory } from './queries.ts';
import { FilledIn } from './TimelineEntry.tsx';

const texts = {
  open: { nl: 'Loopt', en: 'Open' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  suspended: { nl: 'Opgeschort', en: 'Suspended' },
  held: { nl: 'Voorlopige voorziening', en: 'Court hold' },
  overdue: { nl: 'Er is iets te laat', en: 'Something is overdue' },
  behind: { nl: 'kan een moment achterlopen', en: 'may be a moment behind' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  direction: { nl: 'Richting', en: 'Direction' },
  directionAbout: { nl: 'een voornemen, geen uitkomst', en: 'an intention, not an outcome' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  evidence: { nl: 'Bewijs', en: 'Evidence' },
  steps: { nl: 'Open stappen', en: 'Open steps' },
  noSteps: { nl: 'Geen', en: 'None' },
  planned: { nl: 'Opent later', en: 'Opens later' },
  opensOn: { nl: 'opent op', en: 'opens on' },
  deadline: { nl: 'Eerstvolgende uiterste datum', en: 'Next deadline' },
  standsStill: { nl: 'De klok staat stil, dus er loopt geen termijn', en: 'The clock stands still, so no term runs' },
  opened: { nl: 'Begonnen', en: 'Begun' },
  changed: { nl: 'Laatst gewijzigd', en: 'Last changed' },
  version: { nl: 'versie', en: 'version' },
  ended: { nl: 'Afgesloten op', en: 'Closed on' },
  parties: { nl: 'Partijen', en: 'Parties' },
  none: { nl: 'Nog geen richting afgesproken', en: 'No direction agreed yet' },
  refused: { nl: 'Niet toegelaten', en: 'Not admitted' },
  print: { nl: 'Afdrukken voor een overleg', en: 'Print for a meeting' },
  file: { nl: 'Dossier voor de persoon zelf (nieuw tabblad)', en: 'File for the person (new tab)' },
};

/** What it is, in one look. */
export function Head({ now, asOf }: { now: Trajectory; asOf: string | undefined }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { language } = useLanguage();
  const names = useNames();
  const titles = useTitles();
  const me = useKnownMe();
  const { id, status, direction, outcome, overdue, source } = now;
  const stops = (useFact(id, asOf, 'stops') ?? {}) as Record<string, unknown>;
  const isRefused = useFact(id, asOf, 'admission') === 'refused';
  const deadline: Row = {
    key: 'deadline',
    label: t.deadline,
    value:
      Object.keys(stops).length > 0 && now.nextDeadline === null ? (
        t.standsStill
      ) : (
        <Term day={now.nextDeadline} overdue={overdue} />
      ),
  };
  const steps: Row = {
    key: 'steps',
    label: t.steps,
    value: formats.list(now.openSteps.map(({ step }) => titles.step(step))) || t.noSteps,
  };
  const planned: Row[] =
    (now.planned ?? []).length === 0
      ? []
      : [
          {
            key: 'planned',
            label: t.planned,
            value: formats.list(
              (now.planned ?? []).map(
                ({ step, opensOn }) => `${titles.step(step)} (${t.opensOn} ${formats.day(opensOn)})`,
              ),
            ),
          },
        ];
  const directionRow: Row = {
    key: 'direction',
    label: t.direction,
    value:
      direction === null ? (
        t.none
      ) : (
        <>
          {titles.code(direction)} <span className="b-soft">({t.directionAbout})</span>
          <HowItCame id={id} asOf={asOf} />
        </>
      ),
  };
  const rows: Row[] = [
    { key: 'municipality', label: t.municipality, value: names.municipality(now.municipality) },
    // Nobody agrees a direction with someone who was not admitted.
    ...(isRefused && direction === null ? [] : [directionRow]),
    ...(outcome === null
      ? []
      : [{ key: 'outcome', label: t.outcome, value: <Outcome id={id} asOf={asOf} outcome={outcome} /> }]),
    ...(status === 'open' ? [steps, ...planned, deadline] : []),
    { key: 'opened', label: t.opened, value: formats.instant(now.openedAt) },
    { key: 'changed', label: t.changed, value: `${formats.instant(now.updatedAt)} (${t.version} ${now.version})` },
    ...(now.closedAt === null ? [] : [{ key: 'ended', label: t.ended, value: formats.instant(now.closedAt) }]),
    { key: 'parties', label: t.parties, value: formats.list(now.parties.map(names.agency)) },
  ];
  return (
    <>
      <p className="b-row">
        <code className="b-reference">{id}</code>
        <Badge tone={status === 'open' ? 'active' : 'neutral'}>{t[status]}</Badge>
        {isRefused && <Badge tone="neutral">{t.refused}</Badge>}
        {'suspension' in stops && <Badge tone="warning">{t.suspended}</Badge>}
        {'court-hold' in stops && <Badge tone="warning">{t.held}</Badge>}
        {overdue && <Badge tone="danger">{t.overdue}</Badge>}
        {source === 'register' && status === 'open' && asOf === undefined && <Badge tone="warning">{t.behind}</Badge>}
      </p>
      <p className="b-who">
        <PersonLine person={now.person} />
      </p>
      {asOf === undefined && now.ownReference !== undefined && <OwnReferenceLine id={id} own={now.ownReference} />}
      <DataList rows={rows} />
      <p className="b-row b-no-print">
        <Button onClick={() => window.print()}>{t.print}</Button>
        {hasRole(me, 'case-director', 'coordinator') && (
          <a
            className="utrecht-link"
            href={`/v1/trajectories/${encodeURIComponent(id)}/file?format=html&language=${language}`}
            target="_blank"
            rel="noreferrer"
          >
            {t.file}
          </a>
        )}
      </p>
    </>
  );
}

/** What came of it, and what was filled in when that was registered. */
function Outcome({ id, asOf, outcome }: { id: string; asOf: string | undefined; outcome: string }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const step = 'outcome-registration';
  const done = useTimeline(id, asOf).data?.findLast((one) => one.type === 'step-completed' && one.step === step);
  return (
    <>
      {titles.code(outcome)}
      {done?.data && (
        <details>
          <summary>{t.evidence}</summary>
          <FilledIn name={step} data={done.data} corrected={done.corrected?.data ?? {}} />
        </details>
      )}
    </>
  );
}
