import { ScreenLink, Section } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useChangedSince, useOpenedSince, useVisit } from './queries.ts';

const texts = {
  title: { nl: 'Nieuw sinds uw vorige bezoek', en: 'New since your last visit' },
  visited: { nl: 'U was hier het laatst op', en: 'You were here last on' },
  nothing: { nl: 'Er is niets nieuws.', en: 'There is nothing new.' },
  step: { nl: 'nieuwe stap', en: 'new step' },
  steps: { nl: 'nieuwe stappen', en: 'new steps' },
  trajectory: { nl: 'gewijzigd traject', en: 'changed trajectory' },
  trajectories: { nl: 'gewijzigde trajecten', en: 'changed trajectories' },
  more: { nl: 'meer dan', en: 'more than' },
};

/** Above this it says that there are more; nobody needs the exact number of so many. */
const counted = 50;

/** When someone was here before, and how much is new since then; nothing at a first visit. */
export function SinceLastVisit() {
  const { data } = useVisit();
  return data?.previous ? <Since instant={data.previous} /> : null;
}

function Since({ instant }: { instant: string }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const opened = useOpenedSince(instant, counted);
  const changed = useChangedSince(instant, counted);
  if (!opened.data || !changed.data) return null;
  const since = encodeURIComponent(instant);
  const say = (page: { items: unknown[]; nextCursor: string | null }, one: string, more: string): string =>
    `${page.nextCursor === null ? '' : `${t.more} `}${formats.count(page.items.length, one, more)}`;
  const steps = opened.data.items.length > 0;
  const trajectories = changed.data.items.length > 0;
  return (
    <Section title={t.title}>
      <div className="b-card b-since">
        <span>
          {t.visited} <time dateTime={instant}>{formats.instant(instant)}</time>.
        </span>
        {!steps && !trajectories && <span>{t.nothing}</span>}
        {steps && <ScreenLink to={`/work?openedSince=${since}`}>{say(opened.data, t.step, t.steps)}</ScreenLink>}
        {trajectories && (
          <ScreenLink to={`/trajectories?changedSince=${since}`}>
            {say(changed.data, t.trajectory, t.trajectories)}
          </ScreenLink>
        )}
      </div>
    </Section>
  );
}
