import type { AccessContext } from '../../trajectory/replayed/policy.js';
import { rulesOf, type Programmes } from '../../trajectory/definitions/programme.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import type { AccessLog } from './accessLog.js';

/** What answers are decided with, and written down in. */
export interface Policy {
  /** What the policy has to know beside who asks. */
  contextOf(actor: Actor): AccessContext;
  log: AccessLog;
}

/** What the policy has to know beside who asks: the time, and who is partner in the municipality's programme now. */
export function accessContext(programmes: Programmes, { municipality }: Actor): AccessContext {
  const time = new Date().toISOString();
  const programme = municipality === null ? undefined : programmes.at(municipality, time);
  return { time, partners: programme ? rulesOf(programme).partners : [] };
}
