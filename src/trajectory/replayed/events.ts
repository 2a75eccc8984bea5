import type { Reason } from './reason.js';
import type { Actor, Agency, Json, OpenStep, WakeUp } from './state.js';

/**
 * What an event does to the state. The kernel understands effects, never event types or step names: so a new step,
 * with new event types, needs no new workflow code. An effect once shipped keeps its meaning for ever (it is replayed).
 */
export interface Effect {
  /** The very first event: who this trajectory is for, under which public id. */
  opened?: { id: string; personRef: string; episode: number; municipality: string };
  open?: OpenStep;
  close?: string;
  /** The step of this name was completed once more. */
  done?: string;
  /** Facts to merge; null removes the key. */
  facts?: Record<string, Json>;
  direction?: string | null;
  /** Null: the outcome does not hold any more. */
  outcome?: string | null;
  /** Ends the trajectory: every open step is closed with it. */
  closed?: true;
  /** A closed trajectory goes on. */
  reopened?: true;
  /** Another municipality takes over: with it come the agencies that have a part there. */
  transferred?: { municipality: string; parties: Agency[] };
  /** A wake-up of an open step has been dealt with: someone was told of it, or it comes at another moment instead. */
  woke?: { step: string; kind: WakeUp['kind']; at: string; told?: true; postponedTo?: string };
}

/** Something that is counted each time that it happens, beside what a trajectory's figures say at a moment. */
export interface Mark {
  /** What is counted, such as `escalation`. */
  name: string;
  /** The calendar day on which it counts. */
  on: string;
  /** A code that tells kinds apart, such as a level or a result. */
  value?: string;
  /** A length in whole days, such as how long an agency was waited for. */
  days?: number;
  /** Of a correction: where it happened and by which step, since that may not be where the trajectory is now. */
  municipality?: string;
  step?: string;
  /** Of a correction: this was counted by an earlier event, and is not any more. The position is from 1 on. */
  retracts?: { sequence: number; position: number };
}

/** What a trajectory tells another one: the activities bring it there, after the events are recorded, until it has arrived. */
export interface Ask {
  trajectoryId: string;
  /** The name of a message, see `defineMessage`. */
  name: string;
  input: Json;
}

/** The agencies that may see each field of `data`, and each fact that is shown to people: by name, with commas between. */
export interface SeenBy {
  fields?: Record<string, string>;
  facts?: Record<string, string>;
}

/**
 * One thing that happened. `type` is a code, such as `step-completed`, or the name of an action or message: what it is called
 * stands with its declaration.
 */
export interface TrajectoryEvent {
  type: string;
  step?: string;
  /** Why, as a code with parameters or as a person typed it. */
  reason?: Reason;
  /** What the caseworker filled in, for the timeline. */
  data?: Json;
  /** Who may see what was filled in and what it made known, as it was decided when this was recorded. */
  seenBy?: SeenBy;
  /** The agencies that are told of this event. */
  tells?: Agency[];
  /** The municipality whose agencies are told, when it is not the trajectory's own. */
  tellsIn?: string;
  /** Its number as each agency that is told counts, where that is not its sequence: messages are called by it. */
  numbers?: Partial<Record<Agency, number>>;
  effect?: Effect;
  /** What counts of this trajectory from now on, over what counted before; null takes a key away. For the register alone. */
  figures?: Record<string, Json>;
  /** What happened by this that is counted. For the register alone. */
  marks?: Mark[];
  /** What other trajectories are told by this. */
  asks?: Ask[];
}

/** The events of one command: recorded, sent and replayed together. Their sequences are `from`, `from + 1`, … */
export interface Batch {
  from: number;
  commandId: string;
  /** Hash of the command's body: tells a repeat of a command from another command under the same key. */
  bodyHash: string;
  /** UTC instant. */
  at: string;
  /** Null when no person acted: a moment passed, another trajectory told something, or the rules changed (see causedBy.ts). */
  actor: Actor | null;
  events: TrajectoryEvent[];
}

/**
 * What the correction of an entry comes to. It is worked out from the record (see correcting.ts) and travels with the
 * command: the trajectory itself keeps no events. It holds for the version that it was worked out at, and no other.
 */
export interface Difference {
  /** The version of the trajectory that it rests on. */
  version: number;
  /** The sequence of the entry. */
  entry: number;
  /** The fields that get another value; null: the field is left out. */
  changes: Record<string, Json>;
  /** Facts, figures and marks that would have been otherwise; null takes a key away. */
  facts: Record<string, Json>;
  figures: Record<string, Json>;
  marks: Mark[];
  direction?: string | null;
  outcome?: string | null;
  /** Open steps with other dates, or that would have been open; and those that would not. */
  opens: OpenStep[];
  withdraws: string[];
  /** The decision was, or would have been, looked at by a second person: so the correction is too. */
  lookedAtTwice: boolean;
  /** The only agencies that may see one of the fields. */
  audience: Agency[];
  /** Who was told of the entry, as far as they may see one of the fields. */
  tells: Agency[];
}

/**
 * What the API decided itself and sends along with a command, by the same decider. Who gave the command, and which one it
 * is, the command says; so a proposal can't say otherwise. See proposal.ts for when the kernel takes it.
 */
export interface Proposal {
  /** The state that it rests on: its version, and the moment of its last event. */
  basedOn: { version: number; at: string };
  /** The definitions and programmes that it was decided by: see definitionsMark.ts. */
  definitions: string;
  /** UTC instant. */
  at: string;
  events: TrajectoryEvent[];
}

/** What is asked of a trajectory. A `tick` is the kernel's own: time has passed. */
export type Command =
  | {
      kind: 'step' | 'action';
      /** The id of the trajectory that is meant: a person's later episode has another. */
      trajectoryId: string;
      name: string;
      input: Json;
      commandId: string;
      bodyHash: string;
      actor: Actor;
      /** From `If-Match`: refuse when the trajectory has moved on. */
      expectedVersion?: number;
      /** The version that its record has: an engine that is not as far was restored from an earlier backup. */
      atLeast?: number;
      /** What a correction comes to, as it was worked out from the record. */
      difference?: Difference;
      /** Set by what sends it to the kernel, and by nothing before. */
      proposal?: Proposal;
    }
  | MessageCommand
  | { kind: 'tick'; commandId: string };

/** What another trajectory says to this one. No person gives it, and no route leads to it: only activities send it. */
export interface MessageCommand {
  kind: 'message';
  trajectoryId: string;
  name: string;
  input: Json;
  commandId: string;
  bodyHash: string;
}

export type PersonCommand = Extract<Command, { kind: 'step' | 'action' }>;
/** What comes from outside the trajectory. */
export type GivenCommand = PersonCommand | MessageCommand;
