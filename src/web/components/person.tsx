import { useKnownMe } from '../api/me.ts';
import { useLanguage } from '../language/language.tsx';

/** Whom a trajectory is about, as far as one's agency may see it. */
export type Person = Readonly<Record<string, unknown>>;

/** What tells one person from another, on one line: nothing when nothing of it is known. */
export function PersonLine({ person = {} }: { person?: Person | undefined }) {
  const { say } = useLanguage();
  const { name, facts } = useKnownMe().person;
  const others = facts.flatMap(({ fact, title }) => {
    const value = person[fact];
    if (fact === name) return [];
    if (value === true) return [say(title)];
    return typeof value === 'string' || typeof value === 'number' ? [`${say(title)} ${value}`] : [];
  });
  const called = name === null ? undefined : person[name];
  if (typeof called !== 'string' && others.length === 0) return null;
  return (
    <span className="b-person">
      {typeof called === 'string' && <bdi className="b-called">{called}</bdi>}
      {typeof called === 'string' && others.length > 0 && ' · '}
      {others.join(' · ')}
    </span>
  );
}
