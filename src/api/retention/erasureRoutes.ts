import { z } from 'zod';
import { countWithoutTerm, listDue, type DueRow } from '../../register/erasure/dueErasures.js';
import {
  decideErasure,
  findErasure,
  listErasures,
  proposeErasure,
  type Erasure,
} from '../../register/erasure/erasures.js';
import { dueRules, keptFor } from '../../retention/due.js';
import { addDays, dayOf, startOf } from '../../trajectory/terms/calendar.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import { activityNamed } from '../access/activities.js';
import type { Decisions } from '../access/decisions.js';
import { type dueItem, dueList, erasure, proposalBody, rejectionBody } from './retentionSchemas.js';
import { route, type Call, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import type { Services } from '../serving/services.js';
import { problem } from '../http/problem.js';

/** A proposal on which nobody decides is of no value after a while: what was due has to be looked at anew. */
const lapsesAfterDays = 30;

const pageQuery = z.strictObject({ ...shapes.paging });

/** What is due to be erased, and erasing it: one proposes, another approves. Pseudonymous ids only. */
export function erasureRoutes(services: Services): Route[] {
  const { register, programmes } = services;
  return [
    route({
      method: 'get',
      path: '/v1/erasures/due',
      operationId: 'listDueErasures',
      tag: 'retention',
      summary: 'List the trajectories that may be erased, the longest waiting first',
      description:
        'All of the person has ended and its term is over. Whoever was in another municipality as well is on the list of an administrator for the whole country only.',
      asks: { action: 'erasure:list' },
      query: pageQuery,
      responses: { 200: { description: 'A page', schema: dueList } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { limit, cursor } }) {
        access.must('erasure:list', { type: 'erasure' });
        const rules = dueRules(programmes, new Date().toISOString());
        const page = await listDue(register, actor, rules, { limit, cursor });
        access.shows(page.items);
        const withoutTerm = await countWithoutTerm(register, actor, rules);
        const items = page.items.flatMap((row) => dueView(programmes, row));
        return { status: 200, body: { items, nextCursor: page.nextCursor, withoutTerm } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/erasures',
      operationId: 'proposeErasure',
      tag: 'retention',
      summary: 'Propose to erase persons',
      description: 'Nothing is erased before a second administrator approves. Each is looked at once more then.',
      asks: { action: 'erasure:propose' },
      body: {
        schema: proposalBody,
        example: {
          trajectoryIds: ['00000000000000000000000000.1'],
          motivation: 'The terms are over.',
          reference: 'Selectielijst gemeenten 2020',
        },
      },
      responses: { 201: { description: 'The proposal', schema: erasure, headers: ['Location'] } },
      problems: ['conflict', 'register-unavailable'],
      handle: (call) => propose(services, call),
    }),
    route({
      method: 'get',
      path: '/v1/erasures',
      operationId: 'listErasures',
      tag: 'retention',
      summary: 'List what was proposed, approved and erased',
      asks: { action: 'erasure:list' },
      query: pageQuery,
      responses: { 200: { description: 'A page, the newest first', schema: shapes.listOf(erasure) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { limit, cursor } }) {
        access.must('erasure:list', { type: 'erasure' });
        const page = await listErasures(register, actor, { limit, cursor });
        for (const one of page.items) showsWhomItIsAbout(access, one);
        return { status: 200, body: { items: page.items.map(erasureView), nextCursor: page.nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/erasures/{id}',
      operationId: 'readErasure',
      tag: 'retention',
      summary: 'One erasure, with its declaration of destruction when it is done',
      asks: { action: 'erasure:list' },
      responses: { 200: { description: 'The erasure', schema: erasure } },
      problems: ['not-found', 'register-unavailable'],
      async handle(call) {
        return { status: 200, body: erasureView(await erasureFor(services, call, 'erasure:list')) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/erasures/{id}/approve',
      operationId: 'approveErasure',
      tag: 'retention',
      summary: 'Approve: it is carried out, and cannot be undone',
      description: 'By another person than who proposed it, nor by someone who stands in for them.',
      asks: { action: 'erasure:approve' },
      activity: activityNamed('erasure:approve'),
      responses: { 202: { description: 'It is being carried out', schema: erasure } },
      problems: ['not-found', 'conflict', 'register-unavailable', 'not-confirmed'],
      async handle(call) {
        const { id, status } = await erasureFor(services, call, 'erasure:approve');
        // Approved, and not begun: then the engine gave no answer, and it is begun now.
        if (status !== 'approved') await decide(services, call, id, { approve: true, reason: null });
        await services.engine.startErasure(id);
        return { status: 202, body: erasureView(await erasureFor(services, call, 'erasure:approve')) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/erasures/{id}/reject',
      operationId: 'rejectErasure',
      tag: 'retention',
      summary: 'Reject: nothing is erased',
      asks: { action: 'erasure:approve' },
      activity: activityNamed('erasure:reject'),
      body: { schema: rejectionBody, example: { reason: 'One of them has an appeal pending.' } },
      responses: { 200: { description: 'The rejected proposal', schema: erasure } },
      problems: ['not-found', 'conflict', 'register-unavailable'],
      async handle(call) {
        const { id } = await erasureFor(services, call, 'erasure:approve');
        const { reason } = rejectionBody.parse(call.body);
        await decide(services, call, id, { approve: false, reason });
        return { status: 200, body: erasureView(await erasureFor(services, call, 'erasure:approve')) };
      },
    }),
  ];
}

async function propose({ register, programmes }: Services, { actor, access, body }: Call<unknown>) {
  const { municipality } = actor;
  access.must('erasure:propose', { type: 'erasure', properties: { municipality } });
  const { trajectoryIds, motivation, reference } = proposalBody.parse(body);
  const now = new Date().toISOString();
  const ids = [...new Set(trajectoryIds)];
  for (const id of ids) access.concerns(id, null);
  const { items } = await listDue(register, actor, dueRules(programmes, now), { limit: ids.length }, ids);
  const free = items.filter(({ held, proposedIn }) => !held && proposedIn === null);
  const found = new Set(free.map(({ id }) => id));
  const others = ids.filter((id) => !found.has(id));
  if (others.length > 0) {
    throw problem('conflict', 'not-due', { ids: others.join(', ') }, { extra: { notDue: others } });
  }
  // To propose it is to do something with what is kept of them: they read that in their own file.
  access.shows(free);
  const persons = new Map(free.map(({ refs, trajectories }) => [refs.join(), { refs, trajectories }]));
  const id = await proposeErasure(register, {
    municipality,
    motivation,
    reference,
    proposedBy: signerOf(actor),
    proposedAt: now,
    lapsesAt: startOf(addDays(dayOf(now), lapsesAfterDays + 1)),
    persons: [...persons.values()],
  });
  const proposed = await findErasure(register, id);
  return { status: 201, body: proposed && erasureView(proposed), headers: { location: `/v1/erasures/${id}` } };
}

async function decide(
  { register }: Services,
  { actor }: Call<unknown>,
  id: string,
  how: { approve: boolean; reason: string | null },
): Promise<void> {
  const decision = { ...how, by: signerOf(actor), at: new Date().toISOString() };
  if (await decideErasure(register, id, decision)) return;
  throw problem('conflict', 'erasure-decided');
}

/** @throws Problem `not-found`, also for what is proposed in another municipality; `forbidden` for who proposed it */
async function erasureFor(
  { register }: Services,
  { access, params }: Call<unknown>,
  action: 'erasure:list' | 'erasure:approve',
): Promise<Erasure> {
  const id = params['id'] ?? '';
  const found = await findErasure(register, id);
  // Who may look at erasures at all is told first, so that no one learns which there are.
  access.must('erasure:list', { type: 'erasure' });
  const properties = { municipality: found?.municipality ?? null };
  if (!found || !access.allows('erasure:list', { type: 'erasure', id, properties })) {
    throw problem('not-found', 'no-such-erasure', { id });
  }
  const { municipality, proposedBy } = found;
  const askedBy = [proposedBy.subject, ...(proposedBy.onBehalfOf === undefined ? [] : [proposedBy.onBehalfOf])];
  access.must(action, { type: 'erasure', id, properties: { municipality, askedBy } });
  showsWhomItIsAbout(access, found);
  return found;
}

function showsWhomItIsAbout(access: Decisions, { trajectories, municipality }: Erasure): void {
  for (const id of trajectories) access.concerns(id, municipality, true);
}

function signerOf({ subject, agency, municipality, onBehalfOf }: Actor) {
  return { subject, agency, municipality, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

function dueView(programmes: Programmes, row: DueRow): z.output<typeof dueItem>[] {
  const { id, municipality, outcome, closedAt, held, proposedIn } = row;
  const kept = keptFor(programmes, { municipality, outcome, closedAt: closedAt.toISOString() });
  // The rules by which it was found are the same ones.
  if (!kept?.term || kept.rule === null || kept.dueFrom === null) return [];
  const { programme, rule, term, dueFrom } = kept;
  const closedOn = dayOf(closedAt.toISOString());
  return [{ id, municipality, outcome, closedOn, dueFrom, because: { programme, rule, term }, held, proposedIn }];
}

function erasureView(found: Erasure): z.output<typeof erasure> {
  return {
    ...found,
    proposedAt: found.proposedAt.toISOString(),
    lapsesAt: found.lapsesAt.toISOString(),
    decidedAt: found.decidedAt?.toISOString() ?? null,
  };
}
