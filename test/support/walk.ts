import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { standardActions, standardSteps, referral } from '../../src/lvv/index.js';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import { exampleOn } from '../../src/trajectory/definitions/examples.js';
import type { PersonCommand } from '../../src/trajectory/replayed/events.js';
import type { Answer, Stack } from './stack.js';

const definitions = [referral, ...standardSteps, ...standardActions];

/** Who may perform a step first of all, and its worked example: what the catalogue says. */
export function example(name: string): { by: string; body: unknown } {
  const definition = definitions.find((candidate) => candidate.name === name);
  assert.ok(definition, `there is no step ${name}`);
  return { by: definition.performedBy[0]!, body: exampleOn(definition, dayOf(new Date().toISOString())) };
}

/** The day that comes so many days after today: one that is written down has passed some day. */
export const inDays = (count: number): string => addDays(dayOf(new Date().toISOString()), count);

/** Refers a made-up person with the catalogue's example. */
export async function refer(
  stack: Stack,
  more: Record<string, unknown> = {},
  municipality = 'utrecht',
): Promise<string> {
  const { by, body } = example('referral');
  const answer = await stack.post(`${by}@${municipality}`, '/v1/trajectories', { ...(body as object), ...more });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body['id'] as string;
}

/** A step with the catalogue's example, as the API would send it to the workflow when it proposes nothing itself. */
export function commandTo(id: string, name: string, more: object = {}): PersonCommand {
  const { by, body } = example(name);
  const [agency, role] = by.split(':') as ['municipality', string];
  return {
    kind: 'step',
    trajectoryId: id,
    name,
    input: { ...(body as object), ...more },
    commandId: randomUUID(),
    bodyHash: `hash of ${name}`,
    actor: { subject: 'someone', agency, municipality: 'utrecht', roles: [role] },
  };
}

/** Performs a step with the catalogue's example, or with another body. */
export function perform(
  stack: Stack,
  id: string,
  step: string,
  more: { body?: unknown; by?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { by, body } = example(step);
  return stack.post(more.by ?? by, `/v1/trajectories/${id}/steps/${step}`, more.body ?? body, more.headers);
}

/** Performs these steps one after another; each must be accepted. */
export async function through(stack: Stack, id: string, ...steps: string[]): Promise<Answer['body']> {
  let body: Answer['body'] = {};
  for (const step of steps) {
    const answer = await perform(stack, id, step);
    assert.equal(answer.status, 200, `${step}: ${JSON.stringify(answer.body)}`);
    body = answer.body;
  }
  return body;
}

export const wholeWay = ['intake', 'admission', 'legal-review', 'return-counselling', 'outcome-registration'];
