import { createHash } from 'node:crypto';
import type { Direction, Outcome } from '../codes.js';
import type { ProcedureKind } from '../procedures/procedureKinds.js';
import { Chance, dayMs } from './chance.js';

/** How it will go with a made-up person, as far as nobody in the trajectory decides on it. */
export interface Plan {
  personRef: string;
  municipality: string;
  /** The moment of the referral, in ms. */
  arrivesAt: number;
  /** What comes of it in the end, if there is time for it. */
  fate: Outcome | 'withdrawn';
  /** The direction that leads there. */
  direction: Direction;
  /** From when on the end can be registered, in ms. */
  endsAt: number;
  incidents: Incident[];
  chance: Chance;
}

/** Something that happens beside the steps. */
export interface Incident {
  /** An action. */
  name: string;
  /** In ms. */
  at: number;
  /** What is filled in otherwise than usual. */
  changes?: Record<string, string | number>;
}

const goldenRatio = 0.618033988749895;

/** For how long people have come, in days. */
const historyDays = 900;

/**
 * How many people come to each city. Made up, as everything here: the cities are real, and these numbers are not theirs.
 * In Rotterdam most have come before the covenants ended, and later ones by an order of a court.
 */
const cities: Readonly<Record<string, { people: number; until?: string }>> = {
  amsterdam: { people: 105 },
  rotterdam: { people: 40, until: '2025-01-01' },
  utrecht: { people: 62 },
  groningen: { people: 58 },
  eindhoven: { people: 40 },
};
const elsewhere = { people: 30 };

/** Of 100 who leave, 18 with a durable solution, 41 with a semi-durable one and 41 without (DOMAIN §7a). */
const fates: Readonly<Record<Outcome | 'withdrawn', number>> = {
  RETURNED_INDEPENDENT: 8,
  ONWARD_MIGRATED: 3,
  RESIDENCE_GRANTED: 7,
  REPEAT_ASYLUM_LODGED: 31,
  MEDICAL_DEFERRAL: 7,
  OTHER_APPLICATION_LODGED: 3,
  MOB: 19,
  OWN_REQUEST: 6,
  OTHER_SHELTER: 5,
  ENDED_NON_COOPERATION: 4,
  ENDED_HOUSE_RULES: 3,
  ENDED_MAX_TERM: 2,
  DETAINED: 2,
  PROGRAMME_ENDED: 0,
  STATE_RECEPTION_OTHER: 2,
  DUBLIN_TRANSFERRED: 1,
  DUBLIN_VOLUNTARY: 0,
  FORCED_REMOVAL: 1,
  DECEASED: 1,
  REFUSED_AT_ADMISSION: 13,
  withdrawn: 2,
};

const directionTo: Partial<Record<Outcome | 'withdrawn', Direction>> = {
  RETURNED_INDEPENDENT: 'RETURN',
  FORCED_REMOVAL: 'RETURN',
  ONWARD_MIGRATED: 'ONWARD_MIGRATION',
  RESIDENCE_GRANTED: 'LEGALISATION',
  REPEAT_ASYLUM_LODGED: 'LEGALISATION',
  MEDICAL_DEFERRAL: 'LEGALISATION',
  OTHER_APPLICATION_LODGED: 'LEGALISATION',
};

const procedureTo: Partial<Record<Outcome | 'withdrawn', readonly [ProcedureKind, ...ProcedureKind[]]>> = {
  RETURNED_INDEPENDENT: ['laissez-passer', 'assisted-return'],
  FORCED_REMOVAL: ['laissez-passer'],
  RESIDENCE_GRANTED: ['no-fault', 'human-trafficking', 'statelessness'],
  REPEAT_ASYLUM_LODGED: ['repeat-asylum'],
  MEDICAL_DEFERRAL: ['medical-deferral'],
};

/** Who comes to a city, in the order in which they come. */
export function plansFor(municipality: string, until: number, seed: number, people?: number): Plan[] {
  const city = cities[municipality] ?? elsewhere;
  return Array.from({ length: people ?? city.people }, (_, number) => {
    const hash = createHash('sha256').update(`demo/${seed}/${municipality}/${number}`).digest();
    return planOf(municipality, refOf(hash), number, new Chance(hash.readUInt32BE()), until);
  }).toSorted((a, b) => a.arrivesAt - b.arrivesAt);
}

