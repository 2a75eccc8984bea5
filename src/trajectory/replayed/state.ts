import { fact } from './fact.js';
import type { Json } from './json.js';
import { plannedFact } from './plannedFact.js';

/**
 * The state of a trajectory: plain JSON, only what decisions need. This file is part of the workflow bundle and is
 * replayed for years, so it holds types, facts that the kernel reads, and nothing that could change its mind: no zod, no clock,
 * no library.
 */

export type { Json };

/**
 * The name of an agency that takes part. The engine knows one of them: `municipality`, which directs and of which each trajectory
 * is. Which others there are the domain says.
 */
export type Agency = string;

/** Who gave a command, as the verified token says. `municipality` is null for someone who works nationally. */
export interface Actor {
  subject: string;
  agency: Agency;
  municipality: string | null;
  roles: string[];
  /** The subject of the one who let them act in these roles, until a day, when they are not their own. */
  onBehalfOf?: string;
}

/** A moment at which the kernel looks again at an open step. A wake-up may remind, mark and escalate: nothing else. */
export interface WakeUp {
  /** UTC instant, ISO 8601 with `Z`. */
  at: string;
  kind: 'reminder' | 'overdue' | 'escalation';
}

/** A step that is waited for. Dates are calendar days in Europe/Amsterdam (`YYYY-MM-DD`), instants are UTC. */
export interface OpenStep {
  step: string;
  responsible: Agency;
  openedAt: string;
  targetDate: string | null;
  fatalDate: string | null;
  overdue: boolean;
  wakeUps: WakeUp[];
  /** Someone was told that a moment of this round passed: a reminder, or more. */
  told?: true;
  /** Its compartment: who may know that it is open. Absent: all parties. */
  knownTo?: Agency[];
}

export interface TrajectoryState {
  schemaVersion: 1;
  /** `<personRef>.<episode>`: pseudonymous, safe in logs and addresses. */
  id: string;
  personRef: string;
  episode: number;
  municipality: string;
  /** The sequence of the last event; also the ETag that callers see. */
  version: number;
  status: 'open' | 'closed';
  openedAt: string;
  updatedAt: string;
  closedAt: string | null;
  direction: string | null;
  outcome: string | null;
  openSteps: OpenStep[];
  /** How often each step was completed, and when last. Bounded by the number of kinds of step, not by their rounds. */
  done: Record<string, { times: number; lastAt: string }>;
  /** What later decisions need to know. Each step owns a few keys and overwrites them. */
  facts: Record<string, Json>;
  /** The agencies that have had a part in this trajectory: who acted, was told, or is responsible for an open step. */
  parties: Agency[];
}

/** The state before the first event; `evolve` fills it from the `opened` effect. */
export const nothingYet: TrajectoryState = {
  schemaVersion: 1,
  id: '',
  personRef: '',
  episode: 0,
  municipality: '',
  version: 0,
  status: 'open',
  openedAt: '',
  updatedAt: '',
  closedAt: null,
  direction: null,
  outcome: null,
  openSteps: [],
  done: {},
  facts: {},
  parties: [],
};

/** The earliest moment at which something must be looked at, or null. */
export function nextWakeAt(state: TrajectoryState): string | null {
  let earliest: string | null = null;
  if (state.status === 'closed') return null;
  for (const open of state.openSteps) {
    for (const wake of open.wakeUps) {
      if (earliest === null || wake.at < earliest) earliest = wake.at;
    }
  }
  if (state.outcome !== null) return earliest;
  // Steps that open on a later day (planned.ts); with an outcome nothing opens.
  for (const { at } of Object.values(plannedFact.of(state.facts) ?? {})) {
    if (earliest === null || at < earliest) earliest = at;
  }
  return earliest;
}

/**
 * What each agency may know of what happened, kept with the trajectory as it happens: so that every reader, list, message
 * and stream says the same. An agency counts the entries of which it may know, from the batch in which it came to take
 * part: by its own numbers it can't tell that there are others. The municipality directs and knows all of them, so its
 * numbers are the sequences themselves.
 */
export interface Knowledge {
  /** Entries of which only some agencies may know, by those agencies. */
  hidden: Sequences;
  /** Entries that all may know of, and only some by whom and why: something of which only those may know caused them. */
  veiled: Sequences;
  /** Since when each agency takes part. The first is known to the agency itself, a later one to more than those before. */
  parts: Partial<Record<Agency, AgencyPart[]>>;
  /** For agencies that may not know of the last entries: the moment of the last one that they may know of. UTC instants. */
  lastKnown: Partial<Record<Agency, string>>;
}

export const knowledgeFact = fact<Knowledge>('knowledge');

/** Stretches of sequences, in their order, by the agencies that may know, with commas between. */
export type Sequences = Record<string, [first: number, last: number][]>;

export interface AgencyPart {
  /** The first sequence of the batch in which it came to take part. */
  from: number;
  /** UTC instant. */
  at: string;
  /** The only agencies that may know of what made it a party; absent: all. */
  knownTo?: Agency[];
}

/** What the outside is shown of a trajectory: the answer of a command, the register's row and the search attributes. */
export interface TrajectorySummary {
  id: string;
  version: number;
  status: 'open' | 'closed';
  municipality: string;
  direction: string | null;
  outcome: string | null;
  openSteps: Omit<OpenStep, 'wakeUps'>[];
  parties: Agency[];
  openedAt: string;
  updatedAt: string;
  closedAt: string | null;
  nextDeadline: string | null;
  /** What each agency may know of it (src/trajectory/access/knowledge.ts); absent while nothing is hidden and only the municipality has a part. */
  knowledge?: Knowledge;
}

export function summarise(state: TrajectoryState): TrajectorySummary {
  const knowledge = knowledgeFact.of(state.facts);
  return {
    id: state.id,
    version: state.version,
    status: state.status,
    municipality: state.municipality,
    direction: state.direction,
    outcome: state.outcome,
    openSteps: state.openSteps.map(({ step, responsible, openedAt, targetDate, fatalDate, overdue, knownTo }) => ({
      step,
      responsible,
      openedAt,
      targetDate,
      fatalDate,
      overdue,
      ...(knownTo === undefined ? {} : { knownTo }),
    })),
    parties: state.parties,
    openedAt: state.openedAt,
    updatedAt: state.updatedAt,
    closedAt: state.closedAt,
    nextDeadline: earliestFatalDate(state),
    ...(knowledge === undefined ? {} : { knowledge }),
  };
}

function earliestFatalDate(state: TrajectoryState): string | null {
  let earliest: string | null = null;
  for (const { fatalDate } of state.openSteps) {
    if (fatalDate !== null && (earliest === null || fatalDate < earliest)) earliest = fatalDate;
  }
  return earliest;
}
