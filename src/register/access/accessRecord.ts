import { createHash } from 'node:crypto';
import type { Actor } from '../../trajectory/replayed/state.js';

/** What came of a request: shown or done; refused to this caller; or failed by a fault of ours. */
export type AccessOutcome = 'allowed' | 'refused' | 'failed';

/** One request of someone who was signed in: what was asked, what the policy said of it, and whom it concerned. */
export interface AccessRecord {
  /** Of W3C Trace Context: 32 and 16 hexadecimal digits. */
  traceId: string;
  spanId: string;
  /** Of the caller, when they gave one. */
  parentSpanId: string | null;
  /** The operation, as the OpenAPI document names it. */
  name: string;
  /** The processing activity, which is the purpose: `trajectory.read`, `trajectory.` and the name of a step, … */
  activity: string;
  /** UTC instants, in milliseconds. */
  startedAt: string;
  endedAt: string;
  /** The HTTP status. */
  status: number;
  outcome: AccessOutcome;
  /** The code of the problem that was answered. */
  problem: string | null;
  actor: Actor;
  decisions: AccessDecided[];
  subjects: AccessSubject[];
  /** The municipalities in whose log it is: that of who asked, and those of what was asked about. */
  concerns: string[];
}

export interface AccessDecided {
  action: string;
  resource: string;
  /** Of what is no person: a trajectory and a message have none here. */
  id?: string;
  allowed: boolean;
  reason: string;
  /** For how many, when for more than one. */
  times?: number;
}

/** A person whom it concerned: a token that leads to no one once their key is destroyed. */
export interface AccessSubject {
  token: string;
  /** Of the trajectory; null when that is not known. */
  municipality: string | null;
  /** Whether something of them was shown or done; if not, it was asked. */
  shown: boolean;
}

/** A record on its way to the register, or there: in the chain of the process that wrote it. */
export interface ChainedAccess {
  writer: string;
  /** From 1, without gaps. */
  sequence: number;
  /** The record, as the text that was hashed. */
  record: string;
  /** SHA-256 in hexadecimal digits. */
  hash: string;
}

/** What a token of a person in this log is made with. */
export const accessToken = 'access-log';

/** The hash that comes before a writer's first record. */
export const beforeTheFirst = '0'.repeat(64);

/** SHA-256 of the one before, the place and the text, each on a line of its own. */
export function hashOf(previous: string, { writer, sequence, record }: Omit<ChainedAccess, 'hash'>): string {
  return createHash('sha256').update(`${previous}\n${writer}\n${sequence}\n${record}`).digest('hex');
}
