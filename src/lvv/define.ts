import type * as messages from '../trajectory/definitions/message.js';
import * as engine from '../trajectory/definitions/step.js';
import type { LvvAgency } from './agencies.js';
import type { Direction, Ending, Outcome } from './codes.js';
import type { LvvStopCause } from './casework/stopCauses.js';
import type { DefinitionName, StepName } from './names.js';
import type { LvvAgencyRole } from './roles.js';

/**
 * How the LVV defines its steps and actions: as the engine does, with the names and codes of the LVV, which the compiler knows. A
 * name that is known only when it runs, such as one that someone chose in a form, is taken as it is.
 */
export * from '../trajectory/definitions/step.js';

export type Agency = LvvAgency;
export type AgencyRole = LvvAgencyRole;
export type TrajectoryView = engine.TrajectoryView<StepName>;
export type Message = messages.Message<Agency>;
export type DecidedOn = engine.DecidedOn<DefinitionName>;
export type FieldMeta = engine.FieldMeta<Agency>;

interface Names {
  step: StepName;
  definition: DefinitionName;
  agency: Agency;
  role: AgencyRole;
}

type Step<S extends string> = engine.Written<S, StepName>;
type Rest<F extends (first: string, ...rest: never[]) => unknown> = F extends (
  first: string,
  ...rest: infer Given
) => unknown
  ? Given
  : never;
/** What is said of an open step, with the step and the agency that are written in it. */
type Naming<C extends { step: string; responsible?: string }> = C & {
  step: Step<C['step']>;
} & (C extends { responsible: infer A extends string } ? { responsible: engine.Written<A, Agency> } : unknown);
type Round = engine.OpenAgain;
type OnDay = <const R extends Round>(day: string, again: Naming<R>) => engine.Consequence;

export const openAgain: <S extends string, A extends string>(
  step: Step<S>,
  reason: engine.Reason,
  target?: string,
  responsible?: engine.Written<A, Agency>,
) => engine.Consequence = engine.openAgain;
export const withdrawStep: <S extends string>(
  step: Step<S>,
  ...rest: Rest<typeof engine.withdrawStep>
) => engine.Consequence = engine.withdrawStep;
export const changeStep: <const C extends engine.StepChange>(change: Naming<C>) => engine.Consequence =
  engine.changeStep;
export const openFrom: OnDay = engine.openFrom;
export const opensOn: OnDay = engine.opensOn;
export const openUntil: OnDay = engine.openUntil;
export const openWithoutTerm: <const R extends Round>(again: Naming<R>) => engine.Consequence = engine.openWithoutTerm;

export const setDirection: (direction: Direction, ...rest: Rest<typeof engine.setDirection>) => engine.Consequence =
  engine.setDirection;
export const closeWith: (outcome: Outcome | Ending, ...rest: Rest<typeof engine.closeWith>) => engine.Consequence =
  engine.closeWith;
export const registerOutcome: (outcome: Outcome, ...rest: Rest<typeof engine.registerOutcome>) => engine.Consequence =
  engine.registerOutcome;
export const stopClock: (cause: LvvStopCause, ...rest: Rest<typeof engine.stopClock>) => engine.Consequence =
  engine.stopClock;
export const startClock: (cause: LvvStopCause, ...rest: Rest<typeof engine.startClock>) => engine.Consequence =
  engine.startClock;
export const tell: <A extends string>(...agencies: engine.Written<A, Agency>[]) => engine.Consequence = engine.tell;

export const field: <S extends Parameters<typeof engine.field>[0]>(schema: S, meta: FieldMeta) => engine.Declared<S> =
  engine.field;
export const defineStep: <S extends engine.DeclaredInput>(
  definition: engine.StepDefinition<S, Names>,
) => engine.Step<S> = engine.defineStep;
export const defineAction: <S extends engine.DeclaredInput>(
  definition: engine.ActionDefinition<S, Names>,
) => engine.Action<S> = engine.defineAction;
