import type { Actor, Agency } from './state.js';
import { hasRole, rolesOf, worksWithFiles, type EngineRole } from './roles.js';

/**
 * The one policy: who may do what with what, and why not. A pure function of a request shaped like AuthZEN's
 * (subject, action, resource, context). Every route, list, count, export, stream and search asks it, and none decides by
 * itself; what it answers is logged. What is not in the table below is refused.
 */
export interface AccessRequest {
  subject: { type: 'person'; id: string; properties: Omit<Actor, 'subject'> };
  action: { name: ActionName };
  resource: Resource;
  context: AccessContext;
}

export interface Resource {
  type:
    | 'trajectory'
    | 'notification'
    | 'figures'
    | 'catalogue'
    | 'log'
    | 'erasure'
    | 'delegation'
    | 'payload'
    | 'self'
    | 'directory';
  /** Pseudonymous; absent for a list. */
  id?: string;
  properties?: ResourceProperties;
}

export interface ResourceProperties {
  municipality?: string | null;
  /** The agencies that have a part in the trajectory. */
  parties?: readonly Agency[];
  /** `agency:role`, of what is to be performed. */
  performedBy?: readonly string[];
  /** The persons who asked for what is to be approved: their subjects, and those for whom they acted. */
  askedBy?: readonly string[];
  /** Whose it is, such as the one who gave a delegation, or to whom it was given. */
  owner?: string;
  /** The agency for which it holds. */
  agency?: Agency;
  /** Its day has not passed, and nobody has ended it. */
  holds?: boolean;
  /** An offer of the trajectory to this municipality has not been answered. */
  offeredTo?: string | null;
}

export interface AccessContext {
  /** UTC instant. */
  time: string;
  /**
   * The agencies that are partner in the programme of the subject's municipality now. Null for the kernel's door alone,
   * which knows no programme: what it lets in, `decide` asks again with the partners known.
   */
  partners: readonly Agency[] | null;
}

/** Why not. `not-known` means that for this subject it does not exist. */
export type AccessReason =
  'allowed' | 'not-known' | 'no-partner' | 'role' | 'other-municipality' | 'own-request' | 'ended' | 'no-rule';

export interface AccessDecision {
  decision: boolean;
  context: { reason: AccessReason };
}

type Rule = (request: AccessRequest) => AccessReason;
const allowed: AccessReason = 'allowed';

const all =
  (...rules: Rule[]): Rule =>
  (request) =>
    rules.map((rule) => rule(request)).find((reason) => reason !== allowed) ?? allowed;

const anyone: Rule = () => allowed;

const role =
  (...wanted: EngineRole[]): Rule =>
  (request) =>
    hasRole(actorIn(request), ...wanted) ? allowed : 'role';

/** The agency is partner in the programme of its municipality now; who works for the whole country has none. */
const partner: Rule = ({ subject: { properties }, context: { partners } }) =>
  properties.municipality === null || partners === null || partners.includes(properties.agency)
    ? allowed
    : 'no-partner';

/** Works with files, for an agency that is partner now. */
const files: Rule = all((request) => (worksWithFiles(actorIn(request)) ? allowed : 'role'), partner);

/** The municipality knows its own trajectories, another agency those in which it has a part, a national coordinator all. */
const knows: Rule = (request) => {
  const actor = actorIn(request);
  const { municipality, parties = [] } = request.resource.properties ?? {};
  if (files(request) !== allowed) return 'not-known';
  if (isNational(actor)) return allowed;
  if (actor.municipality === null || actor.municipality !== municipality) return 'not-known';
  return actor.agency === 'municipality' || parties.includes(actor.agency) ? allowed : 'not-known';
};

/** Works for the municipality to which it is offered: they may answer, and know nothing of it. */
const isOffered: Rule = ({ subject: { properties }, resource }) =>
  properties.agency === 'municipality' &&
  properties.municipality !== null &&
  properties.municipality === resource.properties?.offeredTo
    ? allowed
    : 'other-municipality';

