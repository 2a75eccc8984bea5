import { calledDifferently, calledNothing } from './labels.js';
import { mustFit, type FiguresDefinition } from '../figures/definition.js';
import { generalFigures } from '../figures/general.js';
import type { Text } from '../language.js';
import { engineRoles, type EngineRole } from '../replayed/roles.js';
import type { Agency } from '../replayed/state.js';
import type { Agenda, OwnRules, PersonNumber } from './domainParts.js';
import { fieldsOf, type KnownDay } from './field.js';
import { plainListing, type Listing } from './listing.js';
import { mustHaveOwnNames } from './ownNames.js';
import { suspension, type StopCauses } from './stopCauses.js';
import type { Message } from './message.js';
import type { Action, Step } from './step.js';
import { splitRole } from '../replayed/agencyRole.js';

/** What an agency is called. */
export interface AgencyTitles {
  /** Short, as colleagues call it: in lists, labels and messages. */
  title: Text;
  /** In the middle of a sentence, with its article where it has one; the title when it is left out. */
  within?: Text;
  /** In full, as the person whom it is about knows it: for their own file and what they are given, and for nobody else. */
  toPerson: Text;
}

/** A role, with the agencies in which someone can have it. */
export interface RoleDefinition {
  title: Text;
  agencies: readonly Agency[];
}

/** What a domain declares. `defineDomain` adds what the engine itself has, and checks the names. */
export interface DomainDefinition {
  /** In small letters; part of the type of each webhook event. */
  name: string;
  /** What the trajectories are of, with its article: "the …". */
  title: Text;
  /** Of whom data are kept, and whether these go abroad: for the register of processing. */
  persons: Text;
  abroad: Text;
  /** By name, in the order in which they are shown; the municipality, which directs, among them. */
  agencies: Readonly<Record<string, AgencyTitles>> & { readonly municipality: AgencyTitles };
  /** By name: those beside the roles that the engine itself knows. */
  roles: Readonly<Record<string, RoleDefinition>>;
  /** What a referral asks; it opens a trajectory. */
  referral: Step;
  /** In the order in which they are shown. */
  steps: readonly Step[];
  actions: readonly Action[];
  /** The steps and actions that its definitions refer to by name; each has to be one of its own. */
  namedSteps?: readonly string[];
  namedActions?: readonly string[];
  /** What trajectories tell each other. */
  messages?: readonly Message[];
  /** What the codes of directions, outcomes and other endings are called. */
  directions: Readonly<Record<string, Text>>;
  outcomes: Readonly<Record<string, OutcomeTitle>>;
  endings?: Readonly<Record<string, Text>>;
  /** Days that a trajectory knows, by the names that the rules of fields use. */
  days?: Readonly<Record<string, KnownDay>>;
  /** Why clocks stand still, beside a suspension. */
  stopCauses?: StopCauses;
  /** Absent: people are known by no number. */
  personNumber?: PersonNumber;
  /** Absent: nothing waits for a meeting. */
  agenda?: Agenda;
  /** Absent: its programmes settle nothing of their own. */
  rules?: OwnRules;
  /** How its trajectories are listed, beside what every trajectory has. */
  listing?: Listing;
  /** What is counted of its trajectories; absent: what is counted of those of any domain. */
  figures?: FiguresDefinition;
}

export interface OutcomeTitle extends Text {
  /** No class map may count it as a solution, and why not. */
  neverSolution?: string;
}

/**
 * The work that the engine runs trajectories of: who takes part in it, and what they do. The engine knows no such work by itself:
 * it gets the domain with the programmes.
 */
export interface Domain extends DomainDefinition {
  messages: readonly Message[];
  endings: Readonly<Record<string, Text>>;
  days: Readonly<Record<string, KnownDay>>;
  stopCauses: StopCauses;
  rules: OwnRules;
  listing: Listing;
  figures: FiguresDefinition;
  /** The names of the agencies, in the order in which they are shown. */
  agencyNames: readonly Agency[];
}

