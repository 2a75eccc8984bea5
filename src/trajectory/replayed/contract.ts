import type { Batch, Command, PersonCommand } from './events.js';
import type { Refused } from './refusal.js';
import type { TrajectoryState, TrajectorySummary } from './state.js';

/**
 * What the kernel, its activities and its callers agree on. Names and shapes here are in the histories of open
 * trajectories. From version 0.2.0 on: add optional fields, never rename or remove.
 */

export const workflowNames = { trajectory: 'trajectory', deliver: 'deliver', erase: 'erase' } as const;
export const updateNames = { perform: 'perform' } as const;
export const queryNames = { read: 'read' } as const;
export const signalNames = { refresh: 'refresh' } as const;
export const taskQueue = 'trajectories';

/** One person has one open trajectory in the country: Temporal itself refuses a second workflow under this id. */
export const workflowIdOf = (personRef: string): string => `person/${personRef}`;

/** The workflow that sends what a closing left unsent, or one message: by the id of the trajectory or of the message. */
export const deliveryIdOf = (id: string): string => `deliver/${id}`;

/** Which of a person's trajectories an id is of, counted from 1. */
export const episodeIn = (trajectoryId: string): number =>
  Number(trajectoryId.slice(trajectoryId.lastIndexOf('.') + 1));
export const erasureWorkflowIdOf = (erasureId: string): string => `erasure/${erasureId}`;

/** The pseudonym of the person in a trajectory's id, `<personRef>.<episode>`. */
export function personIn(trajectoryId: string): string {
  return trajectoryId.slice(0, trajectoryId.lastIndexOf('.'));
}

/** Whose data a workflow holds, by its id: a trajectory, or what delivers its messages. Null when it is of no person. */
export function personOfWorkflow(workflowId: string): string | null {
  return /^(?:person\/([^./]+)$|deliver\/([^./]+)\.)/.exec(workflowId)?.slice(1).find(Boolean) ?? null;
}

/** Filters for Temporal's own Web UI and CLI. Codes and dates only: search attributes are never encrypted. */
export const searchAttributes = {
  Municipality: 'Keyword',
  TrajectoryStatus: 'Keyword',
  OpenSteps: 'KeywordList',
  Direction: 'Keyword',
  Outcome: 'Keyword',
  NextDeadline: 'Datetime',
} as const;

const typeOfKind = { Keyword: 'KEYWORD', KeywordList: 'KEYWORD_LIST', Datetime: 'DATETIME' } as const;
type SearchAttributeKeys = {
  [Name in keyof typeof searchAttributes]: { name: Name; type: (typeof typeOfKind)[(typeof searchAttributes)[Name]] };
};
/** The same as Temporal's client and its workflows name them. */
export const searchAttributeKeys = Object.fromEntries(
  Object.entries(searchAttributes).map(([name, kind]) => [name, { name, type: typeOfKind[kind] }]),
) as SearchAttributeKeys;

/** How many commands a trajectory remembers, so that a repeat gets its first receipt. */
export const receiptsKept = 50;

export interface SearchAttributeValues {
  Municipality: string;
  TrajectoryStatus: string;
  OpenSteps: string[];
  Direction: string | null;
  Outcome: string | null;
  NextDeadline: string | null;
}

export function searchAttributesOf(summary: TrajectorySummary): SearchAttributeValues {
  return {
    Municipality: summary.municipality,
    TrajectoryStatus: summary.status,
    // A step in a compartment is named nowhere where anyone may look.
    OpenSteps: summary.openSteps.filter(({ knownTo }) => knownTo === undefined).map(({ step }) => step),
    Direction: summary.direction,
    Outcome: summary.outcome,
    NextDeadline: summary.nextDeadline === null ? null : `${summary.nextDeadline}T00:00:00Z`,
  };
}

/** That a command was accepted, and which version it led to. A repeat of the command gets the same. */
export interface Receipt {
  commandId: string;
  bodyHash: string;
  version: number;
}

/** The answer to a command: its receipt, and the trajectory as it is now. */
export interface Answer extends Receipt {
  summary: TrajectorySummary;
  /** Whether the proposal that came along was taken. Absent when this repeats what was answered before. */
  decidedBy?: 'proposal' | 'kernel';
}

/** The answer to the query `read`. */
export interface Reading {
  state: TrajectoryState;
  receipts: Receipt[];
}

/** The input of a trajectory's workflow: at its start, and each time that it continues as new. */
export interface KernelInput {
  schemaVersion: 1;
  /** Null at the start: the first batch makes the state. */
  state: TrajectoryState | null;
  /** The events that the register may not have yet; at the start those of the referral. */
  unrecorded: Batch[];
  /** From which sequence messages may be undelivered when a run takes over from an earlier one. */
  undeliveredFrom: number | null;
  /** Goes on after an earlier run or from the record: messages from `undeliveredFrom` on may be delivered already. */
  takenOver?: true;
  /** The last commands, oldest first. */
  receipts: Receipt[];
  /** After this many commands the workflow continues as new, to keep its history short. */
  commandsPerRun?: number;
  /** The least time between two upserts of the search attributes. */
  attributesPauseMs: number;
}

export interface DecideInput {
  state: TrajectoryState;
  command: Command;
  /** The time by Temporal, UTC instant: the clock of whoever decides has to agree with it. */
  temporalTime: string;
}

/** A refusal is an answer, not a failure: so it costs no retry, and its code travels unchanged. */
export type Decision = { batch: Batch } | { refused: Refused };

export interface NotifyInput {
  summary: TrajectorySummary;
  personRef: string;
  episode: number;
  /** Every event that no finished run has covered, oldest first. */
  batches: Batch[];
  /** Messages of events from this sequence on are this run's to deliver. */
  deliverFrom: number;
  /** Taken over from an earlier run, so that some may be recorded or delivered already. */
  takenOver?: true;
}

/** What the small `deliver` workflow does: finish what a closed trajectory left, or send one message again. */
export type DeliverInput = { notify: NotifyInput } | { notificationId: string };

/** The activities, as the workflows see them. */
export interface Activities {
  decide(input: DecideInput): Promise<Decision>;
  notify(input: NotifyInput): Promise<void>;
  redeliver(notificationId: string): Promise<void>;
}

/** The steps of an erasure, by its id alone: see workflows/erase.ts. */
export interface ErasureActivities {
  retireKeys(erasureId: string): Promise<{ pauseSeconds: number }>;
  destroyPersons(erasureId: string): Promise<void>;
  declareErasure(erasureId: string): Promise<void>;
}

export type { Command, PersonCommand };
