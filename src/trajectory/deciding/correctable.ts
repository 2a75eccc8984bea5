import { mayKnowStep } from '../access/compartments.js';
import { isSame } from './correction.js';
import type { Batch } from '../replayed/events.js';
import { Refusal, type FieldSaid, type Refused } from '../replayed/refusal.js';
import type { Actor, Agency, Json, TrajectoryState } from '../replayed/state.js';
import { mistake, refuse, says } from '../words/engineRefusals.js';
import { fieldNamed } from '../definitions/field.js';
import { audienceOf, type Action, type Step } from '../definitions/step.js';

/** What can be corrected, by whom; and what to do instead where it can't. */

/** An agency counts only the entries that it may know of, so the number by which the record has it is not named. */
export const notFilledIn = (): Refusal => mistake('sequence', 'nobody-filled-in');

/** A correction that corrects nothing would stand on the timeline, and wait for a second person, as if it did. */
export const saysSoAlready = (): Refusal => mistake('changes', 'says-so-already');

/**
 * Who may perform it may correct it; and the case director, who keeps the record, may correct all of it.
 * @throws Refusal also for a field that the agency may not see, as for one that does not exist
 */
export function mustBeAllowed(definition: Step | Action, changes: Record<string, Json>, actor: Actor): void {
  const { agency, roles } = actor;
  const directs = agency === 'municipality' && roles.includes('case-director');
  if (!directs && !roles.some((role) => (definition.performedBy as string[]).includes(`${agency}:${role}`))) {
    throw refuse('forbidden', 'corrected-by-director');
  }
  const { pseudonymised = [] } = definition;
  const errors = Object.keys(changes).flatMap((name): FieldSaid[] => {
    const pointer = `/changes/${name}`;
    if (!audienceOf(definition, name).includes(agency)) return [{ pointer, ...says('no-such-field-in-entry') }];
    return pseudonymised.includes(name) ? [{ pointer, ...says('identifier-not-corrected-here') }] : [];
  });
  if (Object.keys(changes).length === 0) errors.push({ pointer: '/changes', ...says('nothing-corrected') });
  if (errors.length > 0) throw refuse('invalid-input', 'not-corrected-so', {}, { errors });
}

/**
 * The right values as the fields of the entry make them: what is typed in a correction is made plain as in the form, since people
 * read it in the same places. What a field refuses stays as it is, and is refused when the entry is decided.
 */
export function asFilledIn(definition: Step | Action, changes: Record<string, Json>): Record<string, Json> {
  const made = Object.entries(changes).map(([name, value]): [string, Json] => {
    const { success, data } = fieldNamed(definition, name)?.schema.safeParse(value) ?? { success: false };
    return [name, value === null || !success ? value : (data as Json)];
  });
  return Object.fromEntries(made);
}

/** @throws Refusal for an entry that would be about a step of which whoever corrects may not know */
export function mustKnowWhatItIsAbout(knownTo: readonly Agency[] | undefined, { agency }: Actor): void {
  if (!mayKnowStep(agency, knownTo)) throw refuse('conflict', 'would-be-about-another-step');
}

/** What the definitions of now refuse as it was entered: to decide it as it should have been says nothing. */
export const notDecidedAgain = (): Refusal => refuse('conflict', 'not-decided-again');

/** A trajectory that was decided again. */
interface Decided {
  state: TrajectoryState;
  batches: readonly Batch[];
}

/** @throws Refusal when the trajectory would have begun, ended or gone elsewhere otherwise */
export function mustBeTheSameCourse(was: Decided, is: Decided): void {
  const ended = ({ state }: Decided) => state.status === 'closed';
  if (ended(was) !== ended(is)) throw refuse('conflict', ended(was) ? 'would-not-have-ended' : 'would-have-ended');
  if ((was.state.outcome === null) !== (is.state.outcome === null)) {
    throw refuse('conflict', 'would-have-another-outcome');
  }
  const asked = ({ batches }: Decided) => batches.flatMap(({ events }) => events.flatMap(({ asks = [] }) => asks));
  if (!isSame(asked(was), asked(is))) throw refuse('conflict', 'would-have-told-another');
  const elsewhere = ({ batches }: Decided) => batches.flatMap(({ events }) => events.map(({ tellsIn }) => tellsIn));
  const told = (one: Decided) => elsewhere(one).filter(Boolean);
  if (was.state.municipality !== is.state.municipality || !isSame(told(was), told(is))) {
    throw refuse('conflict', 'would-have-asked-another');
  }
}

/** What the definition says of the fields, as a mistake in the correction. */
export function ofTheField(refused: Refused): Refusal {
  const { errors } = refused;
  if (!errors) return new Refusal(refused);
  return new Refusal({ ...refused, errors: errors.map((one) => ({ ...one, pointer: `/changes${one.pointer}` })) });
}

/** What was done later does not fit with the correction. Who does not direct is not told what that was. */
export function laterRefuses(
  { from: entry, events: [first] }: Batch,
  { errors, ...refused }: Refused,
  agency: Agency | undefined,
): Refusal {
  if (agency !== 'municipality') return refuse('conflict', 'later-does-not-fit');
  const name = first?.step ?? first?.type ?? '';
  // Over a list of errors it says to look where they are marked, and nothing is marked here.
  const { because, params } = errors?.[0] ?? refused;
  const why = { because, ...(params && { params }) };
  return refuse('conflict', 'later-entry-does-not-fit', { entry, name, why }, { extra: { entry } });
}

/** The agencies that may see one of these fields; the municipality directs and keeps the record. */
export function audienceFor(definition: Step | Action, changes: Record<string, Json>): Agency[] {
  const seenBy = Object.keys(changes).flatMap((name) => audienceOf(definition, name));
  return [...new Set(['municipality', ...seenBy])];
}
