import { useTitles } from '../../api/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { announce } from '../../components/Announcer.tsx';
import { Badge, Button } from '../../components/basic.tsx';
import { shortId } from '../../components/trajectory.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useClaiming } from './claiming.ts';
import { useRefusals } from './refusals.ts';
import { directs, mayClaim, type Task } from './tasks.ts';

const texts = {
  claim: { nl: 'Oppakken', en: 'Take up' },
  release: { nl: 'Teruggeven', en: 'Put back' },
  mine: { nl: 'U', en: 'You' },
  colleague: { nl: 'Opgepakt', en: 'Taken up' },
  since: { nl: 'sinds', en: 'since' },
  free: { nl: 'Nog niemand', en: 'Nobody yet' },
  claimed: { nl: 'U hebt de stap opgepakt.', en: 'You have taken up the step.' },
  released: { nl: 'U hebt de stap teruggegeven.', en: 'You have put the step back.' },
};

/** Who has taken a step up, and the button with which one does so oneself or puts it back. */
export function TaskClaim({ task, onPutBack }: { task: Task; onPutBack(task: Task): void }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const titles = useTitles();
  const formats = useFormats();
  const refusals = useRefusals();
  const claiming = useClaiming();
  const { claim } = task;
  const about = `${titles.step(task.step)}, ${shortId(task.trajectoryId)}`;
  const isOthers = claim !== null && !claim.mine;
  const act = (): void => {
    // What someone else took up is put back with a reason.
    if (isOthers) return onPutBack(task);
    const isClaim = claim === null;
    claiming.mutate({ task, isClaim }, { onSuccess: () => announce(isClaim ? t.claimed : t.released) });
  };
  const label = claim === null ? t.claim : t.release;
  return (
    <div className="b-claim">
      {claim === null ? (
        <span className="b-soft">{t.free}</span>
      ) : (
        <span>
          <Badge tone={claim.mine ? 'active' : 'neutral'}>{claim.mine ? t.mine : (claim.by ?? t.colleague)}</Badge>{' '}
          <span className="b-soft">
            {t.since} {formats.shortDay(dayOf(claim.at))}
          </span>
        </span>
      )}
      {mayClaim(me, task) && (!isOthers || directs(me)) && (
        <Button kind="secondary" aria-label={`${label}: ${about}`} busy={claiming.isPending} onClick={act}>
          {label}
        </Button>
      )}
      {claiming.error && (
        <p role="alert" className="b-claim__error">
          {refusals.ofError(claiming.error)}
        </p>
      )}
    </div>
  );
}
