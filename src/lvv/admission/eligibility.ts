import { fact, type FactValues } from '../../trajectory/replayed/fact.js';
import { field, type TrajectoryView, type Agency } from '../define.js';
import { oneOf } from '../labels.js';

/**
 * What has to be known of someone before admission, and often is not at the intake, since the dossier comes after it: it is
 * filled in later by whoever knows, and asked for at admission.
 */

export const eligibilityNames = ['proceduresFinished', 'otherShelterRight', 'dublinClaim', 'safeCountry'] as const;
type Name = (typeof eligibilityNames)[number];

type Answer = 'yes' | 'no' | 'not-known-yet';
export type Eligibility = Record<Name, Answer>;

export const eligibilityFact = fact<Eligibility>('eligibility');
const inTargetGroupFact = fact<boolean>('inTargetGroup');
export const knowsEligibility: readonly Agency[] = ['municipality', 'ngo', 'ind', 'dtv'];

const titles = {
  proceduresFinished: { en: 'Procedures finished', nl: 'Procedures doorlopen' },
  otherShelterRight: { en: 'Right to state reception', nl: 'Recht op rijksopvang' },
  dublinClaim: { en: 'Dublin claim runs', nl: 'Dublinclaim loopt' },
  safeCountry: { en: 'From a safe country of origin', nl: 'Uit een veilig land van herkomst' },
};
const purpose = {
  en: 'To prepare the decision on admission: who the provision is for, and what the municipality asks.',
  nl: 'Om het besluit over toelating voor te bereiden: voor wie de opvang is en wat de gemeente vraagt.',
};
const asked = (name: Name) =>
  field(oneOf(['yes', 'no', 'not-known-yet']), { title: titles[name], purpose, audience: knowsEligibility });
const answered = (name: Name) =>
  field(oneOf(['yes', 'no']).optional(), { title: titles[name], purpose, audience: knowsEligibility });

/** As they are asked at the intake: that something is not known yet is an answer. */
export const askedAtIntake = {
  proceduresFinished: asked('proceduresFinished'),
  otherShelterRight: asked('otherShelterRight'),
  dublinClaim: asked('dublinClaim'),
  safeCountry: asked('safeCountry'),
};

/** The same, for what was not known at the intake. */
export const notKnownAtIntake = {
  proceduresFinished: answered('proceduresFinished'),
  otherShelterRight: answered('otherShelterRight'),
  dublinClaim: answered('dublinClaim'),
  safeCountry: answered('safeCountry'),
};

/** What is known with what is filled in now; undefined for a trajectory of which it was never asked. */
export function filledIn(
  t: TrajectoryView,
  input: Partial<Record<Name, 'yes' | 'no' | undefined>>,
): Eligibility | undefined {
  const before = t.fact(eligibilityFact);
  if (!before) return undefined;
  const now = Object.fromEntries(eligibilityNames.flatMap((name) => (input[name] ? [[name, input[name]]] : [])));
  return { ...before, ...now };
}

export function stillUnknown(known: Eligibility | undefined): Name[] {
  return known ? eligibilityNames.filter((name) => known[name] === 'not-known-yet') : [];
}

/** The facts of it: also whether the person belongs to the target group, as far as that is known. */
export function eligibilityFacts(known: Eligibility | undefined): FactValues[] {
  if (!known) return [];
  const { proceduresFinished, otherShelterRight } = known;
  const isOutside = proceduresFinished === 'no' || otherShelterRight === 'yes';
  const isInside = proceduresFinished === 'yes' && otherShelterRight === 'no';
  return [eligibilityFact.set(known), inTargetGroupFact.set(isOutside ? false : isInside ? true : null)];
}
