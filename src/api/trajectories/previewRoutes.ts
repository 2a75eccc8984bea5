import { z } from 'zod';
import { subjectFor } from '../../agencies/message.js';
import { messagesOf } from '../../agencies/messagesOf.js';
import { stepNamesOf } from '../../agencies/names.js';
import { readBatches } from '../../register/trajectories/timeline.js';
import { calledBy } from '../../trajectory/deciding/correction.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import { isCorrecting } from '../../trajectory/definitions/ownNames.js';
import type { PersonCommand } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import { fieldsOf, type FieldView } from '../../trajectory/definitions/field.js';
import { check, countOf } from '../../trajectory/definitions/inputErrors.js';
import { knowledgeOf, versionFor } from '../../trajectory/access/knowledge.js';
import { nothingYet, type Agency, type TrajectoryState } from '../../trajectory/replayed/state.js';
import { concernedBy, type Action, type Step } from '../../trajectory/definitions/step.js';
import { partsOf } from '../../trajectory/replayed/transfer.js';
import { prepared, recordKnownTo } from './correcting.js';
import { foresee, foreseeReferral, type Foreseen } from './foreseeing.js';
import { route, type Call, type Reply, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { preview, referralPreview } from './previewSchemas.js';
import { definitionsOf } from '../../trajectory/definitions/programme.js';
import { commandOf, mustPerform } from './commandRoutes.js';
import { personRefIn, stateOf } from './reading.js';
import { askedOfReferral, programmeFor } from './referralRoutes.js';
import { problem, Problem } from '../http/problem.js';

/** Who will be told what, who will see what and what opens, before it is done. Nothing is changed by asking. */
export function previewRoutes(services: Services): Route[] {
  const { steps, actions } = definitionsOf(services.programmes);
  return [ofReferral(services), of(services, 'step', steps), of(services, 'action', actions)];
}

function of(services: Services, kind: 'step' | 'action', definitions: readonly (Step | Action)[]): Route {
  // Any of them shows what a body looks like.
  const example = definitions[0]?.example ?? {};
  return route({
    method: 'post',
    path: `/v1/trajectories/{id}/${kind}s/{name}/preview`,
    operationId: `preview-${kind}`,
    tag: `${kind}s`,
    summary: `Preview which agencies performing this ${kind} tells, and which agencies will see its fields`,
    description: `The body is that of the ${kind} itself. It is refused as the ${kind} would be, and changes nothing. What you may not know of is left out.`,
    asks: { action: 'trajectory:command' },
    body: { schema: z.looseObject({}), example },
    responses: { 200: { description: 'The consequences', schema: preview } },
    problems: [
      'not-found',
      ...(kind === 'step' ? (['step-not-open'] as const) : []),
      'conflict',
      'trajectory-closed',
      'stale-version',
      'step-failed',
      'not-confirmed',
      'register-unavailable',
    ],
    async handle(call) {
      const name = call.params['name'] ?? '';
      const definition = definitionNamed(definitions, name);
      if (!definition) throw problem('not-found', 'no-such-definition', { name });
      return previewOf(services, definition, call);
    },
  });
}

function ofReferral(services: Services): Route {
  const { referral } = definitionsOf(services.programmes);
  return route({
    method: 'post',
    path: '/v1/referrals/preview',
    operationId: 'preview-referral',
    tag: 'trajectories',
    summary: 'Preview which agencies a referral tells, and which agencies will see its fields',
    description:
      'The body is that of the referral itself. Nothing is looked up and nothing starts. Only the referral itself tells whether the person has an open trajectory.',
    asks: askedOfReferral(referral),
    body: { schema: referral.input, example: referral.example },
    responses: { 200: { description: 'The consequences', schema: referralPreview } },
    problems: [],
    async handle({ actor, access, body }) {
      const { municipality } = body as { municipality?: string };
      const programme = programmeFor(services, access, municipality);
      // The number of the person is not looked up, so that nobody finds out in this way who is known here.
      const foreseen = foreseeReferral(services, programme, { commandId: '', bodyHash: '', input: body, actor });
      const fields = fieldsIn(services, programme.referral, programme.referral.input.parse(body));
      return { status: 200, body: viewOfForeseen(services, fields, true, foreseen) };
    },
  });
}

async function previewOf(services: Services, definition: Step | Action, call: Call<unknown>): Promise<Reply> {
  const id = call.params['id'] ?? '';
  mustPerform(call.access, definition, id);
  const { data, errors, count } = check(definition.input, call.body);
  if (count > 0) throw new Problem('invalid-input', countOf({ errors, count }), {}, undefined, errors);
  const state = await stateFor(services, call, id);
  const command = commandOf(services, definition, call);
  const foreseen = foresee(services, state, await previewed(services, definition, command, state));
  const fields = fieldsIn(services, definition, data as Record<string, unknown>);
  const sees = call.access.mayKnow(state);
  const shown = viewOfForeseen(services, fields, sees, foreseen);
  return { status: 200, body: { id, version: sees ? foreseen.before.version : 0, ...shown } };
}

/** With what a correction comes to; of a preview the version is the one that the caller knows. */
async function previewed(
  services: Services,
  definition: Step | Action,
  command: PersonCommand,
  state: TrajectoryState,
) {
  if (!isCorrecting(definition.name)) return command;
  const batches = await readBatches(services.register, state.id);
  const whole = batches.reduce(evolve, nothingYet);
  const known = recordKnownTo(command.actor.agency, services, batches, whole);
  const { difference, ...sent } = prepared(services, definition, command, known, whole);
  if (!difference) return sent;
  const version = versionFor(knowledgeOf(state), command.actor.agency, state.version);
  return { ...sent, difference: { ...difference, version } };
}

/** The state for who may know of it, or to whom it is offered: they answer, and are told no more than what comes of that. */
async function stateFor(services: Services, { access }: Call<unknown>, id: string): Promise<TrajectoryState> {
  const state = (await services.engine.read(personRefIn(id)))?.state;
  if (state?.id !== id) return stateOf(services, access, id);
  access.must('trajectory:command', { type: 'trajectory', id, properties: partsOf(state) });
  return state;
}

/** @param sees whether the caller may know of the trajectory, or only answers what was offered */
function viewOfForeseen(
  services: Services,
  fields: readonly FieldView[],
  sees: boolean,
  { before, after, batch }: Foreseen,
): z.output<typeof referralPreview> {
  const { steps } = definitionsOf(services.programmes);
  return {
    told: toldBy(services, before, batch),
    opens: batch.events.flatMap(({ type, effect }) => {
      if (!sees || type !== 'step-opened' || !effect?.open) return [];
      const { step, responsible, targetDate, fatalDate, knownTo } = effect.open;
      const { title } = steps.find(({ name }) => name === step) ?? { title: { en: step, nl: step } };
      return [{ step, title, responsible, targetDate, fatalDate, ...(knownTo && { knownTo }) }];
    }),
    closes: sees ? batch.events.flatMap(({ effect }) => (effect?.close === undefined ? [] : [effect.close])) : [],
    seen: sees ? seenBy(fields, before.parties, after.parties) : [],
    fields: fields.map(({ name: field, title, purpose, audience }) => ({ field, title, purpose, audience })),
    events: sees
      ? batch.events.map((event) => ({ type: calledBy(event), step: event.step ?? null, tells: event.tells ?? [] }))
      : [],
  };
}

/** One line for each agency and subject, with all its channels. */
function toldBy({ directory, programmes }: Services, state: TrajectoryState, batch: Foreseen['batch']) {
  const names = stepNamesOf(programmes);
  const messages = messagesOf(state, [batch], directory, names);
  const told = new Map<string, z.output<typeof preview>['told'][number]>();
  for (const message of messages) {
    const { agency, municipality, channel, sequence } = message;
    const key = [sequence, agency, municipality].join();
    const known = told.get(key) ?? { agency, municipality, channels: [], subject: subjectFor(names, message) };
    told.set(key, { ...known, channels: [...known.channels, channel] });
  }
  return [...told.values()];
}

/** What each party reads of what was filled in. */
function seenBy(fields: readonly FieldView[], before: readonly Agency[], after: readonly Agency[]) {
  const parties = [...new Set<Agency>(['municipality', ...after])];
  return parties.map((agency) => ({
    agency,
    newParty: agency !== 'municipality' && !before.includes(agency),
    fields: fields.filter(({ audience }) => audience.includes(agency)).map(({ name }) => name),
  }));
}

/** The fields that were filled in. Who may not know of the step that they are about reads none of them. */
function fieldsIn({ programmes }: Services, definition: Step | Action, input: Record<string, unknown>): FieldView[] {
  const about = concernedBy(definition, input);
  const knows = (agency: Agency) => about === undefined || knowsStepIn(programmes, agency)(about);
  return fieldsOf(definition)
    .filter(({ name }) => Object.hasOwn(input, name))
    .map((one) => ({ ...one, audience: one.audience.filter(knows) }));
}
