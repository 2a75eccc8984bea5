import * as engine from '../trajectory/definitions/step.js';
import type { StepName } from './names.js';

/** How the LVV defines its steps and actions: as the engine does, with step names that the compiler knows. */
export * from '../trajectory/definitions/step.js';

export type TrajectoryView = engine.TrajectoryView<StepName>;

type Named<S extends string> = engine.StepNamed<S, StepName>;
type Round = engine.OpenAgain;
type NamedRound<R extends Round> = R & { step: Named<R['step']> };
type AfterStep<F extends (step: string, ...rest: never[]) => unknown> = F extends (
  step: string,
  ...rest: infer Rest
) => unknown
  ? Rest
  : never;
type OnDay = <const R extends Round>(day: string, again: NamedRound<R>) => engine.Consequence;

export const openAgain: <S extends string>(
  step: Named<S>,
  ...rest: AfterStep<typeof engine.openAgain>
) => engine.Consequence = engine.openAgain;
export const withdrawStep: <S extends string>(
  step: Named<S>,
  ...rest: AfterStep<typeof engine.withdrawStep>
) => engine.Consequence = engine.withdrawStep;
export const openFrom: OnDay = engine.openFrom;
export const opensOn: OnDay = engine.opensOn;
export const openUntil: OnDay = engine.openUntil;
export const openWithoutTerm: <const R extends Round>(again: NamedRound<R>) => engine.Consequence =
  engine.openWithoutTerm;

export const defineStep: <S extends engine.DeclaredInput>(
  definition: engine.StepDefinition<S, StepName>,
) => engine.Step<S> = engine.defineStep;
export const defineAction: <S extends engine.DeclaredInput>(
  definition: engine.ActionDefinition<S, StepName>,
) => engine.Action<S> = engine.defineAction;
