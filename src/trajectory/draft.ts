import { dayOf } from './calendar.js';
import { extendedStep, isStopped, openedWhileStopped, startEvents, stopEvents } from './clock.js';
import { mustNotBeHeld } from './courtHold.js';
import { closedOff, compartmentOf, knowsStep, narrowest } from './compartments.js';
import type { Terms } from './deadlines.js';
import type { Batch, TrajectoryEvent } from './events.js';
import { evolve } from './evolve.js';
import { knowledgeFact, knowledgeOf, knownToOf, noted, numberFor, type Joins } from './knowledge.js';
import { holdsFrom } from './dated.js';
import { countedByEffect } from './figures.js';
import { datesOfOpening } from './opening.js';
import type { OtherTrajectory } from './others.js';
import { handedOver, responsibleFor } from './partners.js';
import { rulesOf, termsIn, type Programme } from './programme.js';
import type { Rules } from './rules.js';
import type { Agency, Json, Knowledge, OpenStep, TrajectoryState } from './state.js';
import type { Action, Consequence, OpenAgain, Step, StepChange, TrajectoryView } from './step.js';
import { tells, toldOf, type AddedEvent } from './telling.js';

/** Collects the events of one command, with the state as it becomes along the way. */
export class Draft {
  readonly programme: Programme;
  readonly batch: Batch;
  readonly rules: Rules;
  state: TrajectoryState;
  private readonly others: readonly OtherTrajectory[] | undefined;
  private knowledge: Knowledge;
  /** The only agencies that may know of the command itself, of which all that follows comes; undefined: all. */
  private cause: readonly Agency[] | undefined;

  constructor(
    programme: Programme,
    state: TrajectoryState,
    header: Omit<Batch, 'from' | 'events'>,
    others?: readonly OtherTrajectory[],
  ) {
    this.programme = programme;
    this.others = others;
    this.rules = rulesOf(programme);
    this.state = state;
    this.knowledge = knowledgeOf(state);
    this.batch = { ...header, from: state.version + 1, events: [] };
  }

  /** What was decided. The last event keeps what each agency may know of the trajectory from then on. */
  finished(): Batch {
    const last = this.batch.events.at(-1);
    if (last && this.knowledge !== knowledgeFact.of(this.state.facts)) {
      const facts = { ...last.effect?.facts, ...knowledgeFact.set(this.knowledge) };
      this.batch.events[this.batch.events.length - 1] = { ...last, effect: { ...last.effect, facts } };
    }
    return this.batch;
  }

  get view(): TrajectoryView {
    const { state, batch, programme, rules, others } = this;
    return {
      state,
      others,
      facts: state.facts,
      now: batch.at,
      isCompleted: (step) => (state.done[step]?.times ?? 0) > 0,
      isOpen: (step) => state.openSteps.some((open) => open.step === step),
      isRepeatable: (step) => programme.steps.some(({ name, repeatable }) => name === step && repeatable),
      step: (wanted) => {
        const step = programme.steps.find(({ name }) => name === wanted);
        return step && { ...step, terms: termsIn(programme, step) };
      },
      canOpen: (wanted) => {
        const step = programme.steps.find(({ name }) => name === wanted);
        return step !== undefined && responsibleFor(step, rules.partners) !== undefined;
      },
      knowsStep: batch.actor === null ? () => true : knowsStep(batch.actor.agency, programme.steps),
      municipalities: programme.municipalities,
      rules,
      rulesIn: (municipality) => programme.elsewhere?.(municipality, batch.at),
      actor: batch.actor,
    };
  }

  definition({ kind, name }: { kind: 'step' | 'action'; name: string }): Step | Action | undefined {
    const definitions: readonly (Step | Action)[] = kind === 'step' ? this.programme.steps : this.programme.actions;
    return definitions.find((definition) => definition.name === name);
  }

  /** Adds the event of the command itself: what follows from it is caused by what only these agencies may know of. */
  addFirst(event: AddedEvent, about: Subject): void {
    this.add(event, about);
    this.cause = knownToOf(this.knowledge, this.state.version);
  }

