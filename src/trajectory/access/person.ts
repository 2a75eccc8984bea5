import { everyDefinition, type Programmes } from '../definitions/programme.js';
import type { Agency } from '../replayed/state.js';

/** The facts about the person, of those that the domain declares, that an agency may see. */
export function personSeenBy(programmes: Programmes, agency: Agency): ReadonlySet<string> {
  const byAgency = known.get(programmes) ?? new Map<Agency, ReadonlySet<string>>();
  known.set(programmes, byAgency);
  const seen = byAgency.get(agency) ?? looked(programmes, agency);
  byAgency.set(agency, seen);
  return seen;
}
/** It is asked for with every request, and programmes that are loaded never change. */
const known = new WeakMap<Programmes, Map<Agency, ReadonlySet<string>>>();

function looked(programmes: Programmes, agency: Agency): ReadonlySet<string> {
  const { facts } = programmes.domain.listing.person;
  const shown = everyDefinition(programmes).flatMap(({ shows = {} }) => Object.entries(shows));
  const seen = shown.filter(([fact, { audience }]) => facts.includes(fact) && audience.includes(agency));
  return new Set(seen.map(([fact]) => fact));
}

/** What lists show an agency of whom a trajectory is about, with what each is called. */
export function personShownTo(programmes: Programmes, agency: Agency) {
  const { name, inLists } = programmes.domain.listing.person;
  const seen = personSeenBy(programmes, agency);
  const titles = new Map(
    everyDefinition(programmes).flatMap(({ shows = {} }) =>
      Object.entries(shows).map(([fact, { title }]) => [fact, title] as const),
    ),
  );
  return {
    name: name !== null && seen.has(name) ? name : null,
    facts: inLists.flatMap((fact) => {
      const title = titles.get(fact);
      return seen.has(fact) && title ? [{ fact, title }] : [];
    }),
  };
}
