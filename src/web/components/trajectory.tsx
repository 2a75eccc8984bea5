import { useTexts } from '../language/language.tsx';
import { ScreenLink } from './basic.tsx';
import { PersonLine, type Person } from './person.tsx';

const shownOfReference = 6;

/** A trajectory's id as people say it to each other: the begin of the reference, and which time it is for this person. */
export function shortId(id: string): string {
  const [reference = '', episode = ''] = id.split('.');
  return `${reference.slice(0, shownOfReference)}-${episode}`;
}

const texts = { trajectory: { nl: 'Traject', en: 'Trajectory' } };

/** To a trajectory, by its short name, with whom it is about where that is known; the address has the whole id. */
export function TrajectoryLink({ id, person }: { id: string; person?: Person }) {
  const t = useTexts(texts);
  return (
    <>
      <ScreenLink to={`/trajectories/${id}`}>
        <span className="b-nowrap">
          {t.trajectory} {shortId(id)}
        </span>
      </ScreenLink>
      <PersonLine person={person} />
    </>
  );
}
