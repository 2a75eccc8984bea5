import {
  accessRequest,
  decideAccess,
  type AccessContext,
  type AccessReason,
  type ActionName,
  type Resource,
} from '../trajectory/policy.js';
import type { Actor } from '../trajectory/state.js';
import { Problem } from './problem.js';

/** A decision of the policy in answering one request. */
export interface Decided {
  action: ActionName;
  resource: Resource;
  allowed: boolean;
  reason: AccessReason;
}

/**
 * What the policy says to one caller, in one request. Every decision is kept, to be logged; a route that asks for none
 * gives no answer.
 */
export class Decisions {
  readonly made: Decided[] = [];
  readonly actor: Actor;
  private readonly context: AccessContext;

  constructor(actor: Actor, context: AccessContext) {
    this.actor = actor;
    this.context = context;
  }

  allows(action: ActionName, resource: Resource): boolean {
    const { decision, context } = decideAccess(accessRequest(this.actor, action, resource, this.context));
    this.made.push({ action, resource, allowed: decision, reason: context.reason });
    return decision;
  }

  /** @param detail what a refused caller is told @throws Problem `forbidden`; `not-found` for what does not exist for them */
  must(action: ActionName, resource: Resource, detail?: string): void {
    if (this.allows(action, resource)) return;
    const { reason } = this.made.at(-1)!;
    if (reason === 'not-known') {
      throw new Problem('not-found', `There is no ${resource.type} ${resource.id ?? ''}, or you may not know of it.`);
    }
    throw new Problem('forbidden', detail ?? sentences[reason]);
  }
}

const sentences: Record<Exclude<AccessReason, 'not-known'>, string> = {
  allowed: '',
  'no-partner': 'Your agency takes no part in the programme of your municipality now.',
  role: 'None of your roles allows this.',
  'other-municipality': 'This belongs to another municipality than yours.',
  'own-request':
    'You asked for this yourself, or someone whom you stand in for did: a second person has to look at it.',
  'no-rule': 'Nothing allows this.',
};
