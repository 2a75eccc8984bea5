import {
  accessRequest,
  decideAccess,
  type AccessContext,
  type AccessReason,
  type ActionName,
  decideAtTheDoor,
  resourceTypeOf,
  type Resource,
  type ResourceProperties,
} from '../../trajectory/replayed/policy.js';
import type { Actor, Agency } from '../../trajectory/replayed/state.js';
import type { Said } from '../../trajectory/replayed/refusal.js';
import { problem, Problem, says } from '../http/problem.js';

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

/** What the policy is asked about the caller, before anything is read that they sent. */
export interface Asked {
  action: ActionName;
  /** `agency:role`, of what is to be performed. */
  performedBy?: readonly string[];
  /** What a caller with none of these roles is told. */
  otherwise?: Said;
}

/** What a refused caller is told, by reason. */
type ByReason = Partial<Record<AccessReason, Said>>;

/**
 * The place where the API asks the policy, and the authoritative one: what the policy says to one caller, in one request.
 * Every decision is kept, to be logged, and so is every trajectory that is shown; a route that asks for no decision gives
 * no answer. A command is asked about once more at the kernel's door (`refusedAtTheDoor`
 * in src/trajectory/replayed/refusal.ts), by the state as it is then.
 */
export class Decisions {
  readonly made: Decided[] = [];
  /** The trajectories that the answer shows or that the request was about: by id, the municipality as far as it is known. */
  readonly concerned = new Map<string, { municipality: string | null; shown: boolean }>();
  readonly actor: Actor;
  private readonly context: AccessContext;
  /** What has been decided, so that each is kept once. */
  private readonly known = new Set<string>();

  constructor(actor: Actor, context: AccessContext) {
    this.actor = actor;
    this.context = context;
  }

  /**
   * Refuses who may never do this, whatever it is done to. Allowed, it is no decision yet: what it is done to is asked.
   * @param id of the trajectory in the address, if there is one
   * @throws Problem as `must` does
   */
  mustPassTheDoor({ action, performedBy = [], otherwise }: Asked, id?: string): void {
    const reason = decideAtTheDoor(this.actor, action, performedBy, this.context);
    if (reason === 'allowed') return;
    const type = resourceTypeOf(action);
    // What stands in the address may be anything, so the log has it only as the trajectory that it may name.
    this.keep({ action, resource: { type }, allowed: false, reason });
    if (type === 'trajectory' && id !== undefined) this.concerns(id, null);
    throw refused(
      reason,
      { type, ...(id !== undefined && { id }) },
      otherwise === undefined ? undefined : { role: otherwise },
    );
  }

  /** Notes that the door was passed, for a request that came no further. */
  passedTheDoor({ action }: Asked): void {
    this.keep({ action, resource: { type: resourceTypeOf(action) }, allowed: true, reason: 'allowed' });
  }

  allows(action: ActionName, resource: Resource): boolean {
    return this.decide(action, resource) === 'allowed';
  }

  /** @throws Problem `forbidden`; `not-found` for what does not exist for them */
  must(action: ActionName, resource: Resource, instead?: ByReason): void {
    const reason = this.decide(action, resource);
    if (reason !== 'allowed') throw refused(reason, resource, instead);
  }

  private decide(action: ActionName, resource: Resource): AccessReason {
    const { decision, context } = decideAccess(accessRequest(this.actor, action, resource, this.context));
    this.keep({ action, resource, allowed: decision, reason: context.reason });
    if (resource.type === 'trajectory' && resource.id !== undefined) {
      // Allowed before it is known whose it is, nothing of it has been shown yet.
      const { municipality = null } = resource.properties ?? {};
      this.concerns(resource.id, municipality, decision && municipality !== null);
    }
    return context.reason;
  }

  private keep(decided: Decided): void {
    const { action, reason, resource } = decided;
    const key = JSON.stringify([action, reason, resource.type, resource.id]);
    if (this.known.has(key)) return;
    this.known.add(key);
    this.made.push(decided);
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

/** Whether a caller may do something with what has these properties. It is said and not done, so it is not kept to be logged. */
export function mayWith(
  actor: Actor,
  action: ActionName,
  properties: ResourceProperties,
  context: AccessContext,
): boolean {
  return decideAccess(accessRequest(actor, action, { type: 'self', properties }, context)).decision;
}

function refused(reason: Exclude<AccessReason, 'allowed'>, resource: Resource, instead?: ByReason): Problem {
  if (reason === 'not-known') return unknown(resource);
  return new Problem('forbidden', instead?.[reason] ?? usual[reason]);
}

function resourceOf({ id, municipality, parties }: Known): Resource {
  return { type: 'trajectory', id, properties: { municipality, parties } };
}

function unknown({ type, id }: Resource): Problem {
  return type === 'trajectory' && id !== undefined
    ? problem('not-found', 'no-such-trajectory')
    : problem('not-found', 'nothing-here');
}

/** Why something is refused, as it is said; undefined for what is allowed. */
export function whyNot(reason: string): Said | undefined {
  if (reason === 'not-known') return says('nothing-here');
  return Object.hasOwn(usual, reason) ? usual[reason as keyof typeof usual] : undefined;
}

const usual: Record<Exclude<AccessReason, 'not-known' | 'allowed'>, Said> = {
  'no-partner': says('your-agency-takes-no-part'),
  role: says('none-of-your-roles'),
  'other-municipality': says('of-another-municipality'),
  'own-request': says('second-person-needed'),
  ended: says('has-ended'),
  'no-rule': says('nothing-allows-this'),
};