const performs: Rule = (request) => {
  const { performedBy = [] } = request.resource.properties ?? {};
  const actor = actorIn(request);
  return rolesOf(actor).some((one) => performedBy.includes(`${actor.agency}:${one}`)) ? allowed : 'role';
};

const ofMunicipality: Rule = ({ subject: { properties }, resource }) =>
  properties.municipality !== null && properties.municipality === resource.properties?.municipality
    ? allowed
    : 'other-municipality';

/** Before it is known which trajectory it is, only who asks can be looked at; the trajectory itself asks again. */
const onceKnown =
  (rule: Rule): Rule =>
  (request) => {
    if (request.resource.properties?.municipality === undefined) return allowed;
    const reason = rule(request);
    // Who may not know of it learns no other reason.
    return reason === allowed || knows(request) === allowed ? reason : 'not-known';
  };

/** Of their own municipality, or of any for who works for the whole country. */
const withinReach: Rule = ({ subject: { properties }, resource }) => {
  const { municipality } = resource.properties ?? {};
  return municipality === undefined || properties.municipality === null || properties.municipality === municipality
    ? allowed
    : 'other-municipality';
};

/** Four eyes: who asked can't approve, nor someone for them, nor they for someone. */
const someoneElse: Rule = (request) =>
  isSomeoneElse(actorIn(request), request.resource.properties?.askedBy ?? []) ? allowed : 'own-request';

const owns: Rule = ({ subject, resource }) => (resource.properties?.owner === subject.id ? allowed : 'role');
const ownOr =
  (rule: Rule): Rule =>
  (request) =>
    owns(request) === allowed ? allowed : rule(request);

const inPerson: Rule = ({ subject }) => (subject.properties.onBehalfOf === undefined ? allowed : 'role');

const rules = {
  'trajectory:refer': all(files, ofMunicipality, performs),
  'trajectory:list': files,
  'trajectory:read': knows,
  /** To give a trajectory a command at all, whatever it is. */
  'trajectory:command': (request) => (isOffered(request) === allowed ? files(request) : knows(request)),
  /**
   * To perform a step or action; whether it is open is the trajectory's own answer. Steps are performed by the
   * municipality and its agencies: who works for the whole country reads.
   */
  'trajectory:perform': all(files, performs, onceKnown(all(knows, ofMunicipality))),
  /** What the municipality does to which a trajectory is offered. */
  'trajectory:answer-offer': all(files, performs, onceKnown(isOffered)),
  /** The whole file, for the person whom it is about (art. 15 GDPR). */
  'trajectory:export': all(knows, role('case-director', 'coordinator')),
  'trajectory:hold': all(knows, role('case-director', 'coordinator')),
  'task:list': files,
  'agenda:list': files,
  'notification:list': files,
  'notification:redeliver': all(files, role('case-director', 'coordinator'), withinReach),
  'figures:read': all(role('case-director', 'coordinator'), withinReach),
  'catalogue:read': anyone,
  'self:read': anyone,
  /** What is one's own at the screens: saved views, the language, when one looked last. */
  'self:write': anyone,
  /** How agencies are reached: for who directs, and for who looks after it. */
  'directory:read': all(role('case-director', 'coordinator', 'administrator', 'auditor'), withinReach),
  /** What was read of the configuration, and when. */
  'configuration:read': all(role('administrator', 'auditor'), withinReach),
  'log:read': all(role('auditor'), withinReach),
  'erasure:list': all(role('administrator', 'auditor'), withinReach),
  'erasure:propose': all(role('administrator'), withinReach, inPerson),
  'erasure:approve': all(role('administrator'), withinReach, someoneElse, inPerson),
  'delegation:list': files,
  'delegation:give': all(files, inPerson),
  'delegation:end': all(files, ownOr(role('coordinator')), withinReach),
  /** To act for another: by who received it, for the agency and municipality in which it was given, while it holds. */
  'delegation:use': (request) => {
    const { agency, municipality, holds } = request.resource.properties ?? {};
    const { properties } = request.subject;
    const isTheirs = owns(request) === allowed && agency === properties.agency;
    if (!isTheirs || municipality !== properties.municipality) return 'not-known';
    return holds === true ? allowed : 'ended';
  },
  /** Temporal's Web UI and command line, through the codec server. */
  'payload:decode': all(role('administrator'), (request) =>
    actorIn(request).municipality === null ? allowed : 'role',
  ),
} as const satisfies Record<string, Rule>;