  /**
   * Adds an event, told to those whom `toldOf` names.
   * @param about what it is about, when it is not an event of a step
   */
  add({ tells: named = [], invites = [], figures, ...event }: AddedEvent, about: Subject = { step: event.step }): void {
    const knownTo = this.knownTo(event, about);
    const told = toldOf({ ...event, tells: named, invites }, this.rules.partners, this.knowledge, knownTo);
    const counted = { ...countedByEffect(event.effect, this.batch.at), ...figures };
    const added: TrajectoryEvent = {
      ...event,
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
      if (definition) this.open(definition, consequence.openAgain);
    } else if ('withdraw' in consequence) {
      const open = this.state.openSteps.find(({ step }) => step === consequence.withdraw);
      if (open) this.withdraw(open, consequence.reason);
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
  private setDirection({
    direction,
    reason,
    on,
  }: {
    direction: string;
    reason: string;
    on?: string | undefined;
  }): void {
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
    this.add({ type: 'trajectory-closed', reason, effect: { closed: true } });
  }

  /** Takes an open step away. The agency that it waited for is told, unless it did this, or is told of the command itself. */
  private withdraw({ step, responsible }: OpenStep, reason: string): void {
    const known = this.batch.actor?.agency === responsible || this.batch.events[0]?.tells?.includes(responsible);
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
    const open = { ...now, responsible: responsible ?? now.responsible };
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
  }

  /** Opens each step whose condition holds now and that was not performed before; with an outcome nothing opens. */
  openWhatIsDue(): void {
    if (this.state.status === 'closed' || this.state.outcome !== null) return;
    for (const step of this.programme.steps) {
      const view = this.view;
      if (!view.isOpen(step.name) && !view.isCompleted(step.name) && step.opensWhen(view)) this.open(step);
    }
  }

  private open(step: Step, again: Partial<OpenAgain> = {}): void {
    const { at } = this.batch;
    const { reason, responsible: asked } = again;
    const partners = this.rules.partners;
    const responsible = asked && partners.includes(asked) ? asked : responsibleFor(step, partners);
    if (responsible === undefined) return;
    const terms = termsIn(this.programme, step);
    const dates = datesOfOpening(terms, { at, spreadBy: `${this.state.id}/${step.name}` }, again);
    const compartment = step.knownTo && { knownTo: [...step.knownTo] };
    const open: OpenStep = { step: step.name, responsible, openedAt: at, ...dates, overdue: false, ...compartment };
    this.add({
      type: 'step-opened',
      step: step.name,
      ...(reason === undefined ? {} : { reason }),
      ...tells(step.tells.opened ?? [responsible]),
      effect: isStopped(this.state) ? openedWhileStopped(this.state, open) : { open },
    });
  }

  /** What a passed moment causes: a reminder, a mark or an escalation. Never more: no decision is made by time. */
  wake(): void {
    const { at } = this.batch;
    for (const open of this.state.openSteps) {
      const step = this.programme.steps.find(({ name }) => name === open.step);
      for (const { kind, at: due } of open.wakeUps.filter((wake) => wake.at <= at)) {
        const told = {
          reminder: step?.tells.reminded ?? [open.responsible],
          overdue: step?.tells.overdue ?? [open.responsible],
          escalation: step?.tells.escalated ?? (['municipality'] as const),
        };
        const type = { reminder: 'step-reminded', overdue: 'step-overdue', escalation: 'step-escalated' };
        this.add({
          type: type[kind],
          step: open.step,
          ...tells(told[kind]),
          effect: { woke: { step: open.step, kind, at: due } },
        });
      }
    }
  }
}

/** What an event is about: a step, an earlier entry, and the only agencies that may know of it, where that are fewer. */
export interface Subject {
  step?: string | undefined;
  entry?: number | undefined;
  knownTo?: readonly Agency[] | undefined;
}

/** The state is carried in every history, so what it keeps has an end; the timeline has all. */
const mostDirections = 10;

function noonOf(day: string): string {
  return `${day}T12:00:00.000Z`;
}
