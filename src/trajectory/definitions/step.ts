import type { z } from 'zod';
import type { Terms } from '../terms/deadlines.js';
import { mustKeepItsCompartment, type KnowsStep } from './compartment.js';
import type { Difference } from '../replayed/events.js';
import type { Consequence } from './consequence.js';
import { fieldsOf, rulesOfFields, type DeclaredInput, type KnownDay } from './field.js';
import { withRules } from './fieldRules.js';
import type { Text } from '../language.js';
import type { LooksAt, OtherTrajectory } from './others.js';
import type { Rules } from './rules.js';
import { isFact, type Fact } from '../replayed/fact.js';
import type { Actor, Agency, Json, TrajectoryState } from '../replayed/state.js';
import type { AgencyRole } from '../replayed/agencyRole.js';

export { yes } from '../terms/dated.js';
export * from './consequence.js';
export type { AgencyRole };
export { audienceOf, field, nobody, type Declared, type DeclaredInput, type FieldMeta } from './field.js';
export { eventTypes, reasons, typed } from '../words/declare.js';
export type { EventType, Reason } from '../replayed/reason.js';
export type { Text };

/**
 * A name of something that a domain knows. A name that is known only when it runs may be any; one that is written out has to be
 * one of these, so that a slip does not compile. Without a domain every name is good.
 */
export type Written<S extends string, Name extends string> = S &
  (string extends S ? unknown : [S] extends [Name] ? unknown : never);

/**
 * The names that definitions are written with. A domain says which there are, and the compiler holds its definitions against them; the
 * engine knows none, so by default every name is good.
 */
export interface DomainNames {
  step: string;
  /** A step or an action. */
  definition: string;
  agency: Agency;
  /** An agency with one of its roles. */
  role: AgencyRole;
}

/** A trajectory as a definition sees it. */
export interface TrajectoryView<Name extends string = string> {
  state: Readonly<TrajectoryState>;
  /** What is known of a fact; undefined when nothing is. */
  fact<T>(fact: Fact<T>): T | undefined;
  isCompleted<S extends string>(step: Written<S, Name>): boolean;
  isOpen<S extends string>(step: Written<S, Name>): boolean;
  /** The calendar day on which a step opens that is planned for later; undefined when it is not. */
  opensOn<S extends string>(step: Written<S, Name>): string | undefined;
  /** The repeatable steps of the programme, for those that plan another round. */
  isRepeatable<S extends string>(step: Written<S, Name>): boolean;
  /** The steps of the programme as they are defined now, with the terms that hold in it. */
  step<S extends string>(name: Written<S, Name>): Step | undefined;
  /** Whether a step is in the programme and someone can perform it: its agency, or another that may, is a partner. */
  canOpen<S extends string>(step: Written<S, Name>): boolean;
  /** Whether the agency of whoever acts may know of a step, or of an open step with this compartment. */
  knowsStep: KnowsStep;
  /** The other trajectories that its definition looks at; undefined when they were not looked up, as in a preview. */
  others: readonly OtherTrajectory[] | undefined;
  /** All that take part; undefined when that is not known. */
  municipalities: readonly string[] | undefined;
  /** Days that a trajectory knows, by the names that the rules of fields use. */
  days: Readonly<Record<string, KnownDay>>;
  /** What this municipality has settled. */
  rules: Rules;
  /** What another municipality has settled now; undefined when that is not known. */
  rulesIn(municipality: string): Rules | undefined;
  /** Who gives the command; null when no person acts. */
  actor: Actor | null;
  /** What a correction comes to. Absent: it was not worked out. */
  difference?: Difference | undefined;
  /** It is an earlier entry, decided as a correction says that it should have been: of that, nothing may be left. */
  isCorrected?: boolean;
  /** UTC instant of the command. */
  now: string;
}

/** What someone filled in earlier, and is decided on now. */
export interface DecidedOn<Name extends string = string> {
  /** The step or action in which it was filled in: its fields say what each is called, and who may see it. */
  name: Name;
  input: Readonly<Record<string, Json>>;
  /** The subject of the person who filled it in, and of the one for whom they acted; absent when that is not known. */
  by?: string;
  onBehalfOf?: string;
  /** UTC instant. */
  at?: string;
}

