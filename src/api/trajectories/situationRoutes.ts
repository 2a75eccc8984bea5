import { correctedFacts } from '../../trajectory/definitions/correctedFacts.js';
import type { Agency, Json, TrajectoryState } from '../../trajectory/replayed/state.js';
import type { ShownFact, Text } from '../../trajectory/definitions/step.js';
import { route, type Route } from '../serving/route.js';
import * as schemas from './schemas.js';
import { factWords } from './factWords.js';
import { speechOf } from './speech.js';
import { wordingOf } from '../../trajectory/reading/names.js';
import type { Services } from '../serving/services.js';
import { asOfQuery, stateAt } from './asItWas.js';
import { situationFor } from './audienceSchemas.js';
import { definitionsOf, everyDefinition } from '../../trajectory/definitions/programme.js';
import { stateOf } from './reading.js';
import { RegisterUnavailable } from '../../register/database/database.js';
import { readEvents } from '../../register/trajectories/timeline.js';
import { factNow } from '../../trajectory/definitions/formerNames.js';
import { factsNoLongerShown, titleOfGone } from '../../trajectory/access/recorded.js';

/** Where a trajectory stands: what its steps and actions keep of it, as far as the caller's agency may see it. */
export function situationRoutes(services: Services): Route[] {
  const { steps, actions, referral } = definitionsOf(services.programmes);
  const definitions = [referral, ...steps, ...actions];
  const shown = new Map<string, ShownFact>(definitions.flatMap(({ shows = {} }) => Object.entries(shows)));
  const shownBy = new Map(
    definitions.flatMap((by) => Object.entries(by.shows ?? {}).map(([name, fact]) => [name, { fact, by }] as const)),
  );
  const wording = wordingOf(services.programmes);
  return [
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/situation',
      operationId: 'readSituation',
      tag: 'trajectories',
      summary: 'Where a trajectory stands: its direction and how it came to be, what is agreed, what runs',
      description:
        'The facts that decisions rest on, each as far as your agency may see it; with `asOf` as they were recorded at that moment.',
      asks: { action: 'trajectory:read' },
      query: asOfQuery,
      responses: { 200: { description: 'The facts', schema: schemas.situation } },
      responsesFor: (agency) => ({ 200: { description: 'The facts', schema: situationFor(agency, shown) } }),
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle({ actor, access, params, query: { asOf }, language }) {
        const id = params['id'] ?? '';
        const state =
          asOf === undefined ? await stateOf(services, access, id) : await stateAt(services, access, id, asOf);
        const speech = speechOf(services.programmes, language);
        const worded = (fact: string, title: Text, recorded: Json) => {
          const value = speech.value(fact, recorded);
          return { fact, title, value, words: factWords(value, wording, shownBy.get(fact)) };
        };
        const facts = [...shown]
          .filter(([name, { audience }]) => Object.hasOwn(state.facts, name) && audience.includes(actor.agency))
          .map(([fact, { title }]) => ({
            ...worded(fact, title, state.facts[fact]!),
            ...(correctedFacts.of(state.facts)?.[fact] !== undefined && { corrected: true as const }),
          }));
        const gone = await noLongerShown(services, actor.agency, state, shown, asOf);
        facts.push(...gone.map(({ fact, title, value }) => worded(fact, title, value)));
        return { status: 200, body: { id, version: state.version, facts, ...(asOf === undefined ? {} : { asOf }) } };
      },
    }),
  ];
}

/**
 * Facts that no definition shows any more, for those who could see them when they were recorded. Only the record says which
 * they are, so they are left out while it does not answer.
 */
async function noLongerShown(
  services: Services,
  agency: Agency,
  { id, facts }: TrajectoryState,
  shown: ReadonlyMap<string, ShownFact>,
  asOf: string | undefined,
): Promise<{ fact: string; title: Text; value: Json }[]> {
  if (Object.keys(facts).every((fact) => shown.has(fact))) return [];
  try {
    const recorded = await readEvents(services.register, id);
    const events = recorded.filter(({ at }) => asOf === undefined || at.toISOString() <= asOf);
    const gone = factsNoLongerShown(events, shown, (fact) => factNow(everyDefinition(services.programmes), fact));
    return [...gone]
      .filter(([fact, audience]) => Object.hasOwn(facts, fact) && audience.includes(agency))
      .map(([fact]) => ({
        fact,
        title: titleOfGone(fact),
        value: facts[fact]!,
      }));
  } catch (error) {
    if (error instanceof RegisterUnavailable) return [];
    throw error;
  }
}
