import { useTitles } from '../../catalogue/catalogue.ts';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useFact, useTimeline, type Entry } from './queries.ts';

const texts = {
  since: { nl: 'sinds', en: 'since' },
  before: { nl: 'Hoe de richting tot stand kwam', en: 'How the direction came to be' },
};

interface Change {
  direction?: string;
  entry: Entry;
}

/** By whom the direction was set, when and why: the last time at once, and all times for who wants to know. */
export function HowItCame({ id, asOf }: { id: string; asOf: string | undefined }) {
  const t = useTexts(texts);
  const changes = useChanges(id, asOf);
  const last = changes.at(-1);
  if (!last) return null;
  return (
    <>
      <div className="b-soft">
        {t.since} <How change={last} />
      </div>
      {changes.length > 1 && (
        <details>
          <summary>{t.before}</summary>
          <ol>
            {changes.map((change) => (
              <li key={change.entry.sequence}>
                <How change={change} named />
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

/** The entries say when, who and why; which direction it was is a fact, of which the last ones are kept. */
function useChanges(id: string, asOf: string | undefined): Change[] {
  const entries = (useTimeline(id, asOf).data ?? []).filter(({ type }) => type === 'direction-set');
  const kept = (useFact(id, asOf, 'directions') ?? []) as { direction: string }[];
  const without = entries.length - kept.length;
  return entries.map((entry, index) => ({ entry, ...kept[index - without] }));
}

function How({ change: { direction, entry }, named = false }: { change: Change; named?: boolean }) {
  const formats = useFormats();
  const names = useNames();
  const titles = useTitles();
  const { at, actor, reason } = entry;
  return (
    <>
      {named && direction !== undefined && `${titles.code(direction)}: `}
      {formats.instant(at)}
      {actor && `, ${names.agency(actor.agency)} (${actor.subject})`}
      {reason !== null && `: ${reason.text}`}
    </>
  );
}