/** The roles that each domain has: all of them of the municipality, which directs. */
const roleTitles: Record<EngineRole, Text> = {
  'case-director': { en: 'Case director', nl: 'Casusverantwoordelijke' },
  coordinator: { en: 'Coordinator', nl: 'Coördinator' },
  auditor: { en: 'Auditor', nl: 'Auditor' },
  administrator: { en: 'Administrator', nl: 'Beheerder' },
};

const noRules: OwnRules = { defaults: {}, file: () => ({}), shown: () => ({}) };

/** Returns the domain, ready for use. @throws Error that names what it uses and does not have, what it has twice, and what is the engine's */
export function defineDomain(definition: DomainDefinition): Domain {
  const own = Object.fromEntries(
    engineRoles.map((role): [string, RoleDefinition] => [
      role,
      { title: roleTitles[role], agencies: ['municipality'] },
    ]),
  );
  const domain: Domain = {
    ...definition,
    roles: { ...own, ...definition.roles },
    messages: definition.messages ?? [],
    endings: definition.endings ?? {},
    days: definition.days ?? {},
    stopCauses: { ...suspension, ...definition.stopCauses },
    rules: definition.rules ?? noRules,
    listing: definition.listing ?? plainListing,
    figures: definition.figures ?? generalFigures(definition),
    agencyNames: Object.keys(definition.agencies),
  };
  mustBeKnown(domain);
  mustHaveOwnNames(domain);
  mustLeaveRoles(domain, own);
  mustCallOnce(domain);
  mustHideNothing(domain);
  mustFit(domain.figures);
  return domain;
}

/** Whether an agency has such a role. */
export function isRoleOf({ roles }: Domain, agency: Agency, role: string): boolean {
  return Object.hasOwn(roles, role) && roles[role]!.agencies.includes(agency);
}

/** What a role of an agency is called; undefined when it has no such role. */
export function roleTitle(domain: Domain, agency: Agency, role: string): Text | undefined {
  return isRoleOf(domain, agency, role) ? domain.roles[role]!.title : undefined;
}

/** The roles of an agency. */
export function rolesOfAgency(domain: Domain, agency: Agency): string[] {
  return Object.keys(domain.roles).filter((role) => isRoleOf(domain, agency, role));
}

/** What an agency is called; by its name when the domain no longer has it. */
export function agencyTitle({ agencies }: Domain, agency: Agency): AgencyTitles {
  const called = { en: agency, nl: agency };
  return Object.hasOwn(agencies, agency) ? agencies[agency]! : { title: called, toPerson: called };
}

/** @throws Error for a code without a name, or with two: a sentence has the code alone, and could not tell which is meant */
function mustCallOnce({ name, referral, steps, actions, directions, outcomes, endings }: Domain): void {
  const nothing = calledNothing([referral, ...steps, ...actions]);
  if (nothing.length > 0) throw new Error(`The domain ${name} has codes without x-labels: ${nothing.join('; ')}.`);
  const twice = calledDifferently([referral, ...steps, ...actions], [directions, outcomes, endings]);
  if (twice.length > 0) throw new Error(`The domain ${name} calls a code by two names: ${twice.join('; ')}.`);
}

/**
 * @throws Error for what is kept and not shown to the municipality. It directs the work, and gives each person their own file, whole: the
 * form would promise a secret that the file tells.
 */
function mustHideNothing({ name, referral, steps, actions }: Domain): void {
  const hidden = [referral, ...steps, ...actions].flatMap((definition) =>
    Object.entries(agenciesIn(definition))
      .filter(([where, audience]) => /^(input|shows)\./.test(where) && audience.length > 0)
      .filter(([, audience]) => !audience.includes('municipality'))
      .map(([where]) => `${definition.name}, ${where}`),
  );
  if (hidden.length === 0) return;
  throw new Error(
    `The domain ${name} keeps something that its municipality may not see, and would have to give in a person's own file: ${hidden.join('; ')}. Add municipality to the audience, or keep it in no field.`,
  );
}

