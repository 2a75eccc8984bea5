import { dayOf, noonOf } from '../terms/calendar.js';
import { extendedStep, isStopped, openedWhileStopped, startEvents, stopEvents } from '../terms/clock.js';
import { mustNotBeHeld } from '../terms/courtHold.js';
import { closedOff, compartmentOf, narrowest } from '../access/compartments.js';
import { correctedSteps, isCorrecting, stillCorrected } from './correction.js';
import type { Terms } from '../terms/deadlines.js';
import type { Batch, Effect, TrajectoryEvent } from '../replayed/events.js';
import { evolve } from '../replayed/evolve.js';
import { asNamedNow, definitionNamed, renamings, withoutEarlierNames, type Named } from '../definitions/formerNames.js';
import { knowledgeFact, knowledgeOf, knownToOf, noted, numberFor, type Joins } from '../access/knowledge.js';
import { enteredLast, holdsFrom } from '../terms/dated.js';
import { countedByEffect } from '../definitions/figures.js';
import { datesOfOpening } from '../definitions/opening.js';
import type { OtherTrajectory } from '../definitions/others.js';
import { handedOver, responsibleForRound, waitingFor } from '../definitions/partners.js';
import * as plans from './planned.js';
import { definitionsIn, rulesOf, termsIn, type Programme } from '../definitions/programme.js';
import type { Rules } from '../definitions/rules.js';
import type { Agency, Json, Knowledge, OpenStep, TrajectoryState } from '../replayed/state.js';
import type { Action, Consequence, OpenAgain, Step, StepChange, TrajectoryView } from '../definitions/step.js';
import { tells, toldOf, type AddedEvent, type Subject } from './telling.js';
import { viewOf } from './view.js';
import { wakeEvents } from './wakes.js';

/** Collects the events of one command, with the state as it becomes along the way. */
export class BatchBuilder {
  readonly programme: Programme;
  readonly batch: Batch;
  readonly rules: Rules;
  /** As it becomes, with every step and fact under its name of now. */
  state: TrajectoryState;
  readonly others: readonly OtherTrajectory[] | undefined;
  /** As the trajectory keeps it, in which names may be older. */
  private readonly stored: TrajectoryState;
  private readonly named: readonly Named[];
  private knowledge: Knowledge;
  /** The only agencies that may know of the command itself, of which all that follows comes; undefined: all. */
  private cause: readonly Agency[] | undefined;
  /** Those that the event of the command itself tells. */
  private told: readonly Agency[] = [];

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

