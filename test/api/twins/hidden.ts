import { standardActions, standardSteps } from '../../../src/lvv/index.js';
import { addDays, dayOf } from '../../../src/trajectory/terms/calendar.js';
import { seconds } from '../../../src/trajectory/terms/deadlines.js';
import { exampleOn } from '../../../src/trajectory/definitions/examples.js';
import { agencies } from '../../../src/lvv/agencies.js';
import type { Agency } from '../../../src/trajectory/replayed/state.js';
import type { Action, Step } from '../../../src/trajectory/definitions/step.js';

/** What can be done that only the agencies in a compartment may know of: all of it from the definitions. */

export interface Compartment {
  step: Step;
  inside: Agency[];
  outside: Agency[];
}

export const compartments: Compartment[] = standardSteps.flatMap((step) => {
  const { knownTo } = step;
  if (knownTo === undefined) return [];
  return [{ step, inside: [...knownTo], outside: agencies.filter((agency) => !knownTo.includes(agency)) }];
});

export interface Doing {
  name: string;
  kind: 'steps' | 'actions';
  body: Record<string, unknown>;
  /** In their order: the first of these that may do it does. */
  by: string[];
}

/** An example with days that can be entered today. */
export const exampleToday = (definition: Step | Action, example: unknown = definition.example) =>
  exampleOn(definition, dayOf(new Date().toISOString()), example) as Record<string, unknown>;

/** Long ago, so that what it opens is overdue at once. */
const longAgo = { lodgedOn: '2026-01-02', dueOn: '2026-01-03' };

/** The steps with terms of seconds for what cannot be said to be of long ago: it is late all the same. */
export function hurriedSteps(): Step[] {
  const hurried = compartments.filter((one) => !('lodgedOn' in doingsAbout(one).opens.body)).map(({ step }) => step);
  const terms = { remind: [seconds(1)], target: seconds(1), fatal: seconds(2), escalate: seconds(3) };
  return standardSteps.map((step) => (hurried.includes(step) ? { ...step, terms } : step));
}

/** Everything that can be done about a step, in an order in which it can: it opens first and is performed last. */
export interface Doings {
  opens: Doing;
  goesOn: Doing[];
  corrects: Doing[];
  /** Opens it once more with the usual dates, and gives it more time. */
  again: Doing[];
}

export function doingsAbout({ step, inside }: Compartment): Doings {
  const about = standardActions.flatMap((action) =>
    inputsAbout(action, step.name).map((body) => doing(action, body, inside)),
  );
  const opens = about.find(({ body }) => !('step' in body));
  if (!opens) throw new Error(`No action opens ${step.name}.`);
  const performs = [step.example, ...(step.otherExamples ?? [])].map((body) =>
    doing(step, exampleToday(step, body), inside),
  );
  const goesOn = [...about.filter((one) => one !== opens), ...performs.slice(0, 1)];
  const correcting = standardActions.filter(({ name }) => name === 'correct');
  const changes = { reason: 'It was noted otherwise.' };
  const corrects = correcting.map((action) => doing(action, { ...exampleToday(action), changes }, inside));
  const { dueOn: _due, ...body } = opens.body;
  const today = dayOf(new Date().toISOString());
  const asUsual = { ...body, ...('lodgedOn' in body ? { lodgedOn: '2026-11-02' } : { by: addDays(today, 30) }) };
  const more = standardActions.find(({ name }) => name === 'extend-term')!;
  const extended = doing(more, { ...exampleToday(more), step: step.name, days: 1 }, inside);
  return { opens, goesOn, corrects, again: [{ ...opens, body: asUsual }, extended] };
}

function doing(definition: Step | Action, body: object, inside: readonly Agency[]): Doing {
  const { name, kind, performedBy } = definition;
  const by = performedBy.filter((who) => inside.includes(who.split(':')[0] ?? ''));
  return { name, kind: `${kind}s`, body: { ...body }, by };
}

/** The examples of an action, changed in one field at a time until they are about the step. */
function inputsAbout(action: Action, step: string): Record<string, unknown>[] {
  const { concerns, input } = action;
  if (!concerns) return [];
  const shape = Object.keys((input as unknown as { shape: object }).shape);
  const more = Object.fromEntries(Object.entries(longAgo).filter(([field]) => shape.includes(field)));
  const suffixes = [step, step.replace(/^procedure-/, '')];
  const examples = [action.example, ...(action.otherExamples ?? [])].map((one) => exampleToday(action, one));
  for (const example of examples) {
    for (const field of shape) {
      for (const value of suffixes) {
        const tried = { ...example, ...more, [field]: value };
        const fits = input.safeParse(tried);
        if (fits.success && concerns(fits.data) === step) return withOwner(tried, step);
      }
    }
  }
  return [];
}

/** Who takes it up, or gets it, has to be one who can perform it. */
function withOwner(body: Record<string, unknown>, step: string): Record<string, unknown>[] {
  const able = standardSteps.find(({ name }) => name === step)!.performedBy.map((who) => who.split(':')[0]);
  if ('owner' in body) return [{ ...body, owner: able[0] }];
  if ('to' in body) return [...new Set(able)].map((to) => ({ ...body, to }));
  return [body];
}
