import type { RequestHandler } from 'express';
import type { Database } from '../../register/database/database.js';
import { findDelegation, type Delegation } from '../../register/access/delegations.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import type { ResourceProperties } from '../../trajectory/replayed/policy.js';
import { actorOf } from './authentication.js';
import { Decisions } from './decisions.js';
import type { Policy } from './access.js';
import { traceIn } from '../http/trace.js';
import { badParameter, type Problem, problem } from '../http/problem.js';

export const actingFor = 'Acting-For';
/** As `commandIdOf` makes them. */
const idPattern = /^[A-Za-z0-9_-]{32}$/;

/**
 * With the header `Acting-For: <delegation>` a caller acts in the roles that a colleague has let them have, until a day.
 * Who acts is known from the verified token, and for whom from the register: never from what is sent. While the register
 * is down nobody can act for another, and everyone in their own roles. A refusal stands in the access log; what is done in
 * the name of another, stands there with both.
 */
export function standingIn(register: Database, { contextOf, log }: Policy): RequestHandler {
  return async (request, _response, next) => {
    const given = request.headersDistinct[actingFor.toLowerCase()];
    if (given === undefined) return next();
    const [id = '', ...more] = given;
    if (more.length > 0 || !idPattern.test(id)) {
      throw badParameter(actingFor, 'acting-for-form');
    }
    const startedAt = new Date();
    const self = actorOf(request);
    const access = new Decisions(self, contextOf(self));
    const delegation = await findDelegation(register, id);
    if (!access.allows('delegation:use', { type: 'delegation', id, properties: partsOf(delegation, startedAt) })) {
      const noted = { trace: traceIn(request), name: 'actForAnother', activity: undefined, startedAt, access };
      await log.note({ ...noted, status: 403, problem: 'forbidden' });
      throw refused(access);
    }
    const { subject, agency, municipality } = self;
    request.actor = { subject, agency, municipality, roles: delegation!.roles, onBehalfOf: delegation!.giver };
    next();
  };
}

function partsOf(delegation: Delegation | undefined, now: Date): ResourceProperties {
  if (!delegation || delegation.giver === delegation.receiver) return {};
  const { receiver: owner, agency, municipality } = delegation;
  return { owner, agency, municipality, holds: holdsOn(delegation, dayOf(now.toISOString())) };
}

/** Of what is not theirs nothing is told. */
function refused({ made }: Decisions): Problem {
  return problem('forbidden', made.at(-1)?.reason === 'ended' ? 'delegation-has-ended' : 'no-delegation-to-you');
}

export function holdsOn({ until, endedAt }: Delegation, day: string): boolean {
  return endedAt === null && day <= until;
}
