import { responsibleFor } from '../trajectory/definitions/partners.js';
import type { Programme } from '../trajectory/definitions/programme.js';
import { defaultRules, type Rules } from '../trajectory/definitions/rules.js';
import type { Agency } from '../trajectory/replayed/state.js';
import type { Domain } from '../trajectory/definitions/domain.js';
import type { Step } from '../trajectory/definitions/step.js';
import { builtInClassMaps, classMapOn, type ClassMap } from '../statistics/definitions/classMap.js';
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
    const classMap = classMapFor(surroundings.classMaps, { named: version.classMap, from: version.from });
    const present = domain.agencyNames.filter((agency) => Object.hasOwn(directory, agency));
    const rules = rulesOfVersion(version, present, classMap);
    const steps = domain.steps.filter(({ name }) => !version.without?.includes(name));
    faults.push(...faultsOfRules(version, rules, { ...surroundings, directory, steps }));
    return {
      id: version.id,
      municipality,
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

function rulesOfVersion(version: Version, present: readonly Agency[], classMap: ClassMap): Rules {
  const { conference, secondPair } = version;
  return {
    basis: version.basis ?? defaultRules.basis,
    partners: version.partners ?? present,
    ladder: version.ladder ?? defaultRules.ladder,
    conference: { ...defaultRules.conference, ...conference },
    admissionAfter: version.admissionAfter ?? defaultRules.admissionAfter,
    secondPair: { ...defaultRules.secondPair, ...secondPair },
    capacity: version.capacity ?? defaultRules.capacity,
    maximumStay: version.maximumStay ?? defaultRules.maximumStay,
    escalationGrace: version.escalationGrace ?? defaultRules.escalationGrace,
    mostExtension: version.mostExtension ?? defaultRules.mostExtension,
    stayExtendedBy: version.stayExtendedBy ?? defaultRules.stayExtendedBy,
    assumedTerms: version.assumedTerms ?? defaultRules.assumedTerms,
    underMandate: version.underMandate ?? defaultRules.underMandate,
    vNumberDigits: version.vNumberDigits ?? defaultRules.vNumberDigits,
    classes: classMap.classes,
    retention: version.retention ?? defaultRules.retention,
  };
}

/** What does not go together, also where one of the two was settled by an earlier version. */
function faultsOfRules(
  { classMap, without = [], where }: Version,
  { partners, conference, admissionAfter, secondPair }: Rules,
  { steps, classMaps, directory }: Surroundings & { steps: readonly Step[]; directory: Record<Agency, unknown> },
): Fault[] {
  const faults: Fault[] = [];
  const wrong = (path: PropertyKey[], message: string) => faults.push({ where: [...where, ...path], message });
  if (!partners.includes('municipality')) {
    wrong(['partners'], 'the municipality itself must be among them, since it directs');
  }
  partners.forEach((partner, i) => {
    if (!directory[partner]) wrong(['partners', i], `${partner} is not among the agencies of this municipality`);
  });
  conference.quorum.forEach((party, i) => {
    if (partners.includes(party)) return;
    wrong(['conference', 'quorum', i], `${party} is no partner, so the quorum would never be there`);
  });
  if (classMap && !classMaps.some(({ id }) => id === classMap)) {
    wrong(['classMap'], `there is no class map ${classMap}`);
  }
  for (const decision of ['admission', 'outcome'] as const) {
    const check = `${decision}-check`;
    if (secondPair[decision] === 'never' || !without.includes(check)) continue;
    wrong(
      ['without'],
      `${check} is left out, so nobody could be the second pair of eyes: say secondPair.${decision}: never`,
    );
  }
  const never = whyNeverAdmitted(steps, admissionAfter, partners);
  if (never) wrong(['admissionAfter'], `${never}, so admission would never be decided`);
  return faults;
}

/** Why the step after which admission is decided is never done before it; undefined when it can be. */
function whyNeverAdmitted(steps: readonly Step[], after: string, partners: readonly Agency[]): string | undefined {
  const admission = steps.findIndex(({ name }) => name === 'admission');
  if (admission < 0) return undefined;
  const at = steps.findIndex(({ name }) => name === after);
  const step = steps[at];
  if (!step) return `${after} is left out`;
  if (at >= admission) return `${after} does not come before it`;
  return responsibleFor(step, partners) === undefined ? `nobody who takes part can perform ${after}` : undefined;
}

/** The map that a programme names, else the one that holds on its first day, else the built-in one. */
function classMapFor(
  maps: readonly ClassMap[],
  { named, from }: { named: string | null | undefined; from: string | undefined },
): ClassMap {
  const byName = maps.find(({ id }) => id === named);
  if (byName) return byName;
  return from !== undefined && maps.some((map) => map.from <= from) ? classMapOn(maps, from) : builtInClassMaps[0];
}
