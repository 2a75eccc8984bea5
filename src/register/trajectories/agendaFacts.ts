import type { Sealed, Sealer } from '../../privacy/sealer.js';
import type { Effect } from '../../trajectory/replayed/events.js';
import type { Agency, Json } from '../../trajectory/replayed/state.js';
import { places, seal } from './sealing.js';

/**
 * What the agenda of the case conference, and lists, need of a trajectory, kept beside its row from the facts in its
 * events. In clear is what they are ordered and counted by: days, agencies, that someone goes first, and that the clock
 * stands still. Why is sealed.
 */
export interface AgendaFacts {
  meetingOn?: string | null;
  positionsBy?: string | null;
  /** The agencies that have given their position. */
  positionsFrom?: Agency[];
  goesFirst?: boolean;
  /** The clock stands still. */
  suspended?: boolean;
  /** The reasons, sealed; both null when there are none. */
  keyId?: string | null;
  sealed?: string | null;
}

/** Why someone goes before who waits longer. */
export interface Precedence {
  vulnerable: boolean;
  heldByCourt: boolean;
}
export const noPrecedence: Precedence = { vulnerable: false, heldByCourt: false };

const objectOf = (value: Json | undefined): Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};

const textOr = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** The last value of each fact that these effects set. */
function lastFacts(effects: (Effect | undefined)[]): Record<string, Json> {
  return Object.assign({}, ...effects.map((effect) => effect?.facts)) as Record<string, Json>;
}

/** What changes by these effects of what the agenda has in clear, but for whether someone goes first. */
export function agendaInClear(effects: (Effect | undefined)[]): AgendaFacts {
  const { agenda, positions, stops } = lastFacts(effects);
  const facts: AgendaFacts = {};
  if (agenda !== undefined) {
    const { meetingOn, positionsBy } = objectOf(agenda);
    facts.meetingOn = textOr(meetingOn);
    facts.positionsBy = textOr(positionsBy);
  }
  if (positions !== undefined) {
    const given = objectOf(positions);
    facts.positionsFrom = Object.keys(given).toSorted();
  }
  if (stops !== undefined) facts.suspended = Object.keys(objectOf(stops)).length > 0;
  return facts;
}

/** Why someone goes first after these effects. */
export function precedenceAfter(effects: (Effect | undefined)[], earlier: Precedence = noPrecedence): Precedence {
  const { vulnerable, stops } = lastFacts(effects);
  return {
    vulnerable: vulnerable === undefined ? earlier.vulnerable : vulnerable === true,
    heldByCourt: stops === undefined ? earlier.heldByCourt : 'court-hold' in objectOf(stops),
  };
}

/**
 * What changes in the agenda by these effects.
 * @param before why the person went first before them; asked only when these do not say it all.
 */
export async function agendaFactsOf(
  sealer: Sealer,
  trajectoryId: string,
  effects: (Effect | undefined)[],
  before: () => Promise<Precedence>,
): Promise<AgendaFacts> {
  const { vulnerable, stops } = lastFacts(effects);
  const facts = agendaInClear(effects);
  if (vulnerable !== undefined || stops !== undefined) {
    const earlier = vulnerable === undefined || stops === undefined ? await before() : noPrecedence;
    Object.assign(facts, await sealedPrecedence(sealer, trajectoryId, precedenceAfter(effects, earlier)));
  }
  return facts;
}

async function sealedPrecedence(sealer: Sealer, trajectoryId: string, now: Precedence): Promise<AgendaFacts> {
  const goesFirst = now.vulnerable || now.heldByCourt;
  if (!goesFirst) return { goesFirst, keyId: null, sealed: null };
  // Of one length, whatever the reasons.
  const reasons = [Number(now.vulnerable), Number(now.heldByCourt)];
  return { goesFirst, ...(await seal(sealer, trajectoryId, places.agenda(trajectoryId), reasons)) };
}

/** @throws KeyDestroyed, Undecipherable, KeysUnavailable */
export async function precedenceOf(
  sealer: Sealer,
  trajectoryId: string,
  facts: { keyId?: string | null; sealed?: string | null },
): Promise<Precedence> {
  if (!facts.keyId || !facts.sealed) return noPrecedence;
  const sealed: Sealed = { keyId: facts.keyId, sealed: facts.sealed };
  const [vulnerable, heldByCourt] = (await sealer.unseal(places.agenda(trajectoryId), sealed)) as number[];
  return { vulnerable: vulnerable === 1, heldByCourt: heldByCourt === 1 };
}
