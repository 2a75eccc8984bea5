import { ApiProblem } from '../api/problem.ts';
import { give } from './command.ts';
import type { DeclaredSchema } from './declaredSchema.ts';
import type { Draft } from './drafts.ts';
import type { Preview } from './PreviewView.tsx';
import type { Input, Occurrence, Request } from './stages.ts';
import { faultsOf, type FieldFault } from './validation.ts';

/** What is sent, where to, and what follows. */
export interface Sending<Answer> {
  schema: DeclaredSchema;
  /** The trajectory and its version as it is now; absent for a referral. */
  trajectory?: { id: string; version: number };
  /** Where it is sent, and where is told what would come of it. */
  path: string;
  previewPath: string;
  /** Of a form that is not the body itself: what is sent, and where in the form a fault in that is. */
  sentAs?: { bodyOf(input: Input): unknown; pointerOf(pointer: string): string };
  /** @param preview what was said would come of it; null when it was sent on after a reload */
  onDone(answer: Answer, preview: Preview | null): void;
}

/** The draft of a form, as far as asking and sending change it. */
export interface KeptDraft {
  change(changed: Partial<Draft>): void;
  changeNow(changed: Partial<Draft>): Promise<void>;
  drop(): void;
}

/**
 * Asks or sends until there is a definite answer, keeps the draft in step with that, and says how it went.
 * @param preview what was said would come of what is sent
 */
export async function runRequest<Answer>(
  request: Request,
  preview: Preview | null,
  form: Sending<Answer>,
  {
    who,
    draft,
    dispatch,
    stop,
  }: {
    who: string;
    draft: KeptDraft;
    dispatch(occurrence: Occurrence<Preview, FieldFault>): void;
    stop: AbortSignal;
  },
): Promise<void> {
  const { path, previewPath, trajectory, sentAs, onDone } = form;
  const { input, version } = request;
  const body = sentAs?.bodyOf(input) ?? input;
  const onWaiting = (error: unknown): void => dispatch({ type: 'unanswered', error });
  try {
    if (request.kind === 'preview') {
      const question = { path: previewPath, body, key: null, version: null, who };
      const answer = await give<Preview>(question, onWaiting, stop);
      if (stop.aborted) return;
      // A caller who cannot see the trajectory gets no version with the preview.
      draft.change({ input, version: trajectory ? (version ?? answer.version ?? null) : null });
      dispatch({ type: 'previewed', preview: answer });
    } else {
      // Kept before it is sent: whatever happens then, it is sent on under the same key.
      await draft.changeNow({ input, version, sentAs: request.key });
      const answer = await give<Answer>({ path, body, key: request.key, version, who }, onWaiting, stop);
      draft.drop();
      onDone(answer, preview);
    }
  } catch (error) {
    if (stop.aborted) return;
    // A definite no: what is sent next is another command.
    if (request.kind === 'send') await draft.changeNow({ sentAs: null });
    dispatch({ type: 'refused', error, faults: refusedFields(error, form), canConflict: trajectory !== undefined });
  }
}

/** The fields that the server refuses, each where it stands in the form. */
function refusedFields(
  error: unknown,
  { schema, sentAs }: Pick<Sending<never>, 'schema' | 'sentAs'>,
): readonly FieldFault[] {
  if (!(error instanceof ApiProblem) || error.status !== 400) return [];
  const { errors: named = [], detail } = error.body;
  const placed = named.map((one) => ({ ...one, pointer: sentAs?.pointerOf(one.pointer ?? '') ?? one.pointer ?? '' }));
  return faultsOf(placed.length > 0 ? placed : [{ detail }], schema);
}
