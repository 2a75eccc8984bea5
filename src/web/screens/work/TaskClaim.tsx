import { useCatalogue, useTitles } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { announce } from '../../components/Announcer.tsx';
import { Why } from '../../components/refusal.tsx';
import { Badge, Button } from '../../components/basic.tsx';
import { shortId } from '../../components/trajectory.tsx';
import { dayOf, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useMoves } from '../trajectory/queries.ts';
import { useClaiming } from './claiming.ts';
import { directs, isTakenFrom, mayClaim, type Task } from './tasks.ts';

const texts = {
  claim: { nl: 'Oppakken', en: 'Take up' },
  takeOver: { nl: 'Overnemen', en: 'Take over' },
  release: { nl: 'Teruggeven', en: 'Put back' },
  mine: { nl: 'U', en: 'You' },
  colleague: { nl: 'Opgepakt', en: 'Taken up' },
  since: { nl: 'sinds', en: 'since' },
  free: { nl: 'Nog niemand', en: 'Nobody yet' },
  claimed: { nl: 'U hebt de stap opgepakt.', en: 'You have taken up the step.' },
  released: { nl: 'U hebt de stap teruggegeven.', en: 'You have put the step back.' },
};

/** Who has taken a step up, and the buttons with which one does so oneself, takes it over or puts it back. */
export function TaskClaim({ task, onAsk }: { task: Task; onAsk(kind: 'claim' | 'release', task: Task): void }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const titles = useTitles();
  const formats = useFormats();
  const { say } = useLanguage();
  const claiming = useClaiming();
  const { claim } = task;
  const move = useSecondLook(task);
  const isOthers = claim !== null && !claim.mine;
  const isFrom = isTakenFrom(me, task);
  const change = (isClaim: boolean): void =>
    claiming.mutate({ task, isClaim }, { onSuccess: () => announce(isClaim ? t.claimed : t.released) });
  // What is taken from someone, and what someone else took up, is changed with a reason.
  const offered = [
    mayClaim(me, task) &&
      move !== 'not-known' &&
      move?.possible !== false &&
      claim?.mine !== true && {
        label: isFrom ? t.takeOver : t.claim,
        act: () => (isFrom ? onAsk('claim', task) : change(true)),
      },
    claim?.mine === true && { label: t.release, act: () => change(false) },
    isOthers && directs(me) && { label: t.release, act: () => onAsk('release', task) },
  ].filter((one) => one !== false);
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
      {move !== 'not-known' && move?.because && <span className="b-soft">{say(move.because)}</span>}
      {offered.map(({ label, act }, place) => (
        <Button
          // The button that one has pressed stays, under its other name, and keeps the focus.
          key={place}
          kind="secondary"
          aria-label={`${label}: ${titles.step(task.step)}, ${shortId(task.trajectoryId)}`}
          busy={claiming.isPending}
          onClick={act}
        >
          {label}
        </Button>
      ))}
      {claiming.error && (
        <p role="alert" className="b-claim__error">
          <Why error={claiming.error} />
        </p>
      )}
    </div>
  );
}

/**
 * Of a second look, whether one may have it: whoever had a part in what is looked at leaves it to a colleague, and only the
 * trajectory knows who that is. Undefined for any other step.
 */
function useSecondLook({ step, trajectoryId }: Task) {
  const { data } = useCatalogue();
  const isLook = data?.steps.find(({ name }) => name === step)?.bySomeoneElse === true;
  const mine = useKnownMe().steps.includes(step);
  const moves = useMoves(trajectoryId, isLook && mine);
  if (!isLook || !mine || moves.isError) return undefined;
  return moves.data ? moves.data.items.find((one) => one.kind === 'step' && one.name === step) : 'not-known';
}
