import { dayOf, noonOf } from '../terms/calendar.js';
import { extendedStep, isStopped, openedWhileStopped, startEvents, stopEvents } from '../terms/clock.js';
import { mustMayEnd } from '../definitions/stopCauses.js';
import { closedOff } from '../access/compartments.js';
import { BatchEvents } from './batchEvents.js';
import { correctedSteps } from './correction.js';
import type { Terms } from '../terms/deadlines.js';
import type { Effect } from '../replayed/events.js';
import { renamings } from '../definitions/formerNames.js';
import { holdsFrom } from '../terms/dated.js';
import { datesOfOpening } from '../definitions/opening.js';
import { handedOver, responsibleForRound, waitingFor } from '../definitions/partners.js';
import * as plans from './planned.js';
import { termsIn } from '../definitions/programme.js';
import type { Agency, OpenStep } from '../replayed/state.js';
import type { Consequence, OpenAgain, SetDirection, StepChange } from '../definitions/consequence.js';
import type { Step } from '../definitions/step.js';
import { tells } from './telling.js';
import type { Reason } from '../replayed/reason.js';
import { because, happened } from '../words/engine.js';
import { wakeEvents } from './wakes.js';
import { directionsFact } from '../definitions/directions.js';

/** What a command causes, one event after the other. */
export class BatchBuilder extends BatchEvents {
  /** Open steps under an earlier name get that of now, with all that they had, such as who has taken them up. */
  rename(): void {
    this.addAll(renamings(this.programme.steps, this.stored, this.state));
  }

  /** Does what a consequence says, unless the event of the command itself has it (`commandEventOf`). */
  follow(consequence: Consequence): void {
    switch (consequence.kind) {
      case 'set-direction':
        return this.setDirection(consequence);
      case 'open-step':
        return this.openOrPlan(consequence.opening);
      case 'withdraw-step':
        return this.withdrawStep(consequence.step, consequence.reason);
      case 'change-step':
        return this.changeStep(consequence.change);
      case 'set-outcome': {
        const { outcome, reason, closes, despiteHold } = consequence;
        if (!despiteHold) mustMayEnd(this.programme.domain.stopCauses, this.state);
        this.add({ type: happened['outcome-registered'], reason, effect: { outcome } });
        return closes ? this.close(reason) : undefined;
      }
      case 'withdraw-outcome': {
        const { reason } = consequence;
        const figures = { outcomeOn: null, evidence: null };
        return this.add({ type: happened['outcome-withdrawn'], reason, effect: { outcome: null }, figures });
      }
      case 'close':
        if (!consequence.despiteHold) mustMayEnd(this.programme.domain.stopCauses, this.state);
        return this.close(consequence.reason);
      case 'reopen':
        return this.add({
          type: happened['trajectory-reopened'],
          reason: consequence.reason,
          effect: { reopened: true },
        });
      case 'tell-elsewhere': {
        const { municipality: tellsIn, type, reason } = consequence;
        return this.add({ type, reason, tells: ['municipality'], tellsIn });
      }
      case 'move':
        return this.moveTo(consequence.municipality, consequence.reason);
      case 'stop-clock': {
        const { cause, reason, from } = consequence;
        const by = this.batch.actor?.agency ?? '';
        return this.addAll(stopEvents(this.state, { cause, reason, at: this.since(from), by }));
      }
      case 'start-clock': {
        const { cause, reason, from } = consequence;
        const at = this.since(from);
        return this.addAll(startEvents(this.state, { cause, reason, at }, (step) => this.termsOf(step)));
      }
      case 'correct':
        return this.addAll(correctedSteps(consequence.difference, this.state, this.programme.steps));
      case 'set-facts':
      case 'count':
      case 'mark':
      case 'tell':
      case 'ask':
        return;
      default:
        consequence satisfies never;
    }
  }

  /** Now, or noon of an earlier day. */
  private since(day: string | undefined): string {
    const { at } = this.batch;
    return day === undefined || day >= dayOf(at) ? at : noonOf(day);
  }

  /** The direction and how it came to be: each change with its reason, the last ones. */
  private setDirection({ direction, reason, on }: SetDirection): void {
    if (direction === this.state.direction) return;
    const since = on ?? dayOf(this.batch.at);
    const before = directionsFact.of(this.state.facts) ?? [];
    const knownTo = this.cause && { knownTo: [...this.cause] };
    const directions = [...before, { direction, since, reason, ...knownTo }].slice(-mostDirections);
    this.add({
      type: happened['direction-set'],
      reason,
      effect: { direction, facts: directionsFact.set(directions) },
      figures: holdsFrom('direction', since, direction),
      marks: [{ name: 'direction-set', on: since, value: direction }],
    });
  }

  private close(reason: Reason): void {
    for (const open of this.state.openSteps) this.withdraw(open, because['trajectory-closed']);
    for (const step of Object.keys(plans.plannedIn(this.state))) {
      this.add(plans.planWithdrawn(this.state, step, because['trajectory-closed'], []));
    }
    this.add({ type: happened['trajectory-closed'], reason, effect: { closed: true } });
  }

  private withdrawStep(step: string, reason: Reason): void {
    const open = this.state.openSteps.find((one) => one.step === step);
    if (open) this.withdraw(open, reason);
    else if (this.view.opensOn(step)) this.add(plans.planWithdrawn(this.state, step, reason, []));
  }

  /** Takes an open step away. The agency that it waited for is told, unless it did this, or is told of the command itself. */
  private withdraw({ step, responsible }: OpenStep, reason: Reason): void {
    const known = this.batch.actor?.agency === responsible || this.told.includes(responsible);
    this.add({
      type: happened['step-withdrawn'],
      step,
      reason,
      ...(known ? {} : { tells: [responsible] }),
      effect: { close: step },
    });
  }

  /** The municipality that lets go is told; the agencies of the other one have a part when a step waits for them. */
  private moveTo(municipality: string, reason: Reason): void {
    const parties = [
      ...new Set<Agency>(['municipality', ...this.state.openSteps.map(({ responsible }) => responsible)]),
    ];
    this.add({
      type: happened['trajectory-transferred'],
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
      this.add(plans.planWithdrawn(this.state, step, because['step-removed'], ['municipality']));
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
    else this.add(plans.planWithdrawn(this.state, step.name, because['programme-changed'], ['municipality']));
  }

  private openOrPlan(again: OpenAgain): void {
    const step = this.programme.steps.find(({ name }) => name === again.step);
    if (!step) return;
    const opensOn = plans.laterDayOf(again, this.batch.at);
    if (opensOn === undefined) return this.open(step, again);
    const responsible = this.responsibleFor(step, again.responsible);
    if (responsible)
      this.add(plans.plannedEvent(this.state, step, again, opensOn, responsible, this.programme.domain.agencyNames));
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
      type: happened['step-opened'],
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
