import {
  isGrpcCancelledError,
  isGrpcDeadlineError,
  isGrpcServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';

const UNAVAILABLE = 14;

/**
 * Temporal gave no answer: it can't be reached, or did not answer in time (for an Update, perhaps because no worker
 * runs). What was asked may still be done, now or later; ask again with the same ids to find out.
 */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Makes a call, or several, and waits no longer than `ms` milliseconds for them together.
 *
 * The deadline goes to the server with each request. It isn't enough by itself: while the server is down the native
 * connection tries again for about ten seconds, whatever the deadline. So a clock of our own ends the wait as well.
 * @throws NoAnswer when time runs out or the server can't be reached; else what `call` throws.
 * @example await callWithin(client, 5_000, () => handle.executeUpdate('command', { args: [command], updateId }))
 */
export async function callWithin<T>(
  client: Pick<Client, 'withDeadline'>,
  ms: number,
  call: () => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`Temporal did not answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([client.withDeadline(Date.now() + ms, call), tooLate]);
  } catch (error) {
    if (error instanceof NoAnswer || !isWithoutAnswer(error)) throw error;
    throw new NoAnswer(`Temporal gave no answer: ${reasonOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** The SDK says it in several ways: the native connection reports a deadline that passed as a cancelled call. */
function isWithoutAnswer(error: unknown): boolean {
  if (isGrpcDeadlineError(error) || isGrpcCancelledError(error)) return true;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (isGrpcServiceError(at) && at.code === UNAVAILABLE) return true;
  }
  return false;
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message || 'time ran out';
}