/** A fact of a trajectory as people see it. */
export interface ShownFact<A extends Agency = Agency> {
  title: Text;
  /** Why it is kept: a sentence in plain language, also for the person whom it is about. */
  purpose: Text;
  audience: readonly A[];
  /** What its parts are called, other than the fields of the definition and the parts that mean the same everywhere. */
  parts?: Readonly<Record<string, Text>>;
  /** A person typed it, or these parts of it: what is spelled like a code is not one. */
  typed?: true | readonly string[];
}

type ObjectSchema = z.ZodType<Record<string, unknown>>;

interface Definition<S extends ObjectSchema, N extends DomainNames = DomainNames> {
  /** kebab-case; part of the address and of the record. Once it has been used, another name says `formerly` what it was. */
  name: string;
  /** What it was called before, the oldest first: what is open, was done or recorded under these names is this. */
  formerly?: readonly string[];
  title: Text;
  description: Text;
  performedBy: N['role'][];
  /** What the caseworker fills in. Use `z.strictObject` with `field`s. */
  input: S;
  /** One worked input: used by the documentation, the tests and `GET /v1/steps`. */
  example: z.input<S>;
  /** More of them, where what opens by it depends on several fields together: they show where else it can lead. */
  otherExamples?: readonly z.input<S>[];
  /** The facts that it keeps and people may ask for: what they are called, and which agencies may see them. */
  shows?: Readonly<Record<string, ShownFact<N['agency']>>>;
  /** The facts that it keeps under another name than before, shown or not: by the name of now, what they were called. */
  factsFormerly?: Readonly<Record<string, readonly string[]>>;
  /** Fields that identify a person: the API replaces them by a keyed pseudonym, and nothing after it sees them. */
  pseudonymised?: readonly string[];
  /**
   * Whether there is an occasion for it now, as far as can be said before anything is filled in: a suspension to end, a
   * decision of someone else to look at. Absent: always. It only offers; what can't be done is refused by `decide`.
   */
  offeredWhen?(t: TrajectoryView<N['step']>): boolean;
  /** What is decided on in it, which is shown beside the form: nobody confirms what they do not see. */
  decidesOn?(t: TrajectoryView<N['step']>): readonly DecidedOn<N['definition']>[];
  /** The other trajectories that `decide` has to see. Absent: none. */
  looksAt?: LooksAt;
  /** Pure. Throw a `Refusal` for what the schema can't say. */
  decide(t: TrajectoryView<N['step']>, input: z.output<S>): Consequence[];
}

export interface StepDefinition<
  S extends ObjectSchema = ObjectSchema,
  N extends DomainNames = DomainNames,
> extends Definition<S, N> {
  /** The agency that is told when it opens, and whose work list shows it. */
  responsible: N['agency'];
  /** When it opens by itself; it opens again only through `openAgain`. */
  opensWhen(t: TrajectoryView<N['step']>): boolean;
  repeatable: boolean;
  /** Null: it has none, unless the programme sets them or a person names a day. Then nothing is overdue. */
  terms: Terms | null;
  /**
   * Its compartment: the only agencies that may know that this step exists in a trajectory, the municipality among them.
   * Absent: all parties may. For a step that says something about a person by its very name.
   */
  knownTo?: readonly N['agency'][];
  /** The second pair of eyes on a decision: who corrects such a decision needs one too. */
  secondLook?: true;
  /**
   * Whom each event tells, as far as they take part already; the responsible agency is told of its opening unless this says
   * otherwise. To bring an agency in, use the consequence `tell`.
   */
  tells: {
    opened?: N['agency'][];
    completed?: N['agency'][];
    reminded?: N['agency'][];
    overdue?: N['agency'][];
    escalated?: N['agency'][];
  };
}

/** What several actions are for: a list shows them together, the group with the lowest place first. */
export interface ActionGroup {
  name: string;
  place: number;
  title: Text;
}

/** Something that can be done to any open trajectory, whatever steps are open. */
export interface ActionDefinition<
  S extends ObjectSchema = ObjectSchema,
  N extends DomainNames = DomainNames,
