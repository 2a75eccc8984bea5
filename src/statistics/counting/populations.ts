import type { ClassMap } from '../../trajectory/figures/classMap.js';
import type { Population, Populations } from '../../trajectory/figures/population.js';
import { version } from '../cases/cases.js';
import type { CaseSelection } from './caseSelection.js';
import { CaseReading } from './reading.js';
import type { Tallies } from './tallies.js';
import { Tallying } from './tallying.js';

/**
 * Returns how many there are of each population: everything by the day on which it happened, in the municipality in which
 * the person was at the end of that day, as known at the moment asked.
 */
export function countPopulations(selection: CaseSelection, populations: Populations, classMap: ClassMap): Tallies {
  const { on, cases } = selection;
  const reading = new CaseReading(selection, classMap);
  const all = Object.entries(populations(reading)).map(([name, population]) => ({
    name,
    population,
    tallying: new Tallying<string>(cases.names, ...(population.parts ?? [])),
  }));
  const standing = all.filter(({ population }) => population.on === undefined);
  const happening = all.flatMap(({ population, tallying }) =>
    population.on === undefined ? [] : [{ day: population.on, population, tallying }],
  );
  const count = ({ population, tallying }: Counting, municipality: number): void => {
    const parts = population.member();
    if (parts !== null) tallying.add(municipality, parts);
  };
  selection.each((known, row, place) => {
    reading.moveTo(known, row, place);
    if (standing.length > 0 && Math.min(known.get(version.left), known.get(version.closed)) > on) {
      const municipality = selection.where(row, on);
      // Where the person was on that day, which may be a municipality that is not asked for.
      if (selection.isAsked(municipality)) for (const one of standing) count(one, municipality);
    }
    for (const one of happening) {
      const day = one.day();
      if (!selection.isIn(day)) continue;
      const municipality = selection.where(row, day);
      if (selection.isAsked(municipality)) count(one, municipality);
    }
  });
  return Object.fromEntries(
    all.map(({ name, population, tallying }) => [name, tallying.tallies(population.attributes?.bind(population))]),
  );
}

interface Counting {
  population: Population;
  tallying: Tallying<string>;
}

/** Returns which of the trajectories, by their place, are in each of these populations on the reference date. */
export function membersOf(
  selection: CaseSelection,
  populations: Populations,
  names: readonly string[],
  classMap: ClassMap,
): Map<string, Uint8Array> {
  const reading = new CaseReading(selection, classMap);
  const all = populations(reading);
  const members = names.map((name) => {
    const population = all[name];
    if (!population || population.on) throw new Error(`${name} is no population of the reference date.`);
    return { name, population, isMember: new Uint8Array(selection.cases.count) };
  });
  selection.each((known, row, place) => {
    if (Math.min(known.get(version.left), known.get(version.closed)) <= selection.on) return;
    reading.moveTo(known, row, place);
    for (const { population, isMember } of members) if (population.member() !== null) isMember[place] = 1;
  });
  return new Map(members.map(({ name, isMember }) => [name, isMember]));
}
