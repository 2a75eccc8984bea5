import { useTexts } from '../language/language.tsx';
import { ScreenLink } from './basic.tsx';
import { PersonLine, type Person } from './person.tsx';

/** What one's own organisation calls a trajectory in its own files. */
export interface OwnReference {
  reference: string | null;
  label: string | null;
}

const shownOfReference = 6;

/** A trajectory's id as people say it to each other: the begin of the reference, and which time it is for this person. */
export function shortId(id: string): string {
  const [reference = '', episode = ''] = id.split('.');
  return `${reference.slice(0, shownOfReference)}-${episode}`;
}

const texts = { trajectory: { nl: 'Traject', en: 'Trajectory' } };

/** What one's own organisation calls it, as people read it. */
export const ownReferenceIn = (own: OwnReference | null | undefined): string =>
  [own?.reference, own?.label].filter((one) => typeof one === 'string').join(' – ');

/** To a trajectory, by its short name, with whom it is about where that is known; the address has the whole id. */
export function TrajectoryLink({ id, person, own }: { id: string; person?: Person; own?: OwnReference | null }) {
  const called = ownReferenceIn(own);
  const t = useTexts(texts);
  return (
    <>
      <ScreenLink to={`/trajectories/${id}`}>
        <span className="b-nowrap">
          {t.trajectory} {shortId(id)}
        </span>
      </ScreenLink>
      {called !== '' && (
        <>
          {' '}
          <bdi className="b-soft b-breaks">{called}</bdi>
        </>
      )}
      <PersonLine person={person} />
    </>
  );
}
