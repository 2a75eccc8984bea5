import { referral as referralStep, standardSteps } from '../src/lvv/index.js';
import type { Actor, Json } from '../src/trajectory/replayed/state.js';
import { splitRole } from '../src/trajectory/replayed/agencyRole.js';

/** The one municipality of the benchmark's configuration. */
export const municipality = 'utrecht';

/** Who performs a step, and what they fill in. */
export interface Example {
  step: string;
  by: Actor;
  body: Json;
}

/** The catalogue's own examples: every variant is given the same. */
export const referral: Example = exampleOf('referral');

/** The four steps that lead from intake to a closed trajectory; the person is admitted on the way. */
export const steps: readonly Example[] = ['intake', 'admission', 'legal-review', 'outcome-registration'].map(exampleOf);

function exampleOf(name: string): Example {
  const definition = [referralStep, ...standardSteps].find((candidate) => candidate.name === name);
  if (!definition) throw new Error(`The catalogue has no step ${name}; the benchmark needs it.`);
  const [agency, role] = splitRole(definition.performedBy[0]!);
  const subject = `${role}@${municipality}.example`;
  return { step: name, by: { subject, agency, municipality, roles: [role] }, body: definition.example as Json };
}
