import type { z } from 'zod';
import { fieldsOf } from './field.js';
import type { Agency } from '../replayed/state.js';
import { agencyIn } from '../replayed/agencyRole.js';

/** Which steps an agency may know of: by name, and by what an open step says itself. */
export type KnowsStep = (step: string, knownTo?: readonly Agency[] | null) => boolean;

/** What of a step names agencies. */
interface Enclosed {
  name: string;
  knownTo?: readonly Agency[];
  responsible: Agency;
  performedBy: readonly string[];
  tells: Readonly<Record<string, readonly Agency[]>>;
  input: z.ZodType;
}

/** Who performs a step, waits for it, is told of it or may see what was filled in must be one who may know of it. */
export function mustKeepItsCompartment({ name, knownTo, ...step }: Enclosed): void {
  if (knownTo === undefined) return;
  const named: string[] = [
    'municipality',
    step.responsible,
    ...step.performedBy.map(agencyIn),
    ...Object.values(step.tells).flat(),
    ...fieldsOf({ name, input: step.input }).flatMap(({ audience }) => audience),
  ];
  const outside = [...new Set(named)].filter((agency) => !knownTo.includes(agency));
  if (outside.length === 0) return;
  throw new Error(`${name} is known to ${knownTo.join(', ')} only, and yet names ${outside.join(', ')}.`);
}
