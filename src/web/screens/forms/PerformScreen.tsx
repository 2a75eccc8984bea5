import { useMemo } from 'react';
import { useParams } from 'wouter';
import { useCatalogue, useTitles } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { useMunicipalities } from '../../catalogue/municipalities.ts';
import { ApiProblem } from '../../api/problem.ts';
import { keys } from '../../api/keys.ts';
import { queries } from '../../api/queries.ts';
import { announce } from '../../components/Announcer.tsx';
import { useFilters, useGo } from '../../components/address.ts';
import { Alert, DataList, ScreenLink } from '../../components/basic.tsx';
import { confirm } from '../../components/Confirmation.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Loaded, Loading } from '../../components/states.tsx';
import { PersonLine, type Person } from '../../components/person.tsx';
import { Term } from '../../components/Term.tsx';
import { shortId } from '../../components/trajectory.tsx';
import { aboutSteps, amongMunicipalities } from '../../forms/localized.ts';
import type { Preview } from '../../forms/PreviewView.tsx';
import { Recorded } from '../../forms/Recorded.tsx';
import { StepForm } from '../../forms/StepForm.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { isAnswer } from '../trajectory/offers.ts';
import { registerFollows } from '../work/claiming.ts';
import { ConfirmationForm, CorrectionForm } from './Correction.tsx';
import { DecidesOn } from './DecidesOn.tsx';
import { useMoves, useTrajectoryNow } from '../trajectory/queries.ts';

