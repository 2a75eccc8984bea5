import { decidedOutside } from '../../trajectory/deciding/proposing.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Answer } from '../../trajectory/replayed/contract.js';
import type { PersonCommand, Proposal, TrajectoryEvent } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import type { TrajectoryState } from '../../trajectory/replayed/state.js';

/** For how long a state that was seen is kept. A minute is what a form takes, and less than any pause of an erasure. */
const usualLifeMs = 60_000;
const mostStates = 5_000;
const mostBytes = 64 * 1024 * 1024;
/** A longer one is left out: with the command it has to fit in what Temporal takes as one payload. */
const mostProposedBytes = 128 * 1024;

export interface ProposalOptions {
  programmes: Programmes;
  /** The mark of the definitions and programmes here. */
  definitions: string;
  /** Nothing of a person is kept for longer than this, seconds: an erasure destroys their keys after it. */
  erasurePauseSeconds: number;
  /** Milliseconds by a clock that never goes back. */
  now?: () => number;
  /** The moment of what is decided, UTC instant. */
  instant?: () => string;
}

/** A proposal, and what the trajectory is once it has been taken. */
export interface Proposed {
  proposal: Proposal;
  after: TrajectoryState;
}

interface Seen {
  /** The state as JSON in UTF-8: nobody can change it, and its length is the memory that it takes. */
  json: Buffer;
  until: number;
}

/**
 * The states of open trajectories that this process has seen, and what commands come to on them. Nothing of this is ever
 * shown or refused by: a whole state knows more than any caller may. A state that is out of date costs the kernel a decision of
 * its own, and nothing else.
 */
export class Proposals {
  /** By person; the oldest first. */
  private readonly seen = new Map<string, Seen>();
  private bytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly options: ProposalOptions;
  private readonly lifeMs: number;
  private readonly now: () => number;
  private readonly instant: () => string;

  constructor(options: ProposalOptions) {
    this.options = options;
    this.lifeMs = Math.min(usualLifeMs, options.erasurePauseSeconds * 1000);
    this.now = options.now ?? (() => performance.now());
    this.instant = options.instant ?? (() => new Date().toISOString());
  }

  /** How many commands there were by what became of their proposal. */
  readonly counts = { taken: 0, passedOver: 0, none: 0 };

  get size(): { states: number; bytes: number } {
    return { states: this.seen.size, bytes: this.bytes };
  }

  /**
   * Keeps a state as the engine has it just now; of a trajectory that has ended nothing is kept. Every read does, also where no
   * form follows: nobody can tell which one will, and it costs 15 to 35 µs where the read itself takes milliseconds.
   */
  keep(state: TrajectoryState): void {
    this.forget(state.personRef);
    if (state.status !== 'open' || this.lifeMs === 0) return;
    const json = Buffer.from(JSON.stringify(state));
    this.seen.set(state.personRef, { json, until: this.now() + this.lifeMs });
    this.bytes += json.length;
    while (this.seen.size > mostStates || this.bytes > mostBytes) this.forget(this.seen.keys().next().value!);
    this.arm();
  }

  forget(personRef: string): void {
    const known = this.seen.get(personRef);
    if (!known) return;
    this.seen.delete(personRef);
    this.bytes -= known.json.length;
  }

  /** @returns null when the state is not known here, or only the kernel can decide the command or refuse it */
  propose(personRef: string, command: PersonCommand): Proposed | null {
    const known = this.seen.get(personRef);
    if (!known || known.until <= this.now()) return null;
    const state = JSON.parse(known.json.toString()) as TrajectoryState;
    const { programmes, definitions } = this.options;
    try {
      const batch = decidedOutside(programmes, state, command, this.instant());
      if (!batch) return null;
      const json = JSON.stringify(batch.events);
      if (Buffer.byteLength(json) > mostProposedBytes) return null;
      // As they arrive: what JSON can't hold is gone.
      const events = JSON.parse(json) as TrajectoryEvent[];
      const basedOn = { version: state.version, at: state.updatedAt };
      return {
        proposal: { basedOn, definitions, at: batch.at, events },
        after: evolve(state, { ...batch, events }),
      };
    } catch {
      // Refused here, or a fault in a definition: the kernel itself says so.
      return null;
    }
  }

  /** Learns from an answer: what was taken is the state now; otherwise what is known here is out of date. */
  answered(personRef: string, proposed: Proposed | null, { decidedBy, summary }: Answer): void {
    if (decidedBy) this.counts[decidedBy === 'proposal' ? 'taken' : proposed ? 'passedOver' : 'none'] += 1;
    const after = decidedBy === 'proposal' ? proposed?.after : undefined;
    // The answer may be to an earlier attempt, which another process decided.
    const isSame = after?.version === summary.version && after.updatedAt === summary.updatedAt;
    if (after && isSame) this.keep(after);
    else this.forget(personRef);
  }

  close(): void {
    clearTimeout(this.timer);
    this.seen.clear();
    this.bytes = 0;
  }

  /** What is too old goes by itself, not only when it is asked for. */
  private arm(): void {
    if (this.timer) return;
    const [oldest] = this.seen.values();
    if (!oldest) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.dropOld();
      this.arm();
    }, oldest.until - this.now());
    this.timer.unref();
  }

  private dropOld(): void {
    for (const [personRef, { until }] of this.seen) {
      if (until > this.now()) return;
      this.forget(personRef);
    }
  }
}
