import { z } from 'zod';
import { batchesOf, readEvents } from '../../register/trajectories/timeline.js';
import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import type { Batch } from '../../trajectory/replayed/events.js';
import type { TrajectoryState } from '../../trajectory/replayed/state.js';
import { definitionsOf, termsIn } from '../../trajectory/definitions/programme.js';
import { enteredDays } from '../../trajectory/reading/enteredDays.js';
import { termNamesOf } from '../../trajectory/reading/termNames.js';
import { explainStep, type WhatIf } from '../../trajectory/terms/terms.js';
import type { Decisions } from '../access/decisions.js';
import { notConfirmed } from '../engine/engine.js';
import { route, type Route } from '../serving/route.js';
import { askedDay as day } from '../http/shapes.js';
import * as schemas from './schemas.js';
import type { Services } from '../serving/services.js';
import { asOfQuery, stateAt } from './asItWas.js';
import { asCallerKnows, noSuchTrajectory, personRefIn, viewOf } from './reading.js';
import { badParameter } from '../http/problem.js';

const query = z.strictObject({
  ...asOfQuery.shape,
  start: day.optional().describe('Calculates as if the terms had begun to run on this day.'),
  suspendFrom: day.optional().describe('Calculates as if the clock stood still from this day …'),
  suspendTo: day.optional().describe('… to this one?'),
});

/** Why each date of a trajectory is what it is, and what it would be otherwise. Changes nothing. */
export function termRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/terms',
      operationId: 'explain-terms',
      tag: 'trajectories',
      summary: 'The terms of a trajectory, with the reasons for each date',
      description:
        'For each open step its target date and last day, and why. With a question, what they would be then. With `asOf` those of that moment.',
      asks: { action: 'trajectory:read' },
      query,
      responses: { 200: { description: 'The terms of the open steps', schema: schemas.explainedTerms } },
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle({ access, params, query: { asOf, start, suspendFrom, suspendTo } }) {
        const id = params['id'] ?? '';
        if ((suspendFrom === undefined) !== (suspendTo === undefined) || (suspendFrom ?? '') > (suspendTo ?? '')) {
          throw badParameter('suspendTo', 'suspension-in-order');
        }
        const suspension =
          suspendFrom === undefined || suspendTo === undefined ? undefined : { from: suspendFrom, to: suspendTo };
        const state =
          asOf === undefined ? await runningState(services, access, id) : await stateAt(services, access, id, asOf);
        const batches = state ? batchesOf(await readEvents(services.register, id)) : [];
        const items = state ? explained(services, state, batches, { start, suspension }) : [];
        return { status: 200, body: { id, items, ...(asOf === undefined ? {} : { asOf }) } };
      },
    }),
  ];
}

/** Each open step of a state as the caller knows it, with the reasons for its dates. */
function explained({ programmes }: Services, state: TrajectoryState, batches: readonly Batch[], whatIf: WhatIf) {
  const named = termNamesOf(programmes);
  const { steps } = definitionsOf(programmes);
  const isSecondLook = (name: string) => definitionNamed(steps, name)?.secondLook === true;
  return state.openSteps.map((open) => {
    // A step keeps the terms of the programme under which it opened.
    const programme = programmes.at(state.municipality, open.openedAt);
    const definition = programme && definitionNamed(programme.steps, open.step);
    const terms = programme && definition ? termsIn(programme, definition) : programme?.terms[open.step];
    const entered = enteredDays(batches, open, isSecondLook);
    return { step: open.step, openedAt: open.openedAt, ...explainStep(state, open, terms, whatIf, named, entered) };
  });
}

/**
 * Why a date is what it is stands in the state, and in no list; so it is asked of the workflow.
 * @returns undefined for one that is closed, in which no term runs
 */
async function runningState(services: Services, access: Decisions, id: string): Promise<TrajectoryState | undefined> {
  const view = await viewOf(services, access, id);
  if (view.status === 'closed') return undefined;
  const state = (await services.engine.read(personRefIn(id)))?.state;
  if (!state) throw notConfirmed();
  if (state.id !== id) throw noSuchTrajectory();
  access.mustKnow(state);
  return asCallerKnows(services, access, state);
}
