import { z } from 'zod';
import {
  endDelegation,
  findDelegation,
  giveDelegation,
  listDelegations,
  type Delegation,
} from '../../register/access/delegations.js';
import { addDays, dayOf } from '../../trajectory/terms/calendar.js';
import { isRoleOf } from '../../trajectory/definitions/domain.js';
import { hasRole } from '../../trajectory/replayed/roles.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import * as accessSchemas from './accessSchemas.js';
import { keyReused } from '../engine/engine.js';
import { commandIdOf } from '../http/identifiers.js';
import { idempotencyKey, route, type Call, type Reply, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import type { Services } from '../serving/services.js';
import { holdsOn } from '../access/standingIn.js';
import { badBody, problem, says } from '../http/problem.js';

const ownOnly = says('only-own-roles');
const refusedAsEnded = says('delegation-ended-by');

const listQuery = z.strictObject({ holds: shapes.flag.optional(), ...shapes.paging });

/** Letting a colleague act for you, in your roles and under their own name, until a day. */
export function delegationRoutes(services: Services): Route[] {
  const { register } = services;
  return [
    route({
      method: 'post',
      path: '/v1/delegations',
      operationId: 'giveDelegation',
      tag: 'access',
      summary: 'Let a colleague act for you until a day',
      description: `The colleague sends the id of the delegation in the header Acting-For, acts in these roles under their own name, and the timeline says for whom. At most ${services.delegationDays} days ahead.`,
      asks: { action: 'delegation:give', otherwise: ownOnly },
      body: {
        schema: accessSchemas.newDelegation,
        example: {
          to: 'a.colleague',
          roles: ['case-director'],
          until: addDays(dayOf(new Date().toISOString()), 14),
          reason: 'On leave.',
        },
      },
      command: 'creates',
      responses: { 201: { description: 'It holds from now on', schema: accessSchemas.delegation } },
      problems: ['conflict', 'idempotency-key-reused', 'register-unavailable'],
      handle: (call) => give(services, call),
    }),
    route({
      method: 'get',
      path: '/v1/delegations',
      operationId: 'listDelegations',
      tag: 'access',
      summary: 'The delegations that you gave or received; for a coordinator all of the municipality',
      asks: { action: 'delegation:list' },
      query: listQuery,
      responses: { 200: { description: 'A page', schema: shapes.listOf(accessSchemas.delegation) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { holds, ...page } }) {
        access.must('delegation:list', { type: 'delegation' });
        const today = dayOf(new Date().toISOString());
        const filter = { ...withinSight(actor), holdingOn: holds === true ? today : null };
        const { items, nextCursor } = await listDelegations(register, filter, page);
        return { status: 200, body: { items: items.map(delegationView), nextCursor } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/delegations/{id}/end',
      operationId: 'endDelegation',
      tag: 'access',
      summary: 'End a delegation before its day: who gave it, or a coordinator',
      asks: { action: 'delegation:end' },
      responses: { 200: { description: 'It has ended', schema: accessSchemas.delegation } },
      problems: ['not-found', 'register-unavailable'],
      async handle({ actor, access, params }) {
        const id = params['id'] ?? '';
        const found = await findDelegation(register, id);
        const isSeen = found && isWithin(withinSight(actor), found);
        const { municipality, giver } = found ?? {};
        const resource = { type: 'delegation', id, properties: { municipality, owner: giver } } as const;
        if (!isSeen) {
          access.allows('delegation:end', resource);
          throw problem('not-found', 'no-such-delegation', { id });
        }
        access.must('delegation:end', resource, {
          role: refusedAsEnded,
          'no-rule': refusedAsEnded,
          'own-request': refusedAsEnded,
        });
        const ended = await endDelegation(register, id, actor.subject);
        return { status: 200, body: delegationView(ended ?? found) };
      },
    }),
  ];
}

async function give({ programmes, register, delegationDays }: Services, call: Call<unknown>): Promise<Reply> {
  const { actor, access } = call;
  access.must('delegation:give', { type: 'delegation' }, { role: ownOnly, 'no-rule': ownOnly });
  const { to, until, reason, roles } = accessSchemas.newDelegation.parse(call.body);
  const foreign = roles.filter(
    (role) => !actor.roles.includes(role) || !isRoleOf(programmes.domain, actor.agency, role),
  );
  if (foreign.length > 0) throw problem('forbidden', 'not-your-role');
  if (to === actor.subject) {
    throw problem('conflict', 'delegation-to-yourself');
  }
  const today = dayOf(new Date().toISOString());
  const last = addDays(today, delegationDays);
  if (until < today || until > last) {
    throw badBody('/until', 'delegation-until', { first: today, last });
  }
  const { subject: giver, agency, municipality } = actor;
  const asked = { giver, receiver: to, agency, municipality, roles: [...new Set(roles)], reason, until };
  const recorded = await giveDelegation(register, { id: commandIdOf(giver, idempotencyKey(call)), ...asked });
  const isTheSame = Object.entries(asked).every(
    ([name, value]) => JSON.stringify(recorded[name as keyof Delegation]) === JSON.stringify(value),
  );
  if (!isTheSame) throw keyReused();
  return { status: 201, body: delegationView(recorded) };
}

/** Whose delegations someone sees: their own; a coordinator those of the municipality, a national one all. */
export function withinSight(actor: Actor): { person: string | null; municipality: string | null } {
  return hasRole(actor, 'coordinator')
    ? { person: null, municipality: actor.municipality }
    : { person: actor.subject, municipality: null };
}

function isWithin({ person, municipality }: ReturnType<typeof withinSight>, { giver, receiver, ...one }: Delegation) {
  return (
    (person === null || person === giver || person === receiver) &&
    (municipality === null || municipality === one.municipality)
  );
}

export function delegationView(row: Delegation): z.output<typeof accessSchemas.delegation> {
  const { id, giver: from, receiver: to, agency, municipality, roles, reason, until, endedBy } = row;
  return {
    id,
    from,
    to,
    agency,
    municipality,
    roles,
    reason,
    createdAt: row.createdAt.toISOString(),
    until,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy,
    holds: holdsOn(row, dayOf(new Date().toISOString())),
  };
}