const texts = {
  title: { nl: 'Uitvoeren', en: 'Perform' },
  unknown: {
    nl: 'Deze stap bestaat niet. Ga terug naar het traject.',
    en: 'This step does not exist. Go back to the trajectory.',
  },
  notYourRole: {
    nl: 'Dit hoort niet bij uw rol. Vraag een collega die dit mag doen.',
    en: 'This does not belong to your role. Ask a colleague who may do this.',
  },
  back: { nl: 'Terug naar het traject', en: 'Back to the trajectory' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  stands: { nl: 'Waar het traject staat', en: 'How the trajectory stands' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  direction: { nl: 'Richting', en: 'Direction' },
  open: { nl: 'Open stappen', en: 'Open steps' },
  deadline: { nl: 'Eerstvolgende uiterste datum', en: 'Next deadline' },
  none: { nl: 'Geen', en: 'None' },
  closed: { nl: 'Dit traject is afgesloten.', en: 'This trajectory has ended.' },
  done: { nl: 'Gedaan en vastgelegd:', en: 'Done and recorded:' },
};

/** A step or entry that is meant may stand in the address, so that a screen can lead to an action about it. */
const filters = ['step', 'entry'] as const;

/** What can be done to a trajectory that has ended, and leaves it so. */
const staysClosed: readonly string[] = ['correct', 'confirm-correction', 'remove-v-number', 'confirm-number-removal'];

/**
 * By trajectory, the version that one's own last command made of it. What the register tells may be a moment behind that, and
 * what one did oneself is no change by someone else.
 */
const ownVersions = new Map<string, number>();

export default function PerformScreen() {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const { id, kind, name } = useParams<{ id: string; kind: string; name: string }>();
  const go = useGo();
  const me = useKnownMe();
  const names = useNames();
  const municipalities = useMunicipalities();
  const catalogue = useCatalogue();
  const trajectory = useTrajectoryNow(id);
  const isRead = trajectory.isFetchedAfterMount || trajectory.isError;
  const { values: asked } = useFilters(filters);
  const begin = useMemo(() => (asked.step === undefined ? undefined : { step: asked.step }), [asked.step]);
  const moves = useMoves(id);
  const definition = (kind === 'steps' ? catalogue.data?.steps : catalogue.data?.actions)?.find(
    (one) => one.name === name,
  );
  if (!catalogue.data || moves.isLoading || !isRead) return <Loading />;
  if (!definition) {
    return (
      <Page title={t.title}>
        <Empty>{t.unknown}</Empty>
      </Page>
    );
  }
  if (!me.steps.includes(name)) {
    return (
      <Page title={say(definition.title)} of={shortId(id)}>
        <Empty>{t.notYourRole}</Empty>
        <p>
          <ScreenLink to={`/trajectories/${id}`}>{t.back}</ScreenLink>
        </p>
      </Page>
    );
  }
  const move = moves.data?.items.find(
    (one) => one.kind === (kind === 'steps' ? 'step' : 'action') && one.name === name,
  );
  const about = move?.about ?? null;
  // Open, and yet not for who looks: nobody fills in a form to be refused at its end.
  const isProposal = move !== undefined && move.open === null && move.decidesOn.length > 0;
  const isForOthers = move !== undefined && !move.possible && (move.open !== null || isProposal);
  const titleOf = (step: string) => catalogue.data.steps.find((one) => one.name === step)?.title;
  const formOf = ({ municipality }: Standing) =>
    name === 'offer-transfer'
      ? amongMunicipalities(
          definition.inputSchema,
          'to',
          municipalities.filter((one) => one !== municipality),
          names.municipality,
        )
      : aboutSteps(definition.inputSchema, about, titleOf);
  const here = `/trajectories/${id}`;
  const path = `/v1/trajectories/${encodeURIComponent(id)}/${kind}/${name}`;
  const form = (now: { version: number } | null) => ({
    ...(now && { trajectory: { id, version: Math.max(now.version, ownVersions.get(id) ?? 0) } }),
    path,
    previewPath: `${path}/preview`,
    onDone: (answer: { version: number }, preview: Preview | null) => {
      ownVersions.set(id, answer.version);
      announce(`${t.done} ${say(definition.title)}`);
      void queries.invalidateQueries({ queryKey: keys.trajectory(id) });
      void queries.invalidateQueries({ queryKey: keys.lists });
      void queries.invalidateQueries({ queryKey: keys.notifications });
      // What came of an offer is read from messages, which the register has a moment later.
      if (now === null)
        setTimeout(() => void queries.invalidateQueries({ queryKey: keys.trajectory(id) }), registerFollows);
      confirm(here, <Recorded title={definition.title} preview={preview} />);
      go(here);
    },
    onLeave: () => go(here),
  });
  if (isAnswer(name) && trajectory.error instanceof ApiProblem && trajectory.error.status === 404) {
    return (
      <Page title={say(definition.title)} of={shortId(id)} intro={say(definition.description)}>
        <p>
          <ScreenLink to={here}>{t.back}</ScreenLink>
        </p>
        <StepForm<{ version: number }> key={path} schema={definition.inputSchema} draftOf={path} {...form(null)} />
      </Page>
    );
  }
  return (
    <Page title={say(definition.title)} of={shortId(id)} intro={say(definition.description)}>
      <p>
        <ScreenLink to={here}>{t.back}</ScreenLink>
      </p>
      <Loaded query={trajectory}>
        {(now) => (
          <div className="b-form-columns">
            <div className="b-stack">
              {now.status === 'closed' && !staysClosed.includes(name) && !move?.because && (
                <Alert type="warning">
                  <p>{t.closed}</p>
                </Alert>
              )}
              {move?.because && !isProposal && name !== 'confirm-correction' && (
                <Alert type="warning">
                  <p>{say(move.because)}</p>
                </Alert>
              )}
              {move?.decidesOn.map((one, place) => (
                <DecidesOn key={place} on={one} mine={!isForOthers} />
              ))}
              {isForOthers || about?.length === 0 ? null : name === 'correct' ? (
                <CorrectionForm
                  key={asked.entry}
                  id={id}
                  entry={asked.entry}
                  definition={definition}
                  form={form(now)}
                />
              ) : name === 'confirm-correction' ? (
                <ConfirmationForm
                  id={id}
                  definition={definition}
                  form={form(now)}
                  mayLook={move === undefined || move.possible}
                />
              ) : (
                <StepForm<{ version: number }>
                  key={path}
                  schema={formOf(now)}
                  {...(begin && { begin })}
                  draftOf={path}
                  {...form(now)}
                />
              )}
            </div>
            <Stands now={now} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

interface Standing {
  id: string;
  person?: Person;
  municipality: string;
  direction: string | null;
  nextDeadline: string | null;
  overdue: boolean;
  openSteps: { step: string; responsible: string }[];
}

function Stands({ now }: { now: Standing }) {
  const t = useTexts(texts);
  const names = useNames();
  const titles = useTitles();
  return (
    <aside aria-label={t.stands} className="b-card">
      <p>
        {t.trajectory} {shortId(now.id)}
        <br />
        <PersonLine person={now.person} />
      </p>
      <DataList
        rows={[
          { key: 'municipality', label: t.municipality, value: names.municipality(now.municipality) },
          { key: 'direction', label: t.direction, value: titles.code(now.direction) },
          {
            key: 'open',
            label: t.open,
            value:
              now.openSteps.length === 0 ? (
                t.none
              ) : (
                <ul>
                  {now.openSteps.map(({ step, responsible }) => (
                    <li key={step}>
                      {titles.step(step)} ({names.agency(responsible)})
                    </li>
                  ))}
                </ul>
              ),
          },
          { key: 'deadline', label: t.deadline, value: <Term day={now.nextDeadline} overdue={now.overdue} /> },
        ]}
      />
    </aside>
  );
}
