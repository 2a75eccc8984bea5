import { compartmentOf, narrowest } from '../access/compartments.js';
import { stillCorrected } from './correction.js';
import { isCorrecting } from '../definitions/ownNames.js';
import type { Batch, TrajectoryEvent } from '../replayed/events.js';
import { evolve } from '../replayed/evolve.js';
import { asNamedNow, definitionNamed, withoutEarlierNames, type Named } from '../definitions/formerNames.js';
import { knowledgeOf, knownToOf, noted, numberFor, type Joins } from '../access/knowledge.js';
import { enteredLast } from '../terms/dated.js';
import { countedByEffect } from '../definitions/figures.js';
import type { OtherTrajectory } from '../definitions/others.js';
import { definitionsIn, rulesOf, type Programme } from '../definitions/programme.js';
import type { Rules } from '../definitions/rules.js';
import type { Agency, Knowledge, TrajectoryState } from '../replayed/state.js';
import type { Action, Step, TrajectoryView } from '../definitions/step.js';
import { toldOf, type AddedEvent, type Subject } from './telling.js';
import { viewOf } from './view.js';
import { knowledgeFact } from '../replayed/state.js';

/** Collects the events of one command, with the state as it becomes along the way. */
export class BatchEvents {
  readonly programme: Programme;
  readonly batch: Batch;
  readonly rules: Rules;
  /** As it becomes, with every step and fact under its name of now. */
  state: TrajectoryState;
  readonly others: readonly OtherTrajectory[] | undefined;
  /** As the trajectory keeps it, in which names may be older. */
  protected readonly stored: TrajectoryState;
  private readonly named: readonly Named[];
  private knowledge: Knowledge;
  /** The only agencies that may know of the command itself, of which all that follows comes; undefined: all. */
  protected cause: readonly Agency[] | undefined;
  /** Those that the event of the command itself tells. */
  protected told: readonly Agency[] = [];

  constructor(
    programme: Programme,
    state: TrajectoryState,
    header: Omit<Batch, 'from' | 'events'>,
    others?: readonly OtherTrajectory[],
  ) {
    this.programme = programme;
    this.others = others;
    this.rules = rulesOf(programme);
    this.stored = state;
    this.named = definitionsIn(programme);
    this.state = asNamedNow(this.named, state);
    this.knowledge = knowledgeOf(state);
    this.batch = { ...header, from: state.version + 1, events: [] };
  }

  /** What was decided. The last event keeps what each agency may know of the trajectory from then on. */
  finished(): Batch {
    const last = this.batch.events.at(-1);
    const corrected = stillCorrected(this.state.facts, this.batch.events);
    if (last && (corrected || this.knowledge !== knowledgeFact.of(this.state.facts))) {
      const facts = { ...last.effect?.facts, ...corrected, ...knowledgeFact.set(this.knowledge) };
      this.batch.events[this.batch.events.length - 1] = { ...last, effect: { ...last.effect, facts } };
    }
    return this.batch;
  }

  get view(): TrajectoryView {
    return viewOf(this);
  }

  definition({ kind, name }: { kind: 'step' | 'action'; name: string }): Step | Action | undefined {
    const definitions: readonly (Step | Action)[] = kind === 'step' ? this.programme.steps : this.programme.actions;
    return definitionNamed(definitions, name);
  }

  /** Adds the event of the command itself: what follows from it is caused by what only these agencies may know of. */
  addFirst(event: AddedEvent, about: Subject): void {
    this.add(event, about);
    this.cause = knownToOf(this.knowledge, this.state.version);
    this.told = this.batch.events.at(-1)?.tells ?? [];
  }

  /**
   * Adds an event, told to those whom `toldOf` names.
   * @param about what it is about, when it is not an event of a step
   */
  add({ tells: named = [], invites = [], figures, ...event }: AddedEvent, about: Subject = { step: event.step }): void {
    const knownTo = this.knownTo(event, about);
    const told = toldOf({ ...event, tells: named, invites }, this.rules.partners, this.knowledge, knownTo);
    // A correction says itself what stands under each day.
    const entered = isCorrecting(event.type) ? { figures, facts: {} } : enteredLast(this.state, figures);
    const counted = { ...countedByEffect(event.effect, this.batch.at), ...entered.figures };
    const set = { ...event.effect?.facts, ...entered.facts };
    const facts = Object.keys(set).length > 0 && withoutEarlierNames(this.named, set, this.stored.facts);
    const added: TrajectoryEvent = {
      ...event,
      ...(facts && { effect: { ...event.effect, facts } }),
      ...(told.length > 0 && { tells: told }),
      ...(Object.keys(counted).length > 0 && { figures: counted }),
    };
    const before = this.state;
    this.state = evolve(before, { ...this.batch, events: [added] });
    this.note(added, before, knownTo);
    const numbers = this.numbersFor(added);
    this.batch.events.push(numbers ? { ...added, numbers } : added);
  }

  /** The only agencies that may know of an event; undefined: all. */
  private knownTo(event: TrajectoryEvent, { step, entry, knownTo }: Subject): readonly Agency[] | undefined {
    const open = this.state.openSteps.find((one) => one.step === step) ?? event.effect?.open;
    const ofStep = step === undefined ? undefined : compartmentOf(step, this.programme.steps, open?.knownTo);
    const ofEntry = entry === undefined ? undefined : knownToOf(this.knowledge, entry);
    return narrowest(ofStep, ofEntry, knownTo);
  }

  private note(event: TrajectoryEvent, before: TrajectoryState, knownTo: readonly Agency[] | undefined): void {
    const { batch, state } = this;
    const moves = event.effect?.transferred !== undefined;
    // Those that the event itself makes a party, whoever was one already.
    const alone = evolve({ ...before, parties: [] }, { ...batch, actor: null, events: [event] }).parties;
    this.knowledge = noted(this.knowledge, {
      sequence: state.version,
      from: batch.from,
      at: batch.at,
      before: before.updatedAt,
      knownTo,
      causeKnownTo: narrowest(knownTo, this.cause) === knownTo ? undefined : this.cause,
      joins: moves ? this.joinsByTransfer() : alone.map((agency) => ({ agency, knownTo: undefined })),
      acts: batch.actor?.agency ?? null,
      moves,
    });
  }

  /** Whoever a step waits for takes part from now on, as far as whom that step is known. */
  private joinsByTransfer(): Joins[] {
    return this.state.openSteps.map(({ step, responsible: agency, knownTo }) => ({
      agency,
      knownTo: compartmentOf(step, this.programme.steps, knownTo),
    }));
  }

  /** The numbers of an event for those that it tells, where they count otherwise; undefined: nowhere. */
  private numbersFor({ tells: told = [], tellsIn }: TrajectoryEvent): TrajectoryEvent['numbers'] {
    const { version } = this.state;
    const numbers = (tellsIn === undefined ? told : []).flatMap((agency) => {
      const number = numberFor(this.knowledge, agency, version);
      return number === null || number === version ? [] : [[agency, number] as const];
    });
    return numbers.length > 0 ? Object.fromEntries(numbers) : undefined;
  }

  protected addAll(events: TrajectoryEvent[]): void {
    for (const event of events) this.add(event);
  }
}
