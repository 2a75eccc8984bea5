import { KeysUnavailable } from '../../privacy/errors.js';
import {
  accessToken,
  type AccessDecided,
  type AccessRecord,
  type AccessSubject,
} from '../../register/access/accessRecord.js';
import type { AccessSpool } from '../../register/access/accessSpool.js';
import type { Database } from '../../register/database/database.js';
import type { Decided, Decisions } from './decisions.js';
import { parseTrajectoryId } from '../http/identifiers.js';
import type { Trace } from '../http/trace.js';
import { type Problem, problem, type ProblemCode } from '../http/problem.js';

/** A request of someone who was signed in, and what came of it. */
export interface Noted {
  trace: Trace;
  /** The operation, as the OpenAPI document names it. */
  name: string;
  /** The processing activity; what the policy was asked first, when there is none. */
  activity?: string | undefined;
  startedAt: Date;
  /** The HTTP status, and the code of the problem when it is one. */
  status: number;
  problem: ProblemCode | null;
  access: Decisions;
}

/**
 * Writes down each request before it is answered: who asked, in what capacity and for what purpose, what the policy said,
 * and whom it concerned. What can't be written down is not answered.
 */
export class AccessLog {
  private readonly spool: AccessSpool;
  private readonly sealer: Database['sealer'];

  constructor(spool: AccessSpool, sealer: Database['sealer']) {
    this.spool = spool;
    this.sealer = sealer;
  }

  /** To be asked before anything is done. @throws Problem `log-unavailable` */
  mustBeWritable(): void {
    try {
      this.spool.mustBeWritable();
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** @throws Problem `log-unavailable`, KeysUnavailable; and then nothing may be shown */
  async note(noted: Noted): Promise<void> {
    try {
      this.spool.append(await this.recordOf(noted));
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      throw unavailable(error);
    }
  }

  private async recordOf({
    trace,
    name,
    activity,
    startedAt,
    status,
    problem: code,
    access,
  }: Noted): Promise<AccessRecord> {
    const { actor, made, concerned } = access;
    const subjects = await this.subjectsOf(concerned).catch((error: unknown) => {
      // Of an answer that shows nothing, the rest is worth having while nobody can be named.
      if (error instanceof KeysUnavailable && status >= 500) return [];
      throw error;
    });
    const about = [actor.municipality, ...[...concerned.values()].map(({ municipality }) => municipality)];
    const isRefused = status === 403 || status === 404 || made.some(({ allowed }) => !allowed);
    return {
      ...trace,
      name,
      activity: activity ?? made[0]?.action.replace(':', '.') ?? name,
      startedAt: startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      status,
      outcome: status >= 500 ? 'failed' : isRefused ? 'refused' : 'allowed',
      problem: code,
      actor,
      decisions: counted(made),
      subjects,
      concerns: [...new Set(about)].filter((one) => one !== null),
    };
  }

  /** Who has no key is not there, and has no token. @throws KeysUnavailable */
  private async subjectsOf(concerned: Decisions['concerned']): Promise<AccessSubject[]> {
    const found = await Promise.all(
      [...concerned].map(async ([id, { municipality, shown }]) => {
        const parsed = parseTrajectoryId(id);
        const token = parsed && (await this.sealer.token(parsed.personRef, accessToken));
        return token === null ? [] : [{ token, municipality, shown }];
      }),
    );
    return found.flat();
  }
}

/** Decisions as they are kept: without what would lead to a person, and the same one once. */
function counted(made: readonly Decided[]): AccessDecided[] {
  const kept = new Map<string, AccessDecided>();
  for (const { action, resource, allowed, reason } of made) {
    const isOfPerson = resource.type === 'trajectory' || resource.type === 'notification';
    const id = isOfPerson ? undefined : resource.id;
    const key = JSON.stringify([action, resource.type, id, reason]);
    const { times = 0 } = kept.get(key) ?? {};
    const one = { action, resource: resource.type, ...(id !== undefined && { id }), allowed, reason };
    kept.set(key, { ...one, times: times + 1 });
  }
  return [...kept.values()].map(({ times = 1, ...one }) => (times === 1 ? one : { ...one, times }));
}

function unavailable(error: unknown): Problem {
  const unwritable = problem('log-unavailable', 'log-not-writable', {}, { retryAfter: 5 });
  unwritable.cause = error;
  return unwritable;
}
