import { z } from 'zod';
import { batchesOf, readEvents, type EventRow } from '../../register/trajectories/timeline.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import { correcting } from '../../trajectory/definitions/ownNames.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { agencyTitle } from '../../trajectory/definitions/domain.js';
import { asNamedNow, factNow } from '../../trajectory/definitions/formerNames.js';
import { processingActivities, purposeOfGone, seenBy, seenIn } from '../../trajectory/access/sharing.js';
import { stateKnownTo } from '../../trajectory/access/agencyState.js';
import { knowledgeOf, partSince, partsKnownTo } from '../../trajectory/access/knowledge.js';
import {
  nothingYet,
  type Agency,
  type Json,
  type TrajectoryState,
  knowledgeFact,
} from '../../trajectory/replayed/state.js';
import { dataFor, definitionOf, factsNoLongerShown, titleOfGone } from '../../trajectory/access/recorded.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { entriesKnownTo, unhiddenFrom, type KnownEntry } from '../access/compartments.js';
import type { Decisions } from '../access/decisions.js';
import { processingRegisterAt } from './processing.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { whoSeesWhatPage } from './sharingPage.js';
import { processingRegister, whoSeesThis, whoSeesWhat } from './sharingSchemas.js';
import { asOfQuery, eventsUntil } from '../trajectories/asItWas.js';
import { definitionsOf } from '../../trajectory/definitions/programme.js';
import { viewOf } from '../trajectories/reading.js';

const pageQuery = z.strictObject({
  format: z.enum(['json', 'html']).default('json'),
});

