import type { TrajectoryEvent } from '../replayed/events.js';
import { takesPart } from '../access/knowledge.js';
import type { Agency, Knowledge } from '../replayed/state.js';

/** An event before it is known who is told of it. */
export interface AddedEvent extends TrajectoryEvent {
  /** These are told too, and take part from now on. */
  invites?: Agency[];
}

/** Whom an event tells: those that its definition names, as far as they take part, and those that are brought in. */
export function tells(agencies: readonly Agency[] = [], invites: Agency[] = []): Pick<AddedEvent, 'tells' | 'invites'> {
  return {
    ...(agencies.length > 0 && { tells: [...agencies] }),
    ...(invites.length > 0 && { invites }),
  };
}

/**
 * Returns the agencies that are told of an event. Those that are no partner are told nothing, whatever a definition says; nor
 * are those that may not know of it, and those that have no part in the trajectory: telling them would make them a party.
 * @param knownTo the only agencies that may know of the event; undefined: all
 */
export function toldOf(
  { tells: named = [], invites = [], tellsIn, effect }: AddedEvent,
  partners: readonly Agency[],
  knowledge: Knowledge,
  knownTo: readonly Agency[] | undefined,
): Agency[] {
  return [...new Set([...named, ...invites])].filter((agency) => {
    if (knownTo?.includes(agency) === false) return false;
    if (tellsIn !== undefined) return true;
    if (!partners.includes(agency)) return false;
    const joins = invites.includes(agency) || effect?.open?.responsible === agency;
    return joins || takesPart(knowledge, agency, knownTo);
  });
}

/** What an event is about: a step, an earlier entry, and the only agencies that may know of it, where that are fewer. */
export interface Subject {
  step?: string | undefined;
  entry?: number | undefined;
  knownTo?: readonly Agency[] | undefined;
}
