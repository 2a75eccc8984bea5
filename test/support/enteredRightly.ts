import { decide, decideReferral } from '../../src/trajectory/deciding/decide.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { atVersion } from '../../src/trajectory/access/knowledge.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import { nextWakeAt, nothingYet, type Json, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import type { Programme, Programmes } from '../../src/trajectory/definitions/programme.js';

/** What was filled in wrongly, by the sequence of the entry: the right values of fields; null leaves one out. */
export type Rights = ReadonlyMap<number, Record<string, Json>>;

const looks = ['admission-check', 'outcome-check'];
const withoutLook = (programme: Programme): Programme => ({
  ...programme,
  rules: { ...programme.rules, ...programme.domain.rules.withoutSecondLook },
});
const opensLook = ({ events }: Batch) =>
  events.some(({ type, step = '' }) => type === 'step-opened' && looks.includes(step));

export const folded = (batches: readonly Batch[]): TrajectoryState => batches.reduce(evolve, nothingYet);

/** Each look of the trajectory at its clock until a moment. */
export function passed(programmes: Programmes, from: TrajectoryState, until: string): Batch[] {
  const batches: Batch[] = [];
  let state = from;
  for (let at = nextWakeAt(state); at !== null && at <= until; at = nextWakeAt(state)) {
    const batch = decide(programmes.at(state.municipality, at)!, state, { kind: 'tick', commandId: 'tick' }, at);
    batches.push(batch);
    state = evolve(state, batch);
  }
  return batches;
}

export const ticked = (programmes: Programmes, batches: readonly Batch[], until: string): Batch[] => [
  ...batches,
  ...passed(programmes, folded(batches), until),
];

/**
 * A trajectory in which these entries were made rightly at once: the same commands at the same moments, and each look of the
 * trajectory in between. What a second person would have looked at then holds, since one looked at the correction.
 * @param until the moment before which what is entered has happened
 * @returns null when a command is refused
 */
export function enteredRightly(
  programmes: Programmes,
  recorded: readonly Batch[],
  rights: Rights,
  until: string,
): Batch[] | null {
  let state = nothingYet;
  const right: Batch[] = [];
  const take = (batch: Batch) => {
    right.push(batch);
    state = evolve(state, batch);
  };
  for (const batch of recorded) {
    if (state !== nothingYet) passed(programmes, state, batch.at).forEach(take);
    const first = batch.events[0]!;
    if (batch.actor === null || first.type === 'correct' || first.type === 'confirm-correction') continue;
    const isLook = first.type === 'step-completed' && looks.includes(first.step!);
    if (isLook && !state.openSteps.some(({ step }) => step === first.step)) continue;
    const programme = programmes.at(first.effect?.opened?.municipality ?? state.municipality, batch.at)!;
    const own = rights.get(batch.from);
    // What keeps a version keeps the one that is recorded.
    state = atVersion(state, batch.from - 1);
    const decided = attempt(() => once(programme, state, batch, own, until));
    if (decided instanceof Refusal) return null;
    const holds = own && opensLook(decided) && !opensLook(batch);
    take(holds ? once(withoutLook(programme), state, batch, own, until) : decided);
  }
  return right;
}

function once(
  programme: Programme,
  state: TrajectoryState,
  { at, actor, commandId, bodyHash, events: [first] }: Batch,
  changes: Record<string, Json> | undefined,
  now: string,
): Batch {
  const all = Object.entries({ ...(first!.data as Record<string, Json>), ...changes });
  const input = Object.fromEntries(all.filter(([, value]) => value !== null)) as Json;
  const ids = { commandId, bodyHash, actor: actor! };
  // What has happened by the time of the correction could have been entered by then.
  const again = changes ? { until: now } : {};
  const opened = first!.effect?.opened;
  if (opened) return decideReferral(programme, { ...opened }, { input, ...ids }, at, false, again);
  const kind = first!.type === 'step-completed' ? ('step' as const) : ('action' as const);
  const name = kind === 'step' ? first!.step! : first!.type;
  return decide(programme, state, { kind, name, trajectoryId: state.id, input, ...ids }, at, undefined, again);
}

export function attempt<T>(what: () => T): T | Refusal {
  try {
    return what();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