function planOf(municipality: string, personRef: string, number: number, chance: Chance, until: number): Plan {
  const ends = cities[municipality]?.until;
  const late = ends !== undefined && chance.happens(0.25);
  const before = ends === undefined || late ? until : Date.parse(ends);
  const from = late ? Date.parse(ends) : until - historyDays * dayMs;
  const arrivesAt = chance.atWork(from + chance.next() * Math.max(before - from - 3 * dayMs, 0));
  // Evenly, so that also of some tens of people the shares are as they should be.
  const fate = late
    ? 'REPEAT_ASYLUM_LODGED'
    : chance.weighted(fates, (number * goldenRatio + municipality.length / 7) % 1);
  const refused = fate === 'REFUSED_AT_ADMISSION';
  const stay = fate === 'withdrawn' ? chance.around(40, 0.5) : refused ? 0 : 60 + chance.around(230, 0.6);
  const plan: Plan = {
    personRef,
    municipality,
    arrivesAt,
    fate,
    direction: directionTo[fate] ?? chance.pick(['UNDER_INVESTIGATION', 'RETURN', 'LEGALISATION']),
    endsAt: arrivesAt + stay * dayMs,
    incidents: [],
    chance,
  };
  plan.incidents = incidentsOf(plan, late).toSorted((a, b) => a.at - b.at);
  return plan;
}

function incidentsOf({ fate, direction, arrivesAt, endsAt, chance }: Plan, late: boolean): Incident[] {
  const found: Incident[] = [];
  /** So many days after the referral; `share` of the people. */
  const may = (share: number, name: string, after: number, changes: Incident['changes'] = {}): number | null => {
    if (!chance.happens(share)) return null;
    const at = arrivesAt + after * dayMs;
    found.push({ name, at, changes });
    return after;
  };
  const stay = Math.max((endsAt - arrivesAt) / dayMs, 60);
  const during = () => 40 + chance.next() * (stay - 40);
  may(0.7, 'start-shelter', chance.between(0, 4));
  for (let count = chance.between(0, 3); count > 0; count -= 1) may(1, 'add-contact', during());
  may(0.12, 'register-received', during());
  if (fate === 'REFUSED_AT_ADMISSION') {
    may(0.45, 'lodge-objection', chance.between(32, 45), { against: 'refusal-of-admission' });
    return found;
  }
  const suspended = may(0.1, 'suspend', during(), { ground: chance.pick(['medical', 'detention', 'out-of-contact']) });
  if (suspended !== null) may(0.95, 'resume', suspended + chance.around(50, 0.5));
  const held = may(late ? 0.8 : 0.04, 'place-court-hold', late ? 1 : during());
  if (held !== null) may(1, 'lift-court-hold', held + chance.around(260, 0.4));
  const offered = may(0.1, 'offer-transfer', during());
  if (offered !== null)
    may(0.85, chance.weighted({ 'accept-transfer': 6, 'refuse-transfer': 4 }), offered + chance.around(14, 0.6));
  const flagged = may(0.12, 'flag', during());
  if (flagged !== null) may(0.6, 'unflag', flagged + chance.between(7, 60));
  may(0.14, 'raise-blocker', during(), { blocker: 'identity', owner: 'avim' });
  may(0.08, 'raise-blocker', during(), { blocker: 'medical', owner: 'ngo' });
  const procedure = procedureTo[fate];
  if (procedure) may(0.6, 'start-procedure', during() * 0.6, { procedure: chance.pick(procedure) });
  if (direction !== 'UNDER_INVESTIGATION') may(0.45, 'change-direction', during(), { direction });
  if (direction === 'RETURN') may(0.1, 'revoke-return', during());
  may(0.05, 'lodge-objection', during(), { against: 'other-decision' });
  may(0.08, 'extend-term', during());
  may(0.05, 'share', during());
  may(0.25, 'schedule-conference', during());
  if (fate === 'withdrawn') may(1, 'withdraw', stay);
  return found;
}

/** Crockford's base 32, as the pseudonyms of persons are; made from the seed, so that it is known where it was played. */
function refOf(hash: Buffer): string {
  return [...hash.subarray(0, 26)].map((byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte % 32]).join('');
}