/** Who sees what, in general and of one trajectory, and the register of processing: all from the definitions. */
export function sharingRoutes(services: Services): Route[] {
  const { domain } = services.programmes;
  const { referral, steps, actions } = definitionsOf(services.programmes);
  const definitions = [referral, ...steps, ...actions];
  const general: z.output<typeof whoSeesWhat> = {
    items: domain.agencyNames.map((agency) => ({
      agency,
      title: agencyTitle(domain, agency).title,
      activities: seenBy(agency, definitions),
    })),
  };
  const activities = processingActivities(definitions, domain.agencyNames);
  return [
    route({
      method: 'get',
      path: '/v1/who-sees-what',
      operationId: 'readWhoSeesWhat',
      tag: 'catalogue',
      summary: 'Get what each agency can see, and for what purpose it is kept',
      description:
        'By agency; with `format=html` as a page in plain language that can be shown to the person or printed.',
      asks: { action: 'catalogue:read' },
      query: pageQuery,
      responses: { 200: { description: 'By agency', schema: whoSeesWhat, alsoAs: 'text/html' } },
      problems: [],
      async handle({ access, language, query: { format } }) {
        access.must('catalogue:read', { type: 'catalogue' });
        if (format === 'json') return { status: 200, body: general };
        return { status: 200, body: whoSeesWhatPage(domain, activities, language), type: 'text/html' };
      },
    }),
    route({
      method: 'get',
      path: '/v1/processing-register',
      operationId: 'readProcessingRegister',
      tag: 'catalogue',
      summary: 'The register of processing activities (art. 30 GDPR)',
      description: 'Made from the steps and actions, and from the programmes as they hold now.',
      asks: { action: 'catalogue:read' },
      responses: { 200: { description: 'The register', schema: processingRegister } },
      problems: [],
      async handle({ access }) {
        access.must('catalogue:read', { type: 'catalogue' });
        return { status: 200, body: processingRegisterAt(services.programmes, new Date().toISOString()) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/who-sees-what',
      operationId: 'readWhoSeesThis',
      tag: 'trajectories',
      summary: 'Get the agencies that take part in a trajectory, since when, and what each of them can see',
      description:
        'From the register. It leaves out what your agency cannot see. The municipality sees everything. With `asOf` of that moment, by what each agency may see now.',
      asks: { action: 'trajectory:read' },
      query: asOfQuery,
      responses: { 200: { description: 'By agency', schema: whoSeesThis } },
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle({ actor, access, params, query: { asOf } }) {
        const id = params['id'] ?? '';
        const events =
          asOf === undefined ? await eventsNow(services, access, id) : await eventsUntil(services, access, id, asOf);
        const shared = sharingOf(services, actor.agency, id, events, definitions);
        return { status: 200, body: { ...shared, ...(asOf === undefined ? {} : { asOf }) } };
      },
    }),
  ];
}

async function eventsNow(services: Services, access: Decisions, id: string): Promise<EventRow[]> {
  await viewOf(services, access, id);
  return readEvents(services.register, id);
}

/** @param asker only what this agency can see itself is in it */
function sharingOf(
  services: Services,
  asker: Agency,
  id: string,
  events: readonly EventRow[],
  definitions: readonly (Step | Action)[],
): z.output<typeof whoSeesThis> {
  const { programmes } = services;
  const { domain } = programmes;
  const whole = asNamedNow(definitions, batchesOf([...events]).reduce(evolve, nothingYet));
  const knowledge = knowledgeOf(whole);
  const state = stateKnownTo(asker, whole, knowsStepIn(programmes, asker));
  const known = entriesKnownTo(asker, events, whole, knowsStepIn(programmes, asker), definitions);
  const alsoKnownTo = entriesOfOthers(services, asker, events, whole, definitions);
  const facts = definitions
    .flatMap(({ shows = {} }) => Object.entries(shows))
    .map(([fact, { title, purpose, audience }]) => ({ fact, title, purpose, audience: audience }));
  const shown = new Map(definitions.flatMap(({ shows = {} }) => Object.entries(shows)));
  for (const [fact, audience] of factsNoLongerShown(events, shown, (name) => factNow(definitions, name))) {
    facts.push({ fact, title: titleOfGone(fact), purpose: purposeOfGone, audience });
  }
  const kept = facts.filter(({ fact, audience }) => Object.hasOwn(state.facts, fact) && audience.includes(asker));
  return {
    id,
    version: state.version,
    items: domain.agencyNames
      .filter((agency) => agency === 'municipality' || state.parties.includes(agency))
      .map((agency) => ({
        agency,
        title: agencyTitle(domain, agency).title,
        since: partSince(knowledge, agency, asker) ?? whole.openedAt,
        activities: seenIn(
          alsoKnownTo(agency, known).map((event) => {
            const definition = definitionOf(event, definitions);
            const name = definition?.name ?? event.step ?? event.type;
            // The day of a plan stands there too, and nobody filled that in.
            const data = event.type === 'step-planned' ? null : dataFor([asker, agency], event, definition);
            return { name, data };
          }),
          definitions,
        ),
        facts: kept
          .filter(({ audience }) => audience.includes(agency))
          .map(({ fact, title, purpose }) => ({ fact, title, purpose })),
      })),
  };
}

/**
 * Of the entries that the one who asks knows, those that another agency knows too: by the parts that the asker knows it has,
 * and by what happened that the asker may know of, also before the asker had a part. So both are told the same of it.
 */
function entriesOfOthers(
  { programmes }: Services,
  asker: Agency,
  events: readonly EventRow[],
  whole: TrajectoryState,
  definitions: readonly (Step | Action)[],
) {
  const facts = { ...whole.facts, ...knowledgeFact.set(partsKnownTo(asker, knowledgeOf(whole))) };
  const unhidden = unhiddenFrom(asker, events, whole, knowsStepIn(programmes, asker), definitions);
  return (agency: Agency, known: readonly KnownEntry[]): EventRow[] => {
    const knows = knowsStepIn(programmes, agency);
    const both = [asker, agency];
    const seen = entriesKnownTo(agency, unhidden, { ...whole, facts }, knows, definitions).filter(
      (entry) => both.includes('municipality') || isKnownByWhatBothSee(both, entry, events, definitions),
    );
    const sequences = new Set(seen.map(({ event }) => event.sequence));
    return known.map(({ event }) => event).filter(({ sequence }) => sequences.has(sequence));
  };
}

/**
 * Whether an agency would know of an entry by what the asker sees of it too: else the asker would learn that it has an answer
 * that is not for them. It knows of all that happened while it had a part; of before only by an answer, and of a correction
 * only by one that is corrected.
 */
function isKnownByWhatBothSee(
  both: readonly Agency[],
  { event, number }: KnownEntry,
  events: readonly EventRow[],
  definitions: readonly (Step | Action)[],
): boolean {
  const { type } = event;
  if (type === correcting.correct || type === correcting.confirm) {
    const { sequence, changes } = event.data as { sequence: number; changes?: Record<string, Json> };
    const about = events.find((one) => one.sequence === sequence);
    if (!about) return false;
    if (!changes) return isKnownByWhatBothSee(both, { event: about, number, knowsCause: true }, events, definitions);
    return dataFor(both, { data: changes, seenBy: about.seenBy }, definitionOf(about, definitions)) !== null;
  }
  return number > 0 || dataFor(both, event, definitionOf(event, definitions)) !== null;
}
