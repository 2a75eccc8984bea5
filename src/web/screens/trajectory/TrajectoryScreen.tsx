import { useEffect, useRef } from 'react';
import { useParams } from 'wouter';
import { useTitles } from '../../catalogue/catalogue.ts';
import { mayAtAll, useKnownMe } from '../../api/me.ts';
import { ApiProblem } from '../../api/problem.ts';
import { announce } from '../../components/Announcer.tsx';
import { useFilters } from '../../components/address.ts';
import { Alert, Section } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { shortId } from '../../components/trajectory.tsx';
import { Loaded } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import '../../styles/trajectory.css';
import { useAnchors } from '../../components/anchors.ts';
import { AsOf } from './AsOf.tsx';
import { Head } from './Head.tsx';
import { Holds } from './Holds.tsx';
import { Missing } from './Missing.tsx';
import { Moves } from './Moves.tsx';
import { Parties } from './Parties.tsx';
import { Picture } from './Picture.tsx';
import { useTimeline, useTrajectory } from './queries.ts';
import { Situation } from './Situation.tsx';
import { Terms } from './Terms.tsx';
import { Timeline } from './Timeline.tsx';

const texts = {
  title: { nl: 'Traject', en: 'Trajectory' },
  contents: { nl: 'Op deze pagina', en: 'On this page' },
  moves: { nl: 'Wat kan ik nu doen', en: 'What can I do now' },
  picture: { nl: 'Waar staat het', en: 'How it stands' },
  terms: { nl: 'Termijnen', en: 'Terms' },
  timeline: { nl: 'Tijdlijn', en: 'Timeline' },
  situation: { nl: 'Situatie', en: 'Situation' },
  parties: { nl: 'Partijen en berichten', en: 'Parties and messages' },
  holds: { nl: 'Bewaren', en: 'Keeping the record' },
  changed: { nl: 'Dit traject is bijgewerkt', en: 'This trajectory has been updated' },
  done: { nl: 'Gedaan en vastgelegd:', en: 'Done and recorded:' },
  past: {
    nl: (moment: string) => `U kijkt naar hoe het was op ${moment}. Er kan hier niets worden gedaan.`,
    en: (moment: string) => `You are looking at how it was on ${moment}. Nothing can be done here.`,
  },
  ofNow: {
    nl: 'Deze onderdelen laten de stand van nu zien: of een bericht is aangekomen, hoe stappen op elkaar volgen en wat elke partij mag zien. Wat u kunt doen en hoe lang het dossier blijft bewaard, staat hier niet.',
    en: 'These parts show how it is now: whether a message arrived, how steps follow each other, and what each agency may see. What you can do and how long the record is kept are not shown here.',
  },
};
const filters = ['asOf', 'done'] as const;
const sections = ['moves', 'picture', 'terms', 'timeline', 'situation', 'parties', 'holds'] as const;
/** What a meeting needs on paper: the rest is for who works on the screen. */
const printed: readonly string[] = ['terms', 'situation', 'timeline'];
/** What is about now alone. */
const onlyNow: readonly string[] = ['moves', 'holds'];

export default function TrajectoryScreen() {
  const t = useTexts(texts);
  const { id } = useParams<{ id: string }>();
  const titles = useTitles();
  const formats = useFormats();
  const me = useKnownMe();
  const { values } = useFilters(filters);
  const asOf = values.asOf === undefined || Number.isNaN(Date.parse(values.asOf)) ? undefined : values.asOf;
  const trajectory = useTrajectory(id, asOf);
  useAnchors();
  useSaidWhenChanged(id);
  if (trajectory.data === undefined && trajectory.error instanceof ApiProblem && trajectory.error.status === 404) {
    return <Missing id={id} isPast={asOf !== undefined} />;
  }
  const shown = sections.filter(
    (name) => (asOf === undefined || !onlyNow.includes(name)) && (name !== 'holds' || mayAtAll(me, 'trajectory:hold')),
  );
  return (
    <Page title={t.title} of={shortId(id)}>
      {values.done !== undefined && (
        <Alert type="ok">
          <p>
            {t.done} {titles.step(values.done)}
          </p>
        </Alert>
      )}
      {asOf !== undefined && (
        <Alert type="warning">
          <p>{t.past(formats.instant(asOf))}</p>
          <p>{t.ofNow}</p>
        </Alert>
      )}
      <Loaded query={trajectory}>
        {(now) => (
          <>
            <Head now={now} asOf={asOf} />
            <AsOf key={asOf} asOf={asOf} />
            <nav aria-label={t.contents} className="b-contents b-no-print">
              <ul>
                {shown.map((name) => (
                  <li key={name}>
                    <a className="utrecht-link" href={`#${name}`}>
                      {t[name]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            {shown.map((name) => (
              <div
                key={name}
                id={name}
                tabIndex={-1}
                className={`b-part${printed.includes(name) ? '' : ' b-no-print'}`}
              >
                <Section title={t[name]}>
                  {name === 'moves' && <Moves id={id} />}
                  {name === 'picture' && <Picture id={id} asOf={asOf} />}
                  {name === 'terms' && <Terms key={asOf} id={id} asOf={asOf} />}
                  {name === 'timeline' && <Timeline key={asOf} id={id} asOf={asOf} />}
                  {name === 'situation' && <Situation id={id} asOf={asOf} />}
                  {name === 'parties' && <Parties id={id} asOf={asOf} />}
                  {name === 'holds' && <Holds id={id} />}
                </Section>
              </div>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/**
 * Says what happened to who can't see that the page has changed; the first time one comes nothing has. What one may not
 * know of is on no timeline, so it is not said either.
 */
function useSaidWhenChanged(id: string): void {
  const t = useTexts(texts);
  const { data: entries } = useTimeline(id, undefined);
  const last = entries?.at(-1);
  const before = useRef<{ id: string; sequence: number }>(undefined);
  useEffect(() => {
    if (!last) return;
    const known = before.current;
    before.current = { id, sequence: last.sequence };
    if (known?.id !== id || last.sequence <= known.sequence) return;
    // What follows from what someone did is recorded after it, at the same moment.
    const cause = entries?.find(({ at }) => at === last.at) ?? last;
    announce(`${t.changed}: ${cause.title}`);
  });
}
