import { isSomeoneElse } from '../../trajectory/replayed/policy.js';
import type { SecondPair } from '../rules.js';
import { fact } from '../../trajectory/replayed/fact.js';
import type { Actor, Json } from '../../trajectory/replayed/state.js';
import { setFacts, type Consequence, type DecidedOn, type TrajectoryView, reasons } from '../define.js';
import type { DefinitionName, StepName } from '../names.js';
import { refuse } from './refusals.js';

/**
 * The second pair of eyes (DOMAIN §5): a decision that says no to someone, or whatever the municipality has settled,
 * waits as a proposal until another person has looked at it.
 */

/** Why a step opens in which a second person looks. */
export const toLook = reasons({
  'second-look': { nl: 'een collega controleert het', en: 'a colleague checks it' },
});

/** Who proposed a decision, as it is kept with the proposal. */
export interface Proposer {
  /** The subject of the person who proposed it. */
  by: string;
  /** The subject of the one for whom they acted, if they did. */
  onBehalfOf?: string;
}

/** Whether a decision waits for someone else, and the step in which they look is there to be performed. */
export function needsSecondPair(t: TrajectoryView, rule: SecondPair, saysNo: boolean, step: StepName): boolean {
  return (rule === 'always' || (rule === 'when-it-says-no' && saysNo)) && t.canOpen(step);
}

/** Who proposes: the persons behind the command that is being decided. */
export function proposerOf(actor: Actor | null): Proposer {
  return {
    by: actor?.subject ?? '',
    ...(actor?.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
  };
}

/** Whether none of the persons behind who looks is one of those behind who proposed. */
export function mayLook({ actor }: TrajectoryView, { by, onBehalfOf }: Proposer): boolean {
  return actor === null || isSomeoneElse(actor, onBehalfOf === undefined ? [by] : [by, onBehalfOf]);
}

/** @throws Refusal when one of the persons behind who looks is one of those behind who proposed. */
export function mustBeSomeoneElse(t: TrajectoryView, proposer: Proposer): void {
  if (mayLook(t, proposer)) return;
  throw refuse('forbidden', 'proposer-cannot-check');
}

/** What was filled in when something was proposed. */
type Given = Pick<DecidedOn, 'name' | 'input' | 'at'>;

/** By the step in which a second person looks at it. */
const givenFact = fact<Readonly<Record<string, Given>>>('given', { about: (check) => ({ step: check }) });

/** Keeps what was filled in, for the second person to see. `name` is the step or action in which it was. */
export function layBefore(t: TrajectoryView, check: DefinitionName, name: DefinitionName, input: object): Consequence {
  const given: Given = { name, input: JSON.parse(JSON.stringify(input)) as Record<string, Json>, at: t.now };
  return setFacts(givenFact.set({ ...t.fact(givenFact), [check]: given }));
}

/** What lies before the second person: what was filled in, and by whom. Nothing when nothing is proposed. */
export function laidBefore(
  t: TrajectoryView,
  check: DefinitionName,
  proposer: Proposer | undefined,
): readonly DecidedOn[] {
  const given = t.fact(givenFact)?.[check];
  if (!proposer || !given) return [];
  const { by, onBehalfOf } = proposer;
  return [{ ...given, by, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) }];
}