> extends Definition<S, N> {
  /** What has happened when it was done, in the past tense: its title says what one can do. */
  done: Text;
  /** Absent: it is listed last, under a heading of its own. */
  group?: ActionGroup;
  /** Whom it tells, as far as they take part already. To bring an agency in, use the consequence `tell`. */
  tells: { done?: N['agency'][] };
  /** The step that an input is about: who may not know of that step, may not know of this either. */
  concerns?(input: z.output<S>): string | undefined;
  /** The steps that its field `step` can name now, for whoever acts; like `offeredWhen`, it only offers. */
  aboutSteps?(t: TrajectoryView<N['step']>): string[];
  /** The field that names an entry on the timeline, by the number that the caller knows: who may not know of it, nor of this. */
  entryField?: string;
  /** The only agencies that may know that this was done, where it is not for all parties. */
  knownTo?(t: TrajectoryView<N['step']>, input: z.output<S>): readonly N['agency'][];
  /**
   * Its mails and webhooks say only that something changed. For what is asked of an agency often and needs no more words, so
   * that a message about a compartment is not the only one that says so little.
   */
  unnamedOutside?: true;
  /** Takes the engine's way of corrections; for `correct` and `confirm-correction`, and for nothing else. */
  corrects?: true;
  /** Can be done to many trajectories in one go. */
  bulk?: true;
  /** Answers an offer: only the municipality to which it is offered can do it. */
  performedAt?: 'receiver';
  /** Can be done to a trajectory that has ended, and only to that; or to any. Absent: only to an open one. */
  performedOn?: 'closed' | 'any';
}

/** A step with its types still known: `input` is the schema that the API, the form and the decider share. */
export type Step<S extends ObjectSchema = ObjectSchema> = StepDefinition<S> & { kind: 'step' };
export type Action<S extends ObjectSchema = ObjectSchema> = ActionDefinition<S> & { kind: 'action' };

/**
 * Defines a step. Everything that depends on it comes from here: route, validation, OpenAPI, who may do it, whom it
 * tells, its deadlines and its page in the catalogue.
 *
 * @example
 * export const visit = defineStep({ name: 'home-visit', title: { en: 'Home visit', nl: 'Huisbezoek' }, ... });
 */
export function defineStep<S extends DeclaredInput>(definition: StepDefinition<S>): Step<S> {
  mustKeepItsCompartment(definition);
  return checked({
    ...definition,
    input: withRules(definition.name, definition.input, rulesOfFields(definition)),
    kind: 'step',
  });
}

/** Defines an action: the same mechanism, without opening, closing and deadlines. */
export function defineAction<S extends DeclaredInput>(definition: ActionDefinition<S>): Action<S> {
  return checked({
    ...definition,
    input: withRules(definition.name, definition.input, rulesOfFields(definition)),
    kind: 'action',
  });
}

function checked<T extends Definition<ObjectSchema>>(definition: T): T {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(definition.name)) {
    throw new Error(`Step name "${definition.name}" must be kebab-case.`);
  }
  for (const worked of [definition.example, ...(definition.otherExamples ?? [])]) {
    const example = definition.input.safeParse(worked);
    if (example.success) continue;
    throw new Error(`The example of step ${definition.name} does not fit its own schema: ${example.error.message}`);
  }
  fieldsOf(definition);
  for (const fact of [...Object.keys(definition.shows ?? {}), ...Object.keys(definition.factsFormerly ?? {})]) {
    if (isFact(fact)) continue;
    throw new Error(
      `${definition.name} names the fact ${fact}, which nobody declares: declare it with fact('${fact}').`,
    );
  }
  for (const [fact, { title, purpose, audience }] of Object.entries(definition.shows ?? {})) {
    if ([title, purpose].every(({ en, nl }) => en.trim() && nl.trim()) && audience.length > 0) continue;
    throw new Error(`The fact ${fact} of ${definition.name} has no title, purpose or audience: give it all three.`);
  }
  return definition;
}

/** The step that a command is about: the step itself, or the one that the input of an action names. */
export function concernedBy(definition: Step | Action, input: Record<string, unknown>): string | undefined {
  return definition.kind === 'step' ? definition.name : definition.concerns?.(input);
}