export type ActionName = keyof typeof rules;
export const actionNames = Object.keys(rules) as ActionName[];

/** May this subject do this with this? Never throws; what it does not know, it refuses. */
export function decideAccess(request: AccessRequest): AccessDecision {
  const name = request.action.name;
  const reason = Object.hasOwn(rules, name) ? rules[name](request) : 'no-rule';
  return { decision: reason === allowed, context: { reason } };
}

/** What the actions are asked of: by the part of their names before the colon. */
const resourceTypes: Record<string, Resource['type']> = {
  trajectory: 'trajectory',
  task: 'trajectory',
  agenda: 'trajectory',
  notification: 'notification',
  figures: 'figures',
  catalogue: 'catalogue',
  log: 'log',
  erasure: 'erasure',
  delegation: 'delegation',
  payload: 'payload',
  self: 'self',
  directory: 'directory',
  configuration: 'directory',
};

export function resourceTypeOf(name: ActionName): Resource['type'] {
  return resourceTypes[name.split(':')[0]!]!;
}

/** Of whom one is these say enough; the others are about what it is done to. */
const ofTheSubject: readonly AccessReason[] = ['role', 'no-partner', 'not-known', 'no-rule'];

/**
 * Whether someone may do this to anything at all, asked before it is known to what: with something that is all theirs, as
 * far as it can be.
 * @returns `allowed` also when it depends on what it is done to
 */
export function decideAtTheDoor(
  actor: Actor,
  name: ActionName,
  performedBy: readonly string[],
  context: AccessContext,
): AccessReason {
  const { municipality, agency, subject: owner } = actor;
  const theirs = { municipality, parties: [agency], performedBy, owner, agency, holds: true, offeredTo: municipality };
  const resource = { type: resourceTypeOf(name), properties: theirs };
  const { reason } = decideAccess(accessRequest(actor, name, resource, context)).context;
  return ofTheSubject.includes(reason) ? reason : allowed;
}

/** What a list is limited to; null means no limit on that side. */
export interface Reach {
  municipality: string | null;
  agency: Agency | null;
}

/** `trajectory:read`, said of all trajectories at once: those within the reach are those that can be read, and no other. */
export function reachOf(actor: Actor): Reach {
  return { municipality: actor.municipality, agency: actor.agency === 'municipality' ? null : actor.agency };
}

/** Whose open steps a work list shows, within the reach: those of the own agency; a coordinator looks over all of them. */
export function workReachOf(actor: Actor): Reach {
  return { municipality: actor.municipality, agency: hasRole(actor, 'coordinator') ? null : actor.agency };
}

/** Whether neither the one who acts, nor the one for whom they do, is among these persons. */
export function isSomeoneElse({ subject, onBehalfOf }: Actor, askedBy: readonly string[]): boolean {
  return !askedBy.some((one) => one === subject || one === onBehalfOf);
}

/** A coordinator without a municipality works nationally. */
function isNational(actor: Actor): boolean {
  return actor.municipality === null && hasRole(actor, 'coordinator');
}

export function accessRequest(
  { subject: id, ...properties }: Actor,
  name: ActionName,
  resource: Resource,
  context: AccessContext,
): AccessRequest {
  return { subject: { type: 'person', id, properties }, action: { name }, resource, context };
}

function actorIn({ subject: { id, properties } }: AccessRequest): Actor {
  return { subject: id, ...properties };
}
