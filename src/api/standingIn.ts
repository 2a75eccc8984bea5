import type { RequestHandler } from 'express';
import type { Database } from '../register/database.js';
import { findDelegation, type Delegation } from '../register/delegations.js';
import { dayOf } from '../trajectory/calendar.js';
import type { Actor } from '../trajectory/state.js';
import { actorOf } from './authentication.js';
import { Problem } from './problem.js';

export const actingFor = 'Acting-For';
/** As `commandIdOf` makes them. */
const idPattern = /^[A-Za-z0-9_-]{32}$/;

/**
 * With the header `Acting-For: <delegation>` a caller acts in the roles that a colleague has let them have, until a day.
 * Who acts is known from the verified token, and for whom from the register: never from what is sent. While the register
 * is down nobody can act for another, and everyone in their own roles.
 */
export function standingIn(register: Database): RequestHandler {
  return async (request, _response, next) => {
    const given = request.headersDistinct[actingFor.toLowerCase()];
    if (given === undefined) return next();
    const [id = '', ...more] = given;
    if (more.length > 0 || !idPattern.test(id)) {
      const detail = 'Acting-For has the id of one delegation, as GET /v1/delegations gives it.';
      throw new Problem('invalid-input', detail, { errors: [{ parameter: actingFor, detail }] });
    }
    request.actor = actorFor(actorOf(request), await findDelegation(register, id));
    next();
  };
}

/** @throws Problem `forbidden`, which tells nothing of what is not theirs */
function actorFor(self: Actor, delegation: Delegation | undefined): Actor {
  const { subject, agency, municipality } = self;
  const isTheirs =
    delegation?.receiver === subject &&
    delegation.agency === agency &&
    delegation.municipality === municipality &&
    delegation.giver !== subject;
  if (!isTheirs) {
    throw new Problem(
      'forbidden',
      'There is no such delegation to you, in the agency and municipality for which you work.',
    );
  }
  if (!holdsOn(delegation, dayOf(new Date().toISOString()))) {
    throw new Problem('forbidden', 'This delegation has ended. Leave Acting-For out to act in your own roles.');
  }
  return { subject, agency, municipality, roles: delegation.roles, onBehalfOf: delegation.giver };
}

export function holdsOn({ until, endedAt }: Delegation, day: string): boolean {
  return endedAt === null && day <= until;
}
