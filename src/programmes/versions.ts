import type { Programme } from '../trajectory/definitions/programme.js';
import { engineDefaults, type Rules } from '../trajectory/definitions/rules.js';
import type { Agency } from '../trajectory/replayed/state.js';
import type { Domain } from '../trajectory/definitions/domain.js';
import type { Step } from '../trajectory/definitions/step.js';
import { classMapOn, type ClassMap } from '../trajectory/figures/classMap.js';
import type { Fault } from './document.js';
import type { MunicipalityEntry, VersionEntry } from './schema.js';

/** What the versions of a municipality are read with. */
export interface Surroundings {
  domain: Domain;
  classMaps: readonly ClassMap[];
  /** All that take part. */
  municipalities: readonly string[];
}

/** A version with all that it has, its own and what it has from the one that it is like. */
type Version = Omit<VersionEntry, 'from'> & { from?: string; where: readonly PropertyKey[] };

/** The dated versions of a municipality's programme, the earliest first, or what is wrong with them. */
export function programmesOfMunicipality(
  municipality: string,
  entry: MunicipalityEntry,
  surroundings: Surroundings,
): { programmes: Programme[]; faults: Fault[] } {
  const where = ['municipalities', municipality];
  const { domain } = surroundings;
  const { referral, actions, messages } = domain;
  const { programme: only, programmes: dated, agencies: directory } = entry;
  const faults: Fault[] = [];
  const versions = dated ? inherited(dated, [...where, 'programmes'], faults) : [];
  if (only) versions.push({ ...only, where: [...where, 'programme'] });
  inOrder(versions, faults);
  const programmes = versions.map((version): Programme => {
    const classMap = classMapFor(surroundings, { named: version.classMap, from: version.from });
    const present = domain.agencyNames.filter((agency) => Object.hasOwn(directory, agency));
    const rules = rulesOfVersion(version, domain, present, classMap);
    const steps = domain.steps.filter(({ name }) => !version.without?.includes(name));
    faults.push(...faultsOfRules(version, rules, { ...surroundings, directory, steps }));
    return {
      id: version.id,
      municipality,
      municipalityName: entry.name,
      ...(version.from !== undefined && { from: version.from }),
      steps,
      domain,
      actions,
      messages,
      referral,
      terms: version.terms ?? {},
      rules,
      classMap: classMap.id,
      municipalities: surroundings.municipalities,
    };
  });
  return { programmes, faults };
}

/** `like` takes over what a version does not say itself; what it says replaces the other's as a whole. */
function inherited(entries: readonly VersionEntry[], where: PropertyKey[], faults: Fault[]): Version[] {
  const earlier = new Map<string, Version>();
  return entries.map(({ like, ...own }, i) => {
    const base = like === undefined ? undefined : earlier.get(like);
    if (like !== undefined && !base) {
      faults.push({
        where: [...where, i, 'like'],
        message: `there is no earlier version ${like} of this municipality`,
      });
    }
    const version: Version = { ...base, ...own, where: [...where, i] };
    earlier.set(own.id, version);
    return version;
  });
}

function inOrder(versions: readonly Version[], faults: Fault[]): void {
  versions.forEach(({ from = '', where }, i) => {
    const before = versions[i - 1]?.from;
    if (before === undefined || before < from) return;
    const message =
      before === from
        ? `is the first day of the version before as well`
        : `comes before ${before}, the first day of the version before: put them in the order of their days`;
    faults.push({ where: [...where, 'from'], message });
  });
}

function rulesOfVersion(version: Version, { rules }: Domain, present: readonly Agency[], classMap: ClassMap): Rules {
  const own = Object.entries(rules.defaults).map(([name, usual]): [string, unknown] => {
    const said: unknown = Object.hasOwn(version, name) ? Reflect.get(version, name) : undefined;
    const isInParts = rules.inParts?.includes(name) === true;
    return [name, said === undefined ? usual : isInParts ? Object.assign({}, usual, said) : said];
  });
  return {
    ...Object.fromEntries(own),
    basis: version.basis ?? engineDefaults.basis,
    partners: version.partners ?? present,
    capacity: version.capacity ?? engineDefaults.capacity,
    escalationGrace: version.escalationGrace ?? engineDefaults.escalationGrace,
    assumedTerms: version.assumedTerms ?? engineDefaults.assumedTerms,
    classes: classMap.classes,
    retention: version.retention ?? engineDefaults.retention,
  };
}

/** What does not go together, also where one of the two was settled by an earlier version. */
function faultsOfRules(
  { classMap, without = [], where }: Version,
  rules: Rules,
  {
    domain,
    steps,
    classMaps,
    directory,
  }: Surroundings & { steps: readonly Step[]; directory: Record<Agency, unknown> },
): Fault[] {
  const { partners } = rules;
  const faults: Fault[] = [];
  const wrong = (path: readonly PropertyKey[], message: string) => faults.push({ where: [...where, ...path], message });
  if (!partners.includes('municipality')) {
    wrong(['partners'], 'the municipality itself must be among them, since it directs');
  }
  partners.forEach((partner, i) => {
    if (!directory[partner]) wrong(['partners', i], `${partner} is not among the agencies of this municipality`);
  });
  if (classMap && !classMaps.some(({ id }) => id === classMap)) {
    wrong(['classMap'], `there is no class map ${classMap}`);
  }
  for (const fault of domain.rules.faults?.(rules, { steps, without }) ?? []) wrong(fault.where, fault.message);
  return faults;
}

/** The map that a programme names, else the one that holds on its first day, else the first of the domain. */
function classMapFor(
  { classMaps: maps, domain }: Surroundings,
  { named, from }: { named: string | null | undefined; from: string | undefined },
): ClassMap {
  const byName = maps.find(({ id }) => id === named);
  if (byName) return byName;
  return from !== undefined && maps.some((map) => map.from <= from)
    ? classMapOn(maps, from)
    : domain.figures.classMaps[0];
}
