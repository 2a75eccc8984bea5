import { standardActions, standardSteps } from '../../../src/lvv/index.js';
import { agencies } from '../../../src/lvv/agencies.js';
import type { Agency } from '../../../src/trajectory/replayed/state.js';
import type { Action, Step } from '../../../src/trajectory/definitions/step.js';
import { exampleToday, type Doing } from './hidden.js';

type Body = Record<string, unknown>;

/**
 * Everything that an agency can ask for: each step and action that one of its roles performs, by its examples, without each
 * field that may be left out, and with each agency and each of these steps wherever one can be named.
 */
export function commandsOf(agency: Agency, steps: readonly string[]): Doing[] {
  const all = [...standardSteps, ...standardActions].flatMap((definition) => {
    const by = definition.performedBy.filter((who) => who.startsWith(`${agency}:`)).slice(0, 1);
    if (by.length === 0) return [];
    const { name, kind } = definition;
    return bodiesOf(definition, steps).map((body): Doing => ({ name, kind: `${kind}s`, body, by }));
  });
  // What brings an agency in comes first, and of that what says least: afterwards all know that it is there.
  const names = ({ body }: Doing) => Object.values(body).some((one) => (agencies as readonly unknown[]).includes(one));
  const size = ({ body }: Doing) => Object.keys(body).length;
  return [...all.filter(names).toSorted((a, b) => size(a) - size(b)), ...all.filter((one) => !names(one))];
}

function bodiesOf(definition: Step | Action, steps: readonly string[]): Body[] {
  const { example, otherExamples = [], input } = definition;
  const bodies = new Map<string, Body>();
  const add = (body: Body) => {
    if (input.safeParse(body).success) bodies.set(JSON.stringify(body), body);
  };
  const worked = [example, ...otherExamples].map((each) => exampleToday(definition, each));
  const less = worked.flatMap((body) => Object.keys(body).map((field) => without(body, field)));
  for (const body of [...less, ...worked]) {
    add(body);
    for (const [field, is] of Object.entries(body)) {
      if (typeof is !== 'string' || !/^[a-z-]+$/.test(is)) continue;
      for (const value of [...agencies, ...steps]) add({ ...body, [field]: value });
    }
  }
  return [...bodies.values()];
}

function without(body: Body, field: string): Body {
  const { [field]: _left, ...others } = body;
  return others;
}
