import { InFlight } from '../../load/inFlight.js';
import { commandDeadlineMs, notConfirmed } from '../engine/engine.js';
import type { Reply, Route } from './route.js';
import { type Problem, problem } from '../http/problem.js';

export interface WorkBounds {
  /** Commands under way at the same time in this process. */
  commands: number;
  /** Reads under way at the same time in this process. */
  reads: number;
}

/** Milliseconds after which many at once are answered, whatever has become of them; each of them has its own as well. */
export const bulkDeadlineMs = 2 * commandDeadlineMs;

/**
 * What this process does at the same time, within bounds: past them a caller is told so at once, so that what was let in is
 * answered in time. An answer that goes on, such as a stream, counts until it begins.
 */
export class WorkInFlight {
  private readonly commands: InFlight;
  private readonly reads: InFlight;

  constructor({ commands, reads }: WorkBounds) {
    this.commands = new InFlight(commands);
    this.reads = new InFlight(reads);
  }

  /** @throws Problem `too-busy`; `not-confirmed` when a command has not ended in time: it may still be done */
  async within(route: Route, caller: string, work: () => Promise<Reply>): Promise<Reply> {
    const { command, commandsAtOnce = 1 } = route;
    const end = (command ? this.commands : this.reads).enter(caller, commandsAtOnce);
    if (typeof end === 'number') throw tooBusy(end);
    const doing = Promise.resolve().then(work).finally(end);
    return command ? inTime(doing, commandsAtOnce > 1 ? bulkDeadlineMs : commandDeadlineMs) : doing;
  }
}

async function inTime(doing: Promise<Reply>, ms: number): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(notConfirmed()), ms)));
  try {
    return await Promise.race([doing, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooBusy(seconds: number): Problem {
  return problem('too-busy', 'too-busy-now', { seconds }, { retryAfter: seconds });
}
