import { z } from 'zod';
import type { PersonCommand } from '../../trajectory/replayed/events.js';
import type { Action } from '../../trajectory/definitions/step.js';
import { partsOf } from '../../trajectory/replayed/transfer.js';
import type { Decisions } from '../access/decisions.js';
import { foresee } from './foreseeing.js';
import { fault, problemBody, problemOf } from '../http/problem.js';
import { inWordsFor } from '../serving/inWords.js';
import { route, type Call, type Reply, type Route } from '../serving/route.js';
import * as schemas from './schemas.js';
import type { Services } from '../serving/services.js';
import { definitionsOf } from '../../trajectory/definitions/programme.js';
import { askedOf, commandOf, mustPerform, performCommand } from './commandRoutes.js';
import { noSuchTrajectory, personRefIn } from './reading.js';

const mostAtOnce = 200;
/** So many are asked at the same time: a city's worth takes seconds, and nobody else waits for it. */
const concurrency = 8;

const bodySchema = <Input extends z.ZodType>(input: Input) =>
  z.strictObject({
    trajectoryIds: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(mostAtOnce)
      .refine((ids) => new Set(ids).size === ids.length, fault('trajectory-twice')),
    preview: z.boolean().default(false).describe('Tells what would happen to each, and changes nothing.'),
    input,
  });

/**
 * One route for each action that can be done to many. Each trajectory gets the same command as it would by itself, with
 * the same Idempotency-Key: sent again after an interruption, each happens once.
 */
export function bulkRoutes(services: Services): Route[] {
  const { actions } = definitionsOf(services.programmes);
  return actions
    .filter(({ bulk }) => bulk)
    .map((action) =>
      route({
        method: 'post',
        path: `/v1/bulk/${action.name}`,
        alsoAt: (action.formerly ?? []).map((name) => `/v1/bulk/${name}`),
        operationId: `bulk-${action.name}`,
        tag: 'bulk',
        activity: `trajectory.${action.name}`,
        summary: `${action.title.en}: many at once`,
        description: `${action.description.en} At most ${mostAtOnce} trajectories; each has a result of its own. Performed by ${action.performedBy.join(', ')}.`,
        asks: askedOf(action),
        body: {
          schema: bodySchema(action.input),
          example: { trajectoryIds: ['p4s3ud0nym.1'], preview: true, input: action.example },
        },
        command: 'creates',
        commandsAtOnce: concurrency,
        responses: {
          200: { description: 'A result for each trajectory, in the order asked', schema: schemas.bulkResult },
        },
        problems: [],
        handle: (call) => toEach(services, action, call),
      }),
    );
}

async function toEach(services: Services, action: Action, call: Call<unknown>): Promise<Reply> {
  const { trajectoryIds, preview, input } = bodySchema(z.json()).parse(call.body);
  const one = async (id: string) => {
    // A version is one trajectory's; here it would be all of theirs.
    const headers = { ...call.headers, 'if-match': undefined };
    const command = commandOf(services, action, { ...call, headers, params: { id }, body: input });
    try {
      const done = preview
        ? await foreseen(services, action, command, call.access)
        : await performed(services, action, command, call.access);
      return { id, result: preview ? 'would-be-done' : 'done', ...done };
    } catch (error) {
      const problem = problemOf(error);
      // What we did not foresee is not one trajectory's: it is logged, and the request can be sent again.
      if (problem.code === 'internal-error') throw error;
      const { code } = problem;
      const {
        type: _type,
        title: _title,
        status: _status,
        ...body
      } = problemBody(problem, inWordsFor(services.programmes), call.language);
      return {
        id,
        result: code === 'not-confirmed' ? 'not-confirmed' : 'refused',
        problem: body,
      };
    }
  };
  const items = await inTurns(trajectoryIds, concurrency, one);
  const done = items.filter(({ result }) => result === 'done' || result === 'would-be-done').length;
  return { status: 200, body: { preview, done, refused: items.length - done, items } };
}

async function performed(services: Services, action: Action, command: PersonCommand, access: Decisions) {
  const { version } = await performCommand(services, action, command, access);
  return { version };
}

/** The pure decider on the state as it is now: what would be recorded, and who would be told. */
async function foreseen(services: Services, action: Action, command: PersonCommand, access: Decisions) {
  mustPerform(access, action, command.trajectoryId);
  const reading = await services.engine.read(personRefIn(command.trajectoryId));
  const state = reading?.state;
  if (!state || state.id !== command.trajectoryId) throw noSuchTrajectory();
  access.must('trajectory:command', { type: 'trajectory', id: state.id, properties: partsOf(state) });
  const { batch, before } = foresee(services, state, command);
  const would = batch.events.map(({ type, step, tells = [] }) => ({ type, step: step ?? null, tells }));
  return { version: before.version, events: would };
}

async function inTurns<T, R>(items: readonly T[], many: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(many, items.length) }, worker));
  return results;
}
