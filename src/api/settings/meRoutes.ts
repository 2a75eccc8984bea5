import { RegisterUnavailable } from '../../register/database/database.js';
import { KeysUnavailable } from '../../privacy/errors.js';
import { listDelegations } from '../../register/access/delegations.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { actionNames, type AccessContext, type ActionName } from '../../trajectory/replayed/policy.js';
import { agencyTitle, rolesOfAgency, roleTitle } from '../../trajectory/definitions/domain.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import { accessContext } from '../access/access.js';
import * as accessSchemas from './accessSchemas.js';
import { personShownTo } from '../../trajectory/access/person.js';
import { mayWith } from '../access/decisions.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { endsAt } from '../signingIn/session.js';
import { definitionsOf, municipalityName } from '../../trajectory/definitions/programme.js';
import { delegationView } from './delegationRoutes.js';

/** More than anyone has at one time. */
const mostDelegations = 200;

/** Who one is here, and what one may do: for screens, and for whoever wonders. */
export function meRoutes(services: Services): Route[] {
  const { steps, actions, referral } = definitionsOf(services.programmes);
  const definitions = [referral, ...steps, ...actions];
  const { domain } = services.programmes;
  return [
    route({
      method: 'get',
      path: '/v1/me',
      operationId: 'me',
      tag: 'access',
      summary: 'Get your roles here, and what you may do',
      asks: { action: 'self:read' },
      responses: { 200: { description: 'You', schema: accessSchemas.meOf(domain) } },
      problems: [],
      async handle({ actor, access, session }) {
        access.must('self:read', { type: 'self', id: actor.subject });
        const context = accessContext(services.programmes, actor);
        return {
          status: 200,
          body: {
            subject: actor.subject,
            onBehalfOf: actor.onBehalfOf ?? null,
            agency: actor.agency,
            municipality: actor.municipality,
            roles: actor.roles.map((role) => ({
              role,
              title: roleTitle(domain, actor.agency, role) ?? null,
            })),
            agencies: domain.agencyNames.map((agency) => ({
              agency,
              title: agencyTitle(domain, agency).title,
              roles: rolesOfAgency(domain, agency).map((role) => ({ role, title: domain.roles[role]!.title })),
            })),
            municipalities: services.programmes.municipalities.map((municipality) => ({
              municipality,
              name: municipalityName(services.programmes, municipality),
            })),
            person: personShownTo(services.programmes, actor.agency),
            actions: actionNames.filter((name) => mayAtAll(actor, name, context)),
            steps: definitions
              .filter(({ performedBy }) => mayWith(actor, 'trajectory:perform', { performedBy }, context))
              .map(({ name }) => name),
            delegations: await delegationsOf(services, actor),
            session: session
              ? {
                  startedAt: iso(session.startedAt),
                  idleUntil: iso(endsAt(session, services.sessionTimes)),
                  endsAt: iso(session.startedAt + services.sessionTimes.longest),
                }
              : null,
            local: services.isLocal,
          },
        };
      },
    }),
  ];

  /** With something of their own: what they may do with what belongs to others is decided each time. */
  function mayAtAll(actor: Actor, name: ActionName, context: AccessContext): boolean {
    const { municipality, agency, subject } = actor;
    const properties = { municipality, parties: [agency], owner: subject };
    if (name === 'trajectory:perform') {
      return definitions.some(({ performedBy }) => mayWith(actor, name, { ...properties, performedBy }, context));
    }
    return mayWith(actor, name, { ...properties, performedBy: referral.performedBy }, context);
  }
}

async function delegationsOf({ register }: Services, { subject }: Actor) {
  try {
    const today = dayOf(new Date().toISOString());
    const filter = { person: subject, municipality: null, holdingOn: today };
    const { items } = await listDelegations(register, filter, { limit: mostDelegations });
    return {
      given: items.filter(({ giver }) => giver === subject).map(delegationView),
      received: items.filter(({ receiver }) => receiver === subject).map(delegationView),
    };
  } catch (error) {
    if (error instanceof RegisterUnavailable || error instanceof KeysUnavailable) return null;
    throw error;
  }
}

const iso = (moment: number) => new Date(moment).toISOString();
