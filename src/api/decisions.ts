import {
  accessRequest,
  decideAccess,
  type AccessContext,
  type AccessReason,
  type ActionName,
  type Resource,
} from '../trajectory/policy.js';
import type { Actor, Agency } from '../trajectory/state.js';
import { Problem } from './problem.js';

/** A decision of the policy in answering one request. */
export interface Decided {
  action: ActionName;
  resource: Resource;
  allowed: boolean;
  reason: AccessReason;
}

/** A trajectory, as far as the policy has to know it. */
export interface Known {
  id: string;
  municipality: string;
  parties: readonly Agency[];
}

/** What a refused caller is told: one sentence, or one by reason. */
type Detail = string | Partial<Record<AccessReason, string>>;

/**
 * What the policy says to one caller, in one request. Every decision is kept, to be logged, and so is every trajectory
 * that is shown; a route that asks for no decision gives no answer.
 */
export class Decisions {
  readonly made: Decided[] = [];
  /** The trajectories that the answer shows or that the request was about: by id, the municipality as far as it is known. */
  readonly concerned = new Map<string, { municipality: string | null; shown: boolean }>();
  readonly actor: Actor;
  private readonly context: AccessContext;

  constructor(actor: Actor, context: AccessContext) {
    this.actor = actor;
    this.context = context;
  }

  allows(action: ActionName, resource: Resource): boolean {
    return this.decide(action, resource) === 'allowed';
  }

  /** @throws Problem `forbidden`; `not-found` for what does not exist for them */
  must(action: ActionName, resource: Resource, detail?: Detail): void {
    const reason = this.decide(action, resource);
    if (reason === 'allowed') return;
    if (reason === 'not-known') throw unknown(resource);
    throw new Problem('forbidden', (typeof detail === 'string' ? detail : detail?.[reason]) ?? sentences[reason]);
  }

  private decide(action: ActionName, resource: Resource): AccessReason {
    const { decision, context } = decideAccess(accessRequest(this.actor, action, resource, this.context));
    const decided = { action, resource, allowed: decision, reason: context.reason };
    if (!this.made.some((one) => isTheSame(one, decided))) this.made.push(decided);
    if (resource.type === 'trajectory' && resource.id !== undefined) {
      // Allowed before it is known whose it is, nothing of it has been shown yet.
      const { municipality = null } = resource.properties ?? {};
      this.concerns(resource.id, municipality, decision && municipality !== null);
    }
    return context.reason;
  }

  /** Whether they may know of this trajectory. */
  mayKnow(trajectory: Known): boolean {
    return this.allows('trajectory:read', resourceOf(trajectory));
  }

  /** @throws Problem `not-found` */
  mustKnow(trajectory: Known): void {
    this.must('trajectory:read', resourceOf(trajectory));
  }

  /** Notes that a list shows something of these trajectories, which were picked within the reach of the caller. */
  shows(rows: readonly { id: string; municipality: string }[]): void {
    for (const { id, municipality } of rows) this.concerns(id, municipality, true);
  }

  /** Notes that the request is about a trajectory: its log has it, whatever the answer. */
  concerns(id: string, municipality: string | null, shown = false): void {
    const known = this.concerned.get(id);
    this.concerned.set(id, {
      municipality: municipality ?? known?.municipality ?? null,
      shown: shown || (known?.shown ?? false),
    });
  }
}

function isTheSame(one: Decided, other: Decided): boolean {
  return (
    one.action === other.action &&
    one.reason === other.reason &&
    one.resource.type === other.resource.type &&
    one.resource.id === other.resource.id
  );
}

function resourceOf({ id, municipality, parties }: Known): Resource {
  return { type: 'trajectory', id, properties: { municipality, parties } };
}

function unknown({ type, id }: Resource): Problem {
  return new Problem('not-found', `There is no ${type} ${id ?? ''}, or you may not know of it.`);
}

const sentences: Record<Exclude<AccessReason, 'not-known' | 'allowed'>, string> = {
  'no-partner': 'Your agency takes no part in the programme of your municipality now.',
  role: 'None of your roles allows this.',
  'other-municipality': 'This belongs to another municipality than yours.',
  'own-request':
    'You asked for this yourself, or someone whom you stand in for did: a second person has to look at it.',
  ended: 'This has ended.',
  'no-rule': 'Nothing allows this.',
};
