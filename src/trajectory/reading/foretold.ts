import { decide } from '../deciding/decide.js';
import type { TrajectoryEvent } from '../replayed/events.js';
import { namesOf } from '../definitions/names.js';
import { Refusal } from '../replayed/refusal.js';
import { happened } from '../words/engine.js';
import { inWordsOf } from '../words/refusing.js';
import { wordsOfReason } from '../words/wording.js';
import { wordingOf, type Wording } from './names.js';
import { evolve } from '../replayed/evolve.js';
import { stepRenamed } from '../definitions/formerNames.js';
import { canPerform } from '../definitions/partners.js';
import { rulesOf, type Programmes } from '../definitions/programme.js';
import type { TrajectoryState } from '../replayed/state.js';

/** What the definitions and programmes of now do to a trajectory that is open, at its next command or tick. */
export interface Foretold {
  /**
   * `blocked`: nothing can go on in it until someone mends the configuration or a definition. `loses`: open work is taken away.
   * `changes`: something else. `same`: nothing.
   */
  effect: 'same' | 'changes' | 'loses' | 'blocked';
  /** Each effect and why, in its order, in English: for those who run Bestendig. */
  changes: string[];
}

/** Found by the decider itself, so that it is exactly what will happen. Changes nothing. */
export function foretell(programmes: Programmes, state: TrajectoryState, now: string): Foretold {
  const programme = programmes.at(state.municipality, now);
  if (!programme) return blocked(noProgramme(state.municipality));
  let batch;
  try {
    batch = decide(programme, state, { kind: 'tick', commandId: 'dry-run' }, now);
  } catch (error) {
    return blocked(messageOf(error, programmes));
  }
  const wording = wordingOf(programmes);
  const changes = batch.events.map((event) => worded(event, wording));
  const after = evolve(state, batch);
  const stuck = after.openSteps.filter(({ step, responsible }) => {
    const definition = programme.steps.find(({ name }) => name === step);
    return !definition || !rulesOf(programme).partners.includes(responsible) || !canPerform(definition, responsible);
  });
  if (stuck.length > 0) {
    const names = stuck.map(({ step }) => wording.step(step)?.en ?? step);
    return blocked(`nobody can perform ${names.join(', ')}`, changes);
  }
  const loses = batch.events.some(({ type }) => type === 'step-withdrawn');
  if (loses && after.openSteps.length === 0) changes.push('nothing is open after that');
  return { effect: loses ? 'loses' : changes.length > 0 ? 'changes' : 'same', changes };
}

export function noProgramme(municipality: string): string {
  return `The configuration has no programme for ${municipality}.`;
}

const blocked = (why: string, changes: string[] = []): Foretold => ({
  effect: 'blocked',
  changes: [...changes, `blocked: ${why}`],
});

/** By the same tables as on the timeline, with the name of the step, which a version in the making is about. */
function worded({ type, step, reason, effect }: TrajectoryEvent, wording: Wording): string {
  const title = step === undefined ? undefined : wording.step(step)?.en;
  const responsible = effect?.open?.responsible;
  const isHandedOver = type === happened['step-reassigned'] && responsible !== undefined;
  return [
    wording.event(type).en,
    step === undefined ? '' : `: ${step}${title === undefined ? '' : ` (${title})`}`,
    isHandedOver ? `, to ${wording.agency(responsible)?.en ?? responsible}` : '',
    type === stepRenamed ? `, from ${effect?.close}` : '',
    reason ? `, because ${wordsOfReason(reason, wording).en}` : '',
  ].join('');
}

const messageOf = (error: unknown, programmes: Programmes): string =>
  error instanceof Refusal ? inWordsOf(namesOf(programmes.all))(error.refused, 'en') : (error as Error).message;

/** How many trajectories are affected, and how. */
export class Tally {
  seen = 0;
  readonly by = { same: 0, changes: 0, loses: 0, blocked: 0 };

  add({ effect }: Foretold): void {
    this.seen += 1;
    this.by[effect] += 1;
  }

  get sentence(): string {
    const { changes, loses, blocked: stuck } = this.by;
    return `Of ${this.seen} open trajectories ${stuck} are blocked, ${loses} lose open work and ${changes} change otherwise.`;
  }
}
