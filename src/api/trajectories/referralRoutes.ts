import type { Json } from '../../trajectory/replayed/state.js';
import { fieldsOf } from '../../trajectory/definitions/field.js';
import { definitionsOf, type Programme } from '../../trajectory/definitions/programme.js';
import { noteAskedFor } from './askedFor.js';
import type { Decisions, Known } from '../access/decisions.js';
import { notConfirmed } from '../engine/engine.js';
import { bodyHashOf, commandIdOf, personRefOf } from '../http/identifiers.js';
import { pseudonymOf } from './personNumbers.js';
import { etag, idempotencyKey, route, type Call, type Reply, type Route } from '../serving/route.js';
import * as schemas from './schemas.js';
import type { Services } from '../serving/services.js';
import { trajectoryView, viewerOf } from './views.js';
import { personRefIn, rowIfUp, viewOf } from './reading.js';
import { problem, Problem, says } from '../http/problem.js';

/** Referring a person: the one command that comes before there is a trajectory. */
export function referralRoutes(services: Services): Route[] {
  const { referral } = definitionsOf(services.programmes);
  return [
    route({
      method: 'post',
      path: '/v1/trajectories',
      operationId: 'refer',
      tag: 'trajectories',
      activity: `trajectory.${referral.name}`,
      summary: referral.title.en,
      description: referral.description.en,
      asks: askedOfReferral(referral),
      body: { schema: referral.input, example: referral.example },
      command: 'creates',
      responses: {
        201: { description: 'The trajectory has started', schema: schemas.trajectory, headers: ['ETag', 'Location'] },
      },
      problems: ['trajectory-already-open', 'conflict', 'idempotency-key-reused', 'clock-differs', 'not-confirmed'],
      handle: (call) => refer(services, call),
    }),
  ];
}

async function refer(services: Services, call: Call<unknown>): Promise<Reply> {
  const { actor, access, body } = call;
  const { domain } = services.programmes;
  const { municipality } = body as { municipality?: string };
  const { [domain.personNumber?.field ?? '']: number, ...input } = body as Record<string, Json>;
  const programme = programmeFor(services, access, municipality);
  const commandId = commandIdOf(actor.subject, idempotencyKey(call));
  const personRef =
    typeof number !== 'string' || !domain.personNumber
      ? personRefOf(services.personKey, { commandId })
      : pseudonymOf(services.personKey, domain, programme, number, domain.personNumber.field);
  // In what a repeat is known by, and in the id, there is the pseudonym alone. The number itself goes on only where the domain keeps it.
  const bodyHash = bodyHashOf('referral', { ...input, personRef });
  const command = { commandId, bodyHash, input: { ...input, ...keptNumber(services, number) }, actor };
  const referred = await services.referring
    .refer(programme, personRef, number !== undefined, command)
    .catch(async (error: unknown) => {
      if (error instanceof Problem && error.code === 'trajectory-already-open') {
        // It tells that the person has an open trajectory, and nothing else.
        if (!(await noteAskedFor(services, access, personRef))) access.concerns(`${personRef}.1`, null);
      }
      throw error;
    });
  const view =
    'created' in referred
      ? trajectoryView(referred.created, 'workflow', viewerOf(services, actor))
      : await viewOf(services, access, referred.repeatOf).catch(async (error: unknown) => {
          if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
          // It is there, since this caller made it. It has only not been recorded yet, and its worker is busy; unless it is
          // known, and no longer theirs to see, or not from where they work now.
          const known = await whateverIsKnown(services, referred.repeatOf);
          throw known && !access.mayKnow(known) ? notTheirsNow() : notConfirmed();
        });
  return {
    status: 201,
    body: view,
    headers: { location: `/v1/trajectories/${view.id}`, etag: etag(view.version) },
  };
}

/** The number of the person in the form in which it is kept, if the referral declares that it is. */
function keptNumber({ programmes }: Services, number: Json | undefined): Record<string, Json> {
  const { personNumber } = programmes.domain;
  if (typeof number !== 'string' || !personNumber) return {};
  const isKept = fieldsOf(definitionsOf(programmes).referral).some(
    ({ name, kept }) => name === personNumber.field && kept,
  );
  return isKept ? { [personNumber.field]: personNumber.schema.parse(number) } : {};
}

/** Of a trajectory, whoever asks: what the register or the engine has. */
async function whateverIsKnown({ engine, register }: Services, id: string): Promise<Known | undefined> {
  const recorded = await rowIfUp(register, id);
  if (recorded) return recorded;
  const state = (await engine.read(personRefIn(id)))?.state;
  return state?.id === id ? state : undefined;
}

function notTheirsNow(): Problem {
  return problem('conflict', 'referred-with-this-key');
}

/** What the policy is asked about someone who would refer a person. */
export function askedOfReferral({ performedBy }: Programme['referral']) {
  return {
    action: 'trajectory:refer',
    performedBy,
    otherwise: says('referred-by', { performers: performedBy }),
  } as const;
}

/** @throws Problem `forbidden` for who may not refer a person to this municipality */
export function programmeFor(services: Services, access: Decisions, asked: string | undefined): Programme {
  const { municipality: own } = access.actor;
  const programme = own === null ? undefined : services.programmes.at(own, new Date().toISOString());
  const { performedBy } = (programme ?? definitionsOf(services.programmes)).referral;
  const properties = { municipality: asked ?? own, performedBy };
  access.must(
    'trajectory:refer',
    { type: 'trajectory', properties },
    {
      role: says('referred-by', { performers: performedBy }),
      'other-municipality': says(own === null ? 'refer-for-a-municipality' : 'refer-elsewhere'),
    },
  );
  if (!programme) throw problem('forbidden', 'municipality-takes-no-part');
  return programme;
}