/** What an agency is called in the middle of a sentence. */
export function agencyWithin(domain: Domain, agency: Agency): Text {
  const { within, title } = agencyTitle(domain, agency);
  return within ?? title;
}

/**
 * @throws Error for definitions that name an agency, role, step or action that the domain does not have: a slip would tell or ask
 * nobody. It says of each which definition it is in, and where.
 */
function mustBeKnown(domain: Domain): void {
  const { steps, actions, referral, roles, messages } = domain;
  const faults = [
    ...Object.entries(roles).flatMap(([role, { agencies }]) => strange(domain, `role ${role}`, agencies)),
    ...unknown('named steps: step', domain.namedSteps, steps),
    ...unknown('named actions: action', domain.namedActions, actions),
    ...unknown('listing, person: shown fact', domain.listing.person.facts, shownFacts(domain)),
    ...unknown(
      'listing, person in lists: fact',
      domain.listing.person.inLists,
      domain.listing.person.facts.map(byName),
    ),
    ...messages.flatMap(({ name, tells }) => strange(domain, `${name}, tells`, tells)),
    ...[referral, ...steps, ...actions].flatMap((definition) => [
      ...Object.entries(agenciesIn(definition)).flatMap(([where, agencies]) =>
        strange(domain, `${definition.name}, ${where}`, agencies),
      ),
      ...definition.performedBy
        .filter((who) => !isRoleOf(domain, ...splitRole(who)))
        .map((who) => `${definition.name}, performedBy: ${who}`),
      ...unknown(`${definition.name}, concerns: step`, stepsConcerned(definition), steps),
    ]),
  ];
  if (faults.length > 0) throw new Error(`The domain ${domain.name} does not have: ${faults.join('; ')}.`);
}

/** @throws Error for a role of the engine that the domain makes another: the policy trusts it as the municipality's. */
function mustLeaveRoles({ name, roles }: Domain, own: Domain['roles']): void {
  const changed = Object.keys(own).filter((role) => JSON.stringify(roles[role]) !== JSON.stringify(own[role]));
  if (changed.length === 0) return;
  throw new Error(
    `The domain ${name} cannot change the engine's roles: ${changed.join(', ')}. Give each another name.`,
  );
}

const byName = (name: string) => ({ name });
const shownFacts = ({ referral, steps, actions }: Domain) =>
  [referral, ...steps, ...actions].flatMap(({ shows = {} }) => Object.keys(shows).map(byName));

function strange(domain: Domain, where: string, agencies: readonly Agency[]): string[] {
  return agencies
    .filter((agency) => !Object.hasOwn(domain.agencies, agency))
    .map((agency) => `${where}: agency ${agency}`);
}

function unknown(where: string, named: readonly string[] = [], known: readonly { name: string }[]): string[] {
  return named.filter((one) => !known.some(({ name }) => name === one)).map((one) => `${where} ${one}`);
}

/** By where in the definition they are named. */
function agenciesIn(definition: Step | Action): Record<string, readonly Agency[]> {
  const { tells, shows = {} } = definition;
  const placed = (prefix: string, all: [string, readonly Agency[]][]) => all.map(([key, it]) => [prefix + key, it]);
  return Object.fromEntries([
    ...placed('tells.', Object.entries(tells)),
    ...placed(
      'input.',
      fieldsOf(definition).map(({ name, audience }) => [name, audience]),
    ),
    ...placed(
      'shows.',
      Object.entries(shows).map(([fact, { audience }]) => [fact, audience]),
    ),
    ...(definition.kind === 'step'
      ? [
          ['responsible', [definition.responsible]],
          ['knownTo', definition.knownTo ?? []],
        ]
      : []),
  ]);
}

/** The steps that an action says it is about, for what is filled in by way of example. */
function stepsConcerned(definition: Step | Action): string[] {
  if (definition.kind === 'step') return [];
  const { example, otherExamples = [], input } = definition;
  return [example, ...otherExamples].flatMap((worked) => definition.concerns?.(input.parse(worked)) ?? []);
}