  /** Open steps under an earlier name get that of now, with all that they had, such as who has taken them up. */
  rename(): void {
    this.addAll(renamings(this.programme.steps, this.stored, this.state));
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

  follow(consequence: Consequence): void {
    if ('direction' in consequence) {
      this.setDirection(consequence);
    } else if ('openAgain' in consequence) {
      const definition = this.programme.steps.find(({ name }) => name === consequence.openAgain.step);
      if (definition) this.openOrPlan(definition, consequence.openAgain);
    } else if ('withdraw' in consequence) {
      const { withdraw: step, reason } = consequence;
      const open = this.state.openSteps.find((one) => one.step === step);
      if (open) this.withdraw(open, reason);
      else if (this.view.opensOn(step)) this.add(plans.planWithdrawn(this.state, step, reason, []));
    } else if ('stopClock' in consequence) {
      const { stopClock: cause, reason, from } = consequence;
      const by = this.batch.actor?.agency ?? '';
      this.addAll(stopEvents(this.state, { cause, reason, at: this.since(from), by }));
    } else if ('startClock' in consequence) {
      const { startClock: cause, reason, from } = consequence;
      this.addAll(startEvents(this.state, { cause, reason, at: this.since(from) }, (step) => this.termsOf(step)));
    } else if ('tellElsewhere' in consequence) {
      const { tellElsewhere: tellsIn, type, reason } = consequence;
      this.add({ type, reason, tells: ['municipality'], tellsIn });
    } else if ('moveTo' in consequence) {
      this.moveTo(consequence.moveTo, consequence.reason);
    } else if ('changeStep' in consequence) {
      this.changeStep(consequence.changeStep);
    } else if ('correct' in consequence) {
      this.addAll(correctedSteps(consequence.correct, this.state, this.programme.steps));
    } else if ('outcome' in consequence) {
      const { outcome, reason, closes, despiteHold } = consequence;
      if (!despiteHold) mustNotBeHeld(this.state);
      this.add({ type: 'outcome-registered', reason, effect: { outcome } });
      if (closes) this.close(reason);
    } else if ('close' in consequence) {
      if (!consequence.despiteHold) mustNotBeHeld(this.state);
      this.close(consequence.close);
    } else if ('withdrawOutcome' in consequence) {
      const reason = consequence.withdrawOutcome;
      const figures = { outcomeOn: null, evidence: null };
      this.add({ type: 'outcome-withdrawn', reason, effect: { outcome: null }, figures });
    } else if ('reopen' in consequence) {
      this.add({ type: 'trajectory-reopened', reason: consequence.reopen, effect: { reopened: true } });
    }
  }

  /** Now, or noon of an earlier day. */
  private since(day: string | undefined): string {
    const { at } = this.batch;
    return day === undefined || day >= dayOf(at) ? at : noonOf(day);
  }

  /** The direction and how it came to be: each change with its reason, the last ones. */
  private setDirection({ direction, reason, on }: Extract<Consequence, { direction: string }>): void {
    if (direction === this.state.direction) return;
    const since = on ?? dayOf(this.batch.at);
    const before = (this.state.facts['directions'] ?? []) as Json[];
    const knownTo = this.cause && { knownTo: [...this.cause] };
    const directions = [...before, { direction, since, reason, ...knownTo }].slice(-mostDirections);
    this.add({
      type: 'direction-set',
      reason,
      effect: { direction, facts: { directions } },
      figures: holdsFrom('direction', since, direction),
      marks: [{ name: 'direction-set', on: since, value: direction }],
    });
  }

  private close(reason: string): void {
    for (const open of this.state.openSteps) this.withdraw(open, 'trajectory-closed');
    for (const step of Object.keys(plans.plannedIn(this.state))) {
      this.add(plans.planWithdrawn(this.state, step, 'trajectory-closed', []));
    }
    this.add({ type: 'trajectory-closed', reason, effect: { closed: true } });
  }

  /** Takes an open step away. The agency that it waited for is told, unless it did this, or is told of the command itself. */
  private withdraw({ step, responsible }: OpenStep, reason: string): void {
    const known = this.batch.actor?.agency === responsible || this.told.includes(responsible);
    this.add({
      type: 'step-withdrawn',
      step,
      reason,
      ...(known ? {} : { tells: [responsible] }),
      effect: { close: step },
    });
  }

  private addAll(events: TrajectoryEvent[]): void {
    for (const event of events) this.add(event);
  }

  /** The municipality that lets go is told; the agencies of the other one have a part when a step waits for them. */
  private moveTo(municipality: string, reason: string): void {
    const parties = [
      ...new Set<Agency>(['municipality', ...this.state.openSteps.map(({ responsible }) => responsible)]),
    ];
    this.add({
      type: 'trajectory-transferred',
      reason,
      tells: ['municipality'],
      tellsIn: this.state.municipality,
      effect: { transferred: { municipality, parties } },
    });
  }

  private changeStep({ step, type, reason, responsible, later }: StepChange): void {
    const now = this.state.openSteps.find((open) => open.step === step);
    if (!now) return;
    const open = responsible === undefined ? now : waitingFor(responsible, now);
    const today = dayOf(this.batch.at);
    const changed = later === undefined ? { open } : extendedStep(this.state, open, later, today, this.termsOf(step));
    this.add({ type, step, reason, tells: [open.responsible], effect: changed });
  }

  private termsOf(name: string): Terms | undefined {
    const step = this.programme.steps.find((one) => one.name === name);
    return (step ? termsIn(this.programme, step) : this.programme.terms[name]) ?? undefined;
  }

  /** What waits for an agency that takes no part any more goes on with another one, or not at all; compartments close. */
  handOver(): void {
    this.addAll(handedOver(this.state, this.programme.steps, this.rules.partners));
    this.addAll(closedOff(this.state, this.programme.steps));
    for (const step of plans.plansWithoutStep(this.state, this.programme.steps)) {
      this.add(plans.planWithdrawn(this.state, step, 'step-removed', ['municipality']));
    }
  }

  /** Opens each step whose condition holds now and that was not performed before; with an outcome nothing opens. */
  openWhatIsDue(): void {
    if (this.state.status === 'closed' || this.state.outcome !== null) return;
    const due = plans.dueToOpen(this.state, this.batch.at);
    for (const step of this.programme.steps) {
      const view = this.view;
      const planned = due.find((one) => one.step === step.name);
      if (planned) this.openPlanned(step, planned);
      else if (view.isOpen(step.name) || view.isCompleted(step.name) || view.opensOn(step.name)) continue;
      else if (step.opensWhen(view)) this.open(step);
    }
  }

  private openPlanned(step: Step, planned: plans.Planned): void {
    if (this.responsibleFor(step, planned.responsible)) this.open(step, planned);
    else this.add(plans.planWithdrawn(this.state, step.name, 'programme-changed', ['municipality']));
  }

  private openOrPlan(step: Step, again: OpenAgain): void {
    const opensOn = plans.laterDayOf(again, this.batch.at);
    if (opensOn === undefined) return this.open(step, again);
    const responsible = this.responsibleFor(step, again.responsible);
    if (responsible) this.add(plans.plannedEvent(this.state, step, again, opensOn, responsible));
  }

  private responsibleFor(step: Step, asked: Agency | undefined): Agency | undefined {
    return responsibleForRound(step, asked, this.rules.partners);
  }

  private open(step: Step, again: Partial<OpenAgain> = {}): void {
    const { at } = this.batch;
    const { reason } = again;
    const responsible = this.responsibleFor(step, again.responsible);
    if (responsible === undefined) return;
    const terms = termsIn(this.programme, step);
    const dates = datesOfOpening(terms, { at, spreadBy: `${this.state.id}/${step.name}` }, again);
    const compartment = step.knownTo && { knownTo: [...step.knownTo] };
    const open: OpenStep = { step: step.name, responsible, openedAt: at, ...dates, overdue: false, ...compartment };
    const effect: Effect = isStopped(this.state) ? openedWhileStopped(this.state, open) : { open };
    const planned = plans.withoutPlan(this.state, step.name);
    const isPlanned = Object.keys(planned).length > 0;
    this.add({
      type: 'step-opened',
      step: step.name,
      ...(reason === undefined ? {} : { reason }),
      ...tells(step.tells.opened ?? [responsible]),
      effect: isPlanned ? { ...effect, facts: { ...effect.facts, ...planned } } : effect,
    });
  }

  /** What passed moments cause. */
  wake(): void {
    this.addAll(wakeEvents(this.state, this.programme.steps, this.batch.at, this.rules.escalationGrace));
  }
}

/** The state is carried in every history, so what it keeps has an end; the timeline has all. */
const mostDirections = 10;
