import { knowsStepIn } from '../../trajectory/compartments.js';
import { mayPerform } from '../../trajectory/decide.js';
import { Refusal } from '../../trajectory/refusal.js';
import { Problem } from '../problem.js';
import { bodyHashOf, commandIdOf, personRefOf } from '../identifiers.js';
import { etag, idempotencyKey, route, type Call, type Reply, type Route } from '../route.js';
import * as schemas from '../schemas.js';
import type { Services } from '../services.js';
import { trajectoryView } from '../views.js';
import { definitionsOf } from './catalogue.js';
import { viewOf } from './reading.js';

/** Referring a person: the one command that comes before there is a trajectory. */
export function referralRoutes(services: Services): Route[] {
  const { referral } = definitionsOf(services.programmes);
  return [
    route({
      method: 'post',
      path: '/v1/trajectories',
      operationId: 'refer',
      tag: 'trajectories',
      summary: referral.title.en,
      description: referral.description.en,
      asks: { action: 'trajectory:refer', performedBy: referral.performedBy },
      body: { schema: referral.input, example: referral.example },
      command: 'creates',
      responses: {
        201: { description: 'The trajectory has started', schema: schemas.trajectory, headers: ['ETag', 'Location'] },
      },
      problems: ['trajectory-already-open', 'idempotency-key-reused', 'not-confirmed'],
      handle: (call) => refer(services, call),
    }),
  ];
}

async function refer(services: Services, call: Call<unknown>): Promise<Reply> {
  const { actor, body } = call;
  const { vNumber, municipality } = body as { vNumber?: string; municipality?: string };
  const programme = programmeFor(services, actor.municipality, municipality);
  if (!mayPerform(programme.referral, actor)) {
    throw new Refusal('forbidden', `Referring is done by ${programme.referral.performedBy.join(' or ')}.`);
  }
  const commandId = commandIdOf(actor.subject, idempotencyKey(call));
  const personRef = personRefOf(services.personKey, vNumber === undefined ? { commandId } : { vNumber });
  // The V-number has served its purpose: it goes no further than this, and the record has only that there was one.
  const { vNumber: _left, ...input } = body as Record<string, never>;
  const bodyHash = bodyHashOf('referral', { ...input, personRef });
  const referred = await services.referring.refer(programme, personRef, vNumber !== undefined, {
    commandId,
    bodyHash,
    input,
    actor,
  });
  const view =
    'created' in referred
      ? trajectoryView(referred.created, 'workflow', knowsStepIn(services.programmes, actor.agency))
      : await viewOf(services, actor, referred.repeatOf);
  return {
    status: 201,
    body: view,
    headers: { location: `/v1/trajectories/${view.id}`, etag: etag(view.version) },
  };
}

function programmeFor(services: Services, own: string | null, asked: string | undefined) {
  if (own === null) throw new Problem('forbidden', 'Referring is done for a municipality; your token names none.');
  if (asked !== undefined && asked !== own) {
    throw new Problem('forbidden', `You work for ${own}, so you can't refer a person to ${asked}.`);
  }
  const programme = services.programmes.at(own, new Date().toISOString());
  if (!programme) throw new Problem('forbidden', `The municipality ${own} does not take part here.`);
  return programme;
}
