import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  ParentClosePolicy,
  proxyLocalActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type Activities,
  type Answer,
  type Decision,
  deliveryIdOf,
  type KernelInput,
  type NotifyInput,
  queryNames,
  type Reading,
  type Receipt,
  signalNames,
  updateNames,
  receiptsKept,
} from '../src/trajectory/replayed/contract.js';
import type { Batch, GivenCommand } from '../src/trajectory/replayed/events.js';
import { evolve } from '../src/trajectory/replayed/evolve.js';
import { batchProposed, withoutProposal, type Here } from '../src/trajectory/replayed/proposal.js';
import { refusedAsOlder, refusedAtTheDoor, refusedByState, type Refused } from '../src/trajectory/replayed/refusal.js';
import { nextWakeAt, nothingYet, summarise, type TrajectoryState } from '../src/trajectory/replayed/state.js';
import { deliver } from './deliver.js';
import { delivery, lastDelivery } from './delivery.js';
import { SearchAttributeUpserts } from './searchAttributes.js';
import { Alarm } from './alarm.js';

const perform = defineUpdate<Answer, [GivenCommand]>(updateNames.perform);
const read = defineQuery<Reading>(queryNames.read);
const refresh = defineSignal(signalNames.refresh);

const { decide } = proxyLocalActivities<Pick<Activities, 'decide'>>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 2, initialInterval: '100 milliseconds' },
});

const defaultCommandsPerRun = 500;
/** With deliveries still under way a run goes on a while longer; past this many times its commands it does not wait. */
const patience = 2;
const historyTooLong = 10_000;

interface Waiting {
  command: GivenCommand;
  resolve(answer: Answer): void;
  reject(failure: ApplicationFailure): void;
}

/**
 * The kernel: one workflow for one person's trajectory. Decide (outside), evolve, answer, notify, sleep. It knows no
 * step and no event type, so it hardly ever changes; what it does is replayed for years and guarded by golden
 * histories. A cancellation from outside is ignored: a trajectory ends by a person's command only.
 */
export async function trajectory(input: KernelInput): Promise<void> {
  const kernel = new Kernel(input);
  setHandler(perform, (command) => kernel.enqueue(command), { validator: (command) => kernel.validate(command) });
  setHandler(read, () => kernel.reading);
  setHandler(refresh, () => kernel.lookAgain());
  await CancellationScope.nonCancellable(() => kernel.run());
}

class Kernel {
  private state: TrajectoryState;
  private receipts: Receipt[];
  private unrecorded: Batch[];
  private readonly undeliveredFrom: number | null;
  private readonly takesOver: boolean;
  private readonly commandsPerRun: number;
  private commands = 0;
  private lengthAtCommand = 0;
  private pausing = false;
  private looking = false;
  private readonly queue: Waiting[] = [];
  private wake: (() => void) | null = null;
  /** The first sequence of each delivery under way. */
  private readonly delivering: number[] = [];
  /** Up to this sequence, all events are in the hands of a delivery under way or of a finished one. */
  private handedOver = 0;
  private readonly alarm = new Alarm(() => this.wake?.());
  private readonly attributes: SearchAttributeUpserts;
  private readonly attributesPauseMs: number;

  constructor(input: KernelInput) {
    this.state = input.state ?? input.unrecorded.reduce(evolve, nothingYet);
    this.receipts = input.receipts;
    this.unrecorded = input.unrecorded;
    this.undeliveredFrom = input.state === null ? 1 : input.undeliveredFrom;
    this.takesOver = input.takenOver ?? false;
    this.commandsPerRun = input.commandsPerRun ?? defaultCommandsPerRun;
    this.attributesPauseMs = input.attributesPauseMs;
    this.attributes = new SearchAttributeUpserts(summarise(this.state), input.attributesPauseMs);
  }

  get reading(): Reading {
    return { state: this.state, receipts: this.receipts };
  }

