import { ApiProblem } from '../api/problem.ts';

/**
 * The stages of a form, from filling it in to a definite answer. Pure: what has to be asked or sent is a request in the
 * stage, which useRequest.ts runs, so that nothing is sent but by a stage that says so.
 */

export type Input = Record<string, unknown>;

/** What to ask or send; one and the same object until it is answered, refused or given up. */
export type Request =
  | { kind: 'preview'; input: Input; version: number | null }
  | { kind: 'send'; input: Input; version: number | null; key: string };
type RequestOf<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

export type Stage<Preview, Fault> =
  | {
      name: 'filling';
      faults: readonly Fault[];
      failure: unknown;
      /** The language in which the API worded that; null when it did not. */
      worded: string | null;
    }
  /** The form is still on the screen. */
  | { name: 'asking'; request: RequestOf<'preview'>; isWaiting: boolean }
  | { name: 'checking'; preview: Preview }
  | {
      name: 'sending';
      request: RequestOf<'send'>;
      /** What was said would come of it; null when it is sent on after a reload. */
      preview: Preview | null;
      /** Null at first; then a definite answer, or room on a busy server. */
      waitsFor: 'answer' | 'room' | null;
    }
  /** The trajectory is not what it was. The problem is null when that was seen before anything was sent. */
  | { name: 'conflict'; problem: ApiProblem | null };

export type Occurrence<Preview, Fault> =
  /** The user is done with the form. @param faults what is wrong with the input, as far as the browser knows */
  | { type: 'submitted'; input: Input; version: number | null; faults: readonly Fault[] }
  | { type: 'previewed'; preview: Preview }
  /** The user goes back to the form from what would come of it. */
  | { type: 'returned' }
  /** The user sends it. */
  | { type: 'confirmed'; input: Input; version: number | null; key: string }
  /** There is no definite answer yet, and it is tried again. */
  | { type: 'unanswered'; error: unknown }
  /** @param faults the fields that the server refuses @param canConflict there is a trajectory that may have changed */
  | { type: 'refused'; error: unknown; faults: readonly Fault[]; canConflict: boolean }
  /** The user begins again with an empty form. */
  | { type: 'emptied' };

/** Refusals that say that the trajectory is not what it was. */
const changed: readonly string[] = ['stale-version', 'step-not-open', 'trajectory-closed'];

const filling = { name: 'filling', faults: [], failure: null, worded: null } as const;

/** Returns the stage of a form that opens. What was sent before, and not answered, is sent on: under one key it happens once. */
export function firstStage<Preview, Fault>(draft: {
  input: Input;
  version: number | null;
  sentAs: string | null;
}): Stage<Preview, Fault> {
  const { input, version, sentAs } = draft;
  return sentAs === null ? filling : sending<Preview>({ input, version, key: sentAs }, null);
}

/** Returns the next stage. What does not belong to the stage changes nothing: an answer that comes too late, a second click. */
export function nextStage<Preview extends { version?: number }, Fault>(
  stage: Stage<Preview, Fault>,
  occurrence: Occurrence<Preview, Fault>,
): Stage<Preview, Fault> {
  const { type } = occurrence;
  switch (stage.name) {
    case 'filling':
      if (type === 'submitted') return submitted(occurrence);
      return type === 'emptied' ? filling : stage;
    case 'asking':
      if (type === 'emptied') return filling;
      if (type === 'unanswered') return { ...stage, isWaiting: true };
      if (type === 'refused') return refused(occurrence);
      return type === 'previewed' ? previewed(stage.request, occurrence.preview) : stage;
    case 'checking':
      if (type === 'returned') return filling;
      return type === 'confirmed' ? sending(occurrence, stage.preview) : stage;
    case 'sending':
      if (type === 'refused') return refused(occurrence);
      return type === 'unanswered' ? { ...stage, waitsFor: awaited(stage.waitsFor, occurrence.error) } : stage;
    case 'conflict':
      return type === 'submitted' ? submitted(occurrence) : stage;
  }
}

/** Returns what is to be asked or sent at this stage, if anything. */
export function requestOf(stage: Stage<unknown, unknown>): Request | null {
  return stage.name === 'asking' || stage.name === 'sending' ? stage.request : null;
}

type Occurred<Type, Fault> = Extract<Occurrence<never, Fault>, { type: Type }>;

function submitted<Fault>({ input, version, faults }: Occurred<'submitted', Fault>): Stage<never, Fault> {
  if (faults.length > 0) return { ...filling, faults };
  return { name: 'asking', request: { kind: 'preview', input, version }, isWaiting: false };
}

function previewed<Preview extends { version?: number }>(
  { version }: RequestOf<'preview'>,
  preview: Preview,
): Stage<Preview, never> {
  const isOfAnother = version !== null && version !== preview.version;
  return isOfAnother ? { name: 'conflict', problem: null } : { name: 'checking', preview };
}

function sending<Preview>(
  { input, version, key }: Omit<RequestOf<'send'>, 'kind'>,
  preview: Preview | null,
): Stage<Preview, never> {
  return { name: 'sending', request: { kind: 'send', input, version, key }, preview, waitsFor: null };
}

function refused<Fault>({ error, faults, canConflict }: Occurred<'refused', Fault>): Stage<never, Fault> {
  if (canConflict && error instanceof ApiProblem && changed.includes(error.code)) {
    return { name: 'conflict', problem: error };
  }
  const worded = error instanceof ApiProblem ? error.language : null;
  return { ...filling, faults, failure: faults.length > 0 ? null : error, worded };
}

/** Once it is unknown whether it was done, a busy server says nothing about that any more. */
function awaited(before: 'answer' | 'room' | null, error: unknown): 'answer' | 'room' {
  const isBusy = error instanceof ApiProblem && error.code === 'too-busy';
  return isBusy && before !== 'answer' ? 'room' : 'answer';
}
