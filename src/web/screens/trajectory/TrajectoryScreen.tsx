import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useParams } from 'wouter';
import { useTitles } from '../../api/catalogue.ts';
import { answered, api } from '../../api/client.ts';
import { announce } from '../../components/Announcer.tsx';
import { useFilters } from '../../components/address.ts';
import { Alert, Section } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { Loaded } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import '../../styles/trajectory.css';
import { AsOf } from './AsOf.tsx';
import { Head } from './Head.tsx';
import { Moves } from './Moves.tsx';
import { Parties } from './Parties.tsx';
import { Picture } from './Picture.tsx';
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
  changed: { nl: 'Dit traject is zojuist bijgewerkt.', en: 'This trajectory has just been updated.' },
  done: { nl: 'Gedaan en vastgelegd:', en: 'Done and recorded:' },
  past: {
    nl: 'U kijkt naar hoe het was. Er kan nu niets worden gedaan.',
    en: 'You are looking at how it was. Nothing can be done here.',
  },
};
const filters = ['asOf', 'done'] as const;
const sections = ['moves', 'picture', 'terms', 'timeline', 'situation', 'parties'] as const;

export default function TrajectoryScreen() {
  const t = useTexts(texts);
  const { id } = useParams<{ id: string }>();
  const titles = useTitles();
  const { values } = useFilters(filters);
  const asOf = values.asOf === undefined || Number.isNaN(Date.parse(values.asOf)) ? undefined : values.asOf;
  const trajectory = useQuery({
    queryKey: ['trajectory', id, ...(asOf === undefined ? [] : [asOf])],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}', { params: { path: { id }, query: { asOf } }, signal })),
  });
  useSaidWhenChanged(trajectory.data?.version, t.changed);
  const shown = sections.filter(
    (name) => asOf === undefined || !['moves', 'picture', 'terms', 'parties'].includes(name),
  );
  return (
    <Page title={t.title}>
      {values.done !== undefined && (
        <Alert type="ok">
          <p>
            {t.done} {titles.step(values.done)}
          </p>
        </Alert>
      )}
      {asOf !== undefined && (
        <Alert type="warning">
          <p>{t.past}</p>
        </Alert>
      )}
      <Loaded query={trajectory}>
        {(now) => (
          <>
            <Head now={now} />
            <AsOf />
            <nav aria-label={t.contents} className="b-contents">
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
              <div key={name} id={name} className="b-part">
                <Section title={t[name]}>
                  {name === 'moves' && <Moves id={id} />}
                  {name === 'picture' && <Picture id={id} />}
                  {name === 'terms' && <Terms id={id} />}
                  {name === 'timeline' && <Timeline id={id} asOf={asOf} />}
                  {name === 'situation' && <Situation id={id} asOf={asOf} />}
                  {name === 'parties' && <Parties id={id} />}
                </Section>
              </div>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Says it to who can't see that the page has changed; the first time one comes it has not. */
function useSaidWhenChanged(version: number | undefined, sentence: string): void {
  const before = useRef(version);
  useEffect(() => {
    if (before.current !== undefined && version !== undefined && version > before.current) announce(sentence);
    before.current = version ?? before.current;
  }, [version, sentence]);
}