  enqueue(command: GivenCommand): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ command, resolve, reject });
      this.wake?.();
    });
  }

  lookAgain(): void {
    this.looking = true;
    this.wake?.();
  }

  /** Synchronous on purpose: what it throws is refused without a trace in history; a promise would be lost. */
  validate(command: GivenCommand): void {
    const refused = this.receiptOf(command)
      ? (refusedAsOlder(this.state, command) ?? this.refusal(command))
      : refusedAtTheDoor(this.state, command);
    if (refused) throw failure(refused);
  }

  async run(): Promise<void> {
    if (this.undeliveredFrom !== null || this.unrecorded.length > 0) {
      this.notify(this.undeliveredFrom ?? this.unrecorded[0]!.from, this.takesOver);
    }
    while (this.state.status === 'open') {
      this.alarm.setFor(nextWakeAt(this.state));
      const waiting = this.queue.shift();
      if (waiting) {
        await this.handle(waiting);
        this.pause();
      } else if (this.looking || this.alarm.rang) await this.tick();
      else if (this.mayContinueAsNew()) await continueAsNew<typeof trajectory>(this.carriedOver());
      else await this.woken();
    }
    await this.close();
  }

  /** Cheaper than the SDK's `condition`, which is tried at every task: whatever there is to do calls `wake`. */
  private woken(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = null;
        resolve();
      };
    });
  }

  private async handle({ command, resolve, reject }: Waiting): Promise<void> {
    this.commands += 1;
    // The state may have moved since the validator looked.
    const refused = this.refusal(command);
    if (refused) return reject(failure(refused));
    const earlier = this.receiptOf(command);
    if (earlier) return resolve(this.answer(earlier));
    const proposed = batchProposed(this.state, command, here());
    const decision = proposed ? { batch: proposed } : await this.decided(command);
    if ('refused' in decision) return reject(failure(decision.refused));
    this.accept(decision.batch);
    const receipt = { commandId: command.commandId, bodyHash: command.bodyHash, version: this.state.version };
    this.receipts = [...this.receipts, receipt].slice(-receiptsKept);
    resolve({ ...this.answer(receipt), decidedBy: proposed ? 'proposal' : 'kernel' });
  }

  private async decided(given: GivenCommand): Promise<Decision> {
    const command = withoutProposal(given);
    try {
      return await decide({ state: this.state, command, temporalTime: temporalTime() });
    } catch {
      return { refused: stepFailed(command) };
    }
  }

  /** Time has passed, or the rules may have changed. This may remind, mark and escalate, and open steps: no more. */
  private async tick(): Promise<void> {
    const asked = this.looking;
    this.looking = false;
    this.alarm.reset();
    // An alarm set for a deadline that has been met since rings for nothing.
    if (!asked && !this.isDue) return;
    const commandId = `tick/${this.state.id}/${this.state.version + 1}`;
    try {
      const decision = await decide({
        state: this.state,
        command: { kind: 'tick', commandId },
        temporalTime: temporalTime(),
      });
      if ('batch' in decision && decision.batch.events.length > 0) this.accept(decision.batch);
    } catch {
      // A definition failed: the trajectory goes on as it is.
    }
    if (this.isDue) this.alarm.holdOff();
  }

  private get isDue(): boolean {
    const at = nextWakeAt(this.state);
    return at !== null && Date.parse(at) <= Date.now();
  }

  private accept(batch: Batch): void {
    this.state = evolve(this.state, batch);
    this.unrecorded = [...this.unrecorded, batch];
    this.attributes.follow(summarise(this.state));
    if (this.state.status === 'open') this.notify(batch.from, false);
  }

  /** Carries what is in nobody's hands yet. The register takes events in their order only, so it never has a gap. */
  private notify(from: number, takenOver: boolean): void {
    const to = this.state.version;
    const batches = this.unrecorded.filter((batch) => batch.from > this.handedOver);
    this.handedOver = to;
    this.delivering.push(from);
    const ended = () => {
      this.delivering.splice(this.delivering.indexOf(from), 1);
      this.wake?.();
    };
    delivery.notify(this.notification(batches, from, takenOver)).then(
      () => {
        this.unrecorded = this.unrecorded.filter((batch) => !batches.includes(batch));
        ended();
      },
      () => {
        // Only an operator can end a delivery. What it carried is recorded all the same, for others wait for that.
        this.handedOver = 0;
        if (this.state.status === 'open') this.notify(to + 1, false);
        ended();
      },
    );
  }

  private notification(batches: Batch[], deliverFrom: number, takenOver: boolean): NotifyInput {
    const { personRef, episode } = this.state;
    const input = { summary: summarise(this.state), personRef, episode, batches, deliverFrom };
    return takenOver ? { ...input, takenOver } : input;
  }

  /** The last delivery covers all that is open; what it can't deliver in a minute goes on without this workflow. */
  private async close(): Promise<void> {
    while (this.queue.length > 0) await this.handle(this.queue.shift()!);
    const from = Math.min(this.unrecorded[0]?.from ?? this.state.version, ...this.delivering);
    const rest = this.notification(this.unrecorded, from, this.delivering.length > 0);
    try {
      await lastDelivery.notify(rest);
    } catch {
      await startChild(deliver, {
        workflowId: deliveryIdOf(this.state.id),
        args: [{ notify: { ...rest, takenOver: true } }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
      });
    }
    this.attributes.flush();
    await condition(allHandlersFinished);
  }

  private refusal(command: GivenCommand): Refused | null {
    const earlier = this.receiptOf(command);
    if (!earlier) return refusedByState(this.state, command);
    return earlier.bodyHash === command.bodyHash ? null : keyReused;
  }

  private receiptOf({ commandId }: GivenCommand): Receipt | undefined {
    return this.receipts.find((receipt) => receipt.commandId === commandId);
  }

  private answer(receipt: Receipt): Answer {
    return { ...receipt, summary: summarise(this.state) };
  }

  /**
   * Only when nothing is being done, and never in the workflow task of a command: an Update that completes in the task
   * that continues as new may be delivered again (temporalio/temporal#6375), or fails with that task.
   */
  private mayContinueAsNew(): boolean {
    if (!this.isLong || !allHandlersFinished()) return false;
    if (workflowInfo().historyLength === this.lengthAtCommand) return false;
    return this.delivering.length === 0 || this.isTooLong;
  }

  private get isLong(): boolean {
    return workflowInfo().continueAsNewSuggested || this.commands >= this.commandsPerRun;
  }

  private get isTooLong(): boolean {
    return this.commands >= patience * this.commandsPerRun || workflowInfo().historyLength > historyTooLong;
  }

  /** While deliveries hang, nothing but commands would wake the workflow: a moment later it may continue as new. */
  private pause(): void {
    this.lengthAtCommand = workflowInfo().historyLength;
    if (!this.isTooLong || this.pausing) return;
    this.pausing = true;
    void sleep('1 second').then(() => {
      this.pausing = false;
      this.wake?.();
    });
  }

  private carriedOver(): KernelInput {
    this.attributes.flush();
    return {
      schemaVersion: 1,
      state: this.state,
      unrecorded: this.unrecorded,
      undeliveredFrom: this.delivering.length > 0 ? Math.min(...this.delivering) : null,
      takenOver: true,
      receipts: this.receipts,
      commandsPerRun: this.commandsPerRun,
      attributesPauseMs: this.attributesPauseMs,
    };
  }
}

/** In a workflow the clock is Temporal's: when its server started this task. */
const temporalTime = (): string => new Date().toISOString();

/** What the worker of this task decides by; a replay knows it from the history, so it is the same one again. */
const here = (): Here => ({
  definitions: workflowInfo().currentDeploymentVersion?.buildId,
  temporalTime: temporalTime(),
});

const keyReused: Refused = { code: 'idempotency-key-reused', because: 'key-reused' };

function stepFailed({ name }: GivenCommand): Refused {
  return { code: 'step-failed', because: 'definition-failed', params: { step: name } };
}

function failure(refused: Refused): ApplicationFailure {
  return ApplicationFailure.create({
    type: refused.code,
    message: refused.because,
    details: [refused],
    nonRetryable: true,
  });
}
