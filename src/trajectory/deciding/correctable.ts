import { mayKnowStep } from '../access/compartments.js';
import { isSame } from './correction.js';
import type { Batch } from '../replayed/events.js';
import { Refusal, type Refused } from '../replayed/refusal.js';
import type { Actor, Agency, Json, TrajectoryState } from '../replayed/state.js';
import { audienceOf, type Action, type Step } from '../definitions/step.js';

/** What can be corrected, by whom; and what to do instead where it can't. */

/** An agency counts only the entries that it may know of, so the number by which the record has it is not named. */
export function notFilledIn(): Refusal {
  const detail = 'Nobody filled in this entry. Choose an entry on the timeline that has fields.';
  return new Refusal('invalid-input', detail, { errors: [{ pointer: '/sequence', detail }] });
}

/** A correction that corrects nothing would stand on the timeline, and wait for a second person, as if it did. */
export function saysSoAlready(): Refusal {
  const detail = 'The entry says this already.';
  return new Refusal('invalid-input', detail, { errors: [{ pointer: '/changes', detail }] });
}

/**
 * Who may perform it may correct it; and the case director, who keeps the record, may correct all of it.
 * @throws Refusal also for a field that the agency may not see, as for one that does not exist
 */
export function mustBeAllowed(definition: Step | Action, changes: Record<string, Json>, actor: Actor): void {
  const { agency, roles } = actor;
  const directs = agency === 'municipality' && roles.includes('case-director');
  if (!directs && !roles.some((role) => (definition.performedBy as string[]).includes(`${agency}:${role}`))) {
    throw new Refusal('forbidden', 'You cannot perform this yourself. Ask the case director to correct the entry.');
  }
  const { pseudonymised = [] } = definition;
  const errors = Object.keys(changes).flatMap((name) => {
    const pointer = `/changes/${name}`;
    if (!audienceOf(definition, name).includes(agency)) {
      return [{ pointer, detail: 'This entry has no such field. Choose one of the fields of the entry.' }];
    }
    if (!pseudonymised.includes(name)) return [];
    return [
      { pointer, detail: 'What identifies a person cannot be corrected here. Remove it, and add the right one.' },
    ];
  });
  if (Object.keys(changes).length === 0) {
    errors.push({ pointer: '/changes', detail: 'Give at least one field its right value.' });
  }
  if (errors.length > 0) throw new Refusal('invalid-input', 'The entry cannot be corrected so.', { errors });
}

/** @throws Refusal for an entry that would be about a step of which whoever corrects may not know */
export function mustKnowWhatItIsAbout(knownTo: readonly Agency[] | undefined, { agency }: Actor): void {
  if (mayKnowStep(agency, knownTo)) return;
  const detail = 'The entry would be about another step. Ask the case director to correct it.';
  throw new Refusal('conflict', detail);
}

/** What the definitions of now refuse as it was entered: to decide it as it should have been says nothing. */
export function notDecidedAgain(): Refusal {
  const detail =
    'This entry cannot be corrected: it hangs on another trajectory, or on rules of then. Undo what it did, and enter it anew.';
  return new Refusal('conflict', detail);
}

/** A trajectory that was decided again. */
interface Decided {
  state: TrajectoryState;
  batches: readonly Batch[];
}

/** @throws Refusal when the trajectory would have begun, ended or gone elsewhere otherwise */
export function mustBeTheSameCourse(was: Decided, is: Decided): void {
  const ended = ({ state }: Decided) => state.status === 'closed';
  if (ended(was) !== ended(is)) {
    const detail = ended(was)
      ? 'With this the trajectory would not have ended. Reopen it, and register the outcome anew.'
      : 'With this the trajectory would have ended. Register the outcome instead.';
    throw new Refusal('conflict', detail);
  }
  if ((was.state.outcome === null) !== (is.state.outcome === null)) {
    throw new Refusal('conflict', 'With this there would be another outcome. Register or undo the outcome instead.');
  }
  const asked = ({ batches }: Decided) => batches.flatMap(({ events }) => events.flatMap(({ asks = [] }) => asks));
  if (!isSame(asked(was), asked(is))) {
    const detail =
      'With this another trajectory would have been told something else. Undo what it was told, and enter the right one.';
    throw new Refusal('conflict', detail);
  }
  const elsewhere = ({ batches }: Decided) => batches.flatMap(({ events }) => events.map(({ tellsIn }) => tellsIn));
  const told = (one: Decided) => elsewhere(one).filter(Boolean);
  if (was.state.municipality !== is.state.municipality || !isSame(told(was), told(is))) {
    const detail = 'With this another municipality would have been asked. Revoke the offer, and make the right one.';
    throw new Refusal('conflict', detail);
  }
}

/** What the definition says of the fields, as a mistake in the correction. */
export function ofTheField({ code, detail, extra }: Refused): Refusal {
  const errors = extra?.['errors'];
  if (!Array.isArray(errors)) return new Refusal(code, detail, extra);
  const within = (errors as { pointer: string; detail: string }[]).map((one) => ({
    ...one,
    pointer: `/changes${one.pointer}`,
  }));
  return new Refusal(code, detail, { ...extra, errors: within });
}

/** What was done later does not fit with the correction. Who does not direct is not told what that was. */
export function laterRefuses({ from, events }: Batch, { detail }: Refused, agency: Agency | undefined): Refusal {
  if (agency !== 'municipality') {
    return new Refusal('conflict', 'It does not fit with what was entered later. Ask the case director to correct it.');
  }
  const name = events[0]?.step ?? events[0]?.type ?? '';
  const what = `Entry ${from} (${name}), which came later, does not fit with it: ${detail}`;
  return new Refusal('conflict', `${what} Correct that entry first.`, { entry: from });
}

/** The agencies that may see one of these fields; the municipality directs and keeps the record. */
export function audienceFor(definition: Step | Action, changes: Record<string, Json>): Agency[] {
  const seenBy = Object.keys(changes).flatMap((name) => audienceOf(definition, name));
  return [...new Set(['municipality', ...seenBy])];
}
