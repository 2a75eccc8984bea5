import { decide, decideReferral } from '../../trajectory/deciding/decide.js';
import type { Batch, Command } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import type { Programme, Programmes } from '../../trajectory/definitions/programme.js';
import { Refusal } from '../../trajectory/replayed/refusal.js';
import {
  nextWakeAt,
  nothingYet,
  type Actor,
  type OpenStep,
  type TrajectoryState,
} from '../../trajectory/replayed/state.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { dayMs } from './chance.js';
import { dayAt, inputFor, isClaimed, type Changes } from './inputs.js';
import { timeOf } from './pace.js';
import type { Plan } from './plan.js';
import { agendaFact } from '../conference/conferenceFacts.js';
import { stopsOf } from '../../trajectory/terms/clock.js';
import { offerOf } from '../../trajectory/replayed/transfer.js';
import { shelterFact } from '../stay/shelter.js';
import { splitRole } from '../../trajectory/replayed/agencyRole.js';

/** A made-up person's trajectory as it was played: the same batches as a workflow would have recorded. */
export interface Played {
  state: TrajectoryState;
  batches: Batch[];
}

/** Something that someone will do. */
interface Task {
  /** The same thing has the same key, and happens once. */
  key: string;
  at: number;
  name: string;
  changes?: Changes;
  /** `agency:role`; who is the first to do it when left out. */
  by?: string;
}

/** So often something is tried again when it was refused, and so many days later each time. */
const patience = { times: 5, days: 9 };
/** What is done while a trajectory is suspended. */
const whileSuspended = ['resume', 'lift-court-hold', 'add-contact', 'accept-transfer', 'refuse-transfer'];

/** What is done when it can be done; of all else some is forgotten for a while. */
const neverLate = ['outcome-registration', 'rest-period', 'case-conference'];

/** One trajectory and the people who work in it, by the decider alone, until a moment. */
export class Life {
  private state = nothingYet;
  private now: number;
  private readonly batches: Batch[] = [];
  private readonly tasks = new Map<string, Task>();
  private readonly refusals = new Map<string, number>();
  private readonly seen = new Set<string>();

  private readonly plan: Plan;
  private readonly programmes: Programmes;

  constructor(plan: Plan, programmes: Programmes) {
    this.plan = plan;
    this.programmes = programmes;
    this.now = plan.arrivesAt;
    plan.incidents.forEach(({ name, at, changes = {} }, position) => {
      const key = `incident ${position}`;
      this.tasks.set(key, { key, at: plan.chance.atWork(at), name, changes });
    });
  }

  /** @param until in ms: nothing happens later, and no wake-up of what is still open lies before it */
  play(until: number): Played {
    this.refer();
    while (this.state.status === 'open') {
      const task = this.nextTask();
      const wakeAt = nextWakeAt(this.state);
      const wake = wakeAt === null ? Infinity : Date.parse(wakeAt);
      if (Math.min(wake, task?.at ?? Infinity) > until) break;
      if (wake <= (task?.at ?? Infinity)) {
        this.now = Math.max(this.now, wake);
        const { id, version } = this.state;
        this.take(
          decide(this.programme, this.state, { kind: 'tick', commandId: `tick/${id}/${version + 1}` }, this.instant),
        );
      } else if (task) {
        this.now = Math.max(this.now, task.at);
        this.perform(task);
      }
    }
    return { state: this.state, batches: this.batches };
  }

  private refer(): void {
    const { personRef, chance } = this.plan;
    this.state = { ...nothingYet, municipality: this.plan.municipality };
    const { referral } = this.programme;
    const by = chance.happens(0.35) ? 'ngo:counsellor' : 'municipality:intake-officer';
    const command = { ...this.ids(), input: inputFor(referral, this.occasion), actor: this.actor(by) };
    const identity = { id: `${personRef}.1`, personRef, episode: 1 };
    const batch = decideReferral(this.programme, identity, command, this.instant);
    this.state = nothingYet;
    this.take(batch);
  }

  /** What is done first of all that will be done. */
  private nextTask(): Task | null {
    const { suspension } = stopsOf(this.state);
    for (const open of this.state.openSteps) this.planStep(open);
    let next: Task | null = null;
    for (const task of this.tasks.values()) {
      if (suspension !== undefined && !whileSuspended.includes(task.name)) continue;
      if (next === null || task.at < next.at) next = task;
    }
    return next;
  }

  private planStep(open: OpenStep): void {
    const { step, openedAt, responsible, targetDate } = open;
    const { chance } = this.plan;
    const round = `${step} ${openedAt}`;
    const plan = (key: string, at: number, name: string, more: Pick<Task, 'changes' | 'by'> = {}) => {
      if (!this.tasks.has(key) && !this.refusals.has(key))
        this.tasks.set(key, { key, at: chance.atWork(Math.max(at, this.now)), name, ...more });
    };
    if (step === 'case-conference' && agendaFact.of(this.state.facts) === undefined)
      plan(`agenda ${round}`, this.now + dayMs, 'schedule-conference');
    if (!this.tasks.has(round) && !this.refusals.has(round)) {
      const at = timeOf(open, this.state, this.plan);
      const late = neverLate.includes(step) || !chance.happens(0.12) ? 0 : chance.around(30, 0.6) * dayMs;
      if (at !== null) plan(round, at + late, step);
    }
    if (this.seen.has(round)) return;
    this.seen.add(round);
    const opened = Date.parse(openedAt);
    if (step === 'outcome-registration') {
      if (shelterFact.of(this.state.facts) !== undefined)
        plan(`shelter ${round}`, this.plan.endsAt - 2 * dayMs, 'end-shelter');
      return;
    }
    if (chance.happens(0.25))
      plan(`claim ${round}`, opened + chance.between(1, 4) * dayMs, 'claim', { changes: { step } });
    if (responsible !== 'municipality' && targetDate !== null && chance.happens(0.5)) {
      plan(`chase ${round}`, Date.parse(targetDate) + chance.between(1, 6) * dayMs, 'chase', { changes: { step } });
    }
    if (step !== 'case-conference') return;
    for (const by of ['ngo:legal', 'dtv:liaison', 'ind:liaison'].filter(() => chance.happens(0.5)))
      plan(`position of ${by} ${round}`, opened + chance.between(2, 14) * dayMs, 'give-position', { by });
  }

  private perform(task: Task): void {
    const { key, name, changes, by } = task;
    this.tasks.delete(key);
    const definition =
      this.programme.steps.find((step) => step.name === name) ??
      this.programme.actions.find((action) => action.name === name);
    if (!definition || !this.isOfUse(definition, key, changes)) return;
    const input = inputFor(definition, this.occasion, changes);
    const command: Command = {
      kind: definition.kind,
      trajectoryId: this.state.id,
      name,
      input,
      actor: by === undefined ? this.performerOf(definition, changes) : this.actor(by),
      ...this.ids(),
    };
    try {
      this.take(decide(this.programme, this.state, command, this.instant));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const times = (this.refusals.get(key) ?? 0) + 1;
      this.refusals.set(key, times);
      if (times > patience.times) return;
      this.tasks.set(key, { ...task, at: this.plan.chance.atWork(this.now + patience.days * dayMs) });
    }
  }

  /** Whether there is still an occasion for it: what was planned for a step that is done is dropped. */
  private isOfUse({ kind, name }: Step | Action, key: string, changes: Changes = {}): boolean {
    const { openSteps } = this.state;
    if (kind === 'step') return openSteps.some(({ step, openedAt }) => key === `${step} ${openedAt}`);
    const { step } = changes;
    if (typeof step !== 'string') return true;
    if (!openSteps.some((open) => key.endsWith(`${open.step} ${open.openedAt}`))) return false;
    return name !== 'claim' || !isClaimed(this.state, step);
  }

  /** Of those who may: for a step who it waits for, for a second look someone else than for the first. */
  private performerOf(definition: Step | Action, changes: Changes = {}): Actor {
    const { name, kind, performedBy } = definition;
    const about = kind === 'step' ? name : name === 'claim' ? changes['step'] : undefined;
    const open = this.state.openSteps.find(({ step }) => step === about);
    const who =
      name === 'claim' ? (this.programme.steps.find((step) => step.name === about)?.performedBy ?? []) : performedBy;
    const fitting = who.filter((each) => open === undefined || each.startsWith(`${open.responsible}:`));
    const receives = definition.kind === 'action' && definition.performedAt === 'receiver';
    const offered = offerOf(this.state)?.to;
    return this.actor(fitting[0] ?? performedBy[0]!, receives ? offered : undefined);
  }

  private take(batch: Batch): void {
    if (batch.events.length === 0) throw new Error(`Nothing came of ${batch.commandId}: the demo would never end.`);
    this.state = evolve(this.state, batch);
    this.batches.push(batch);
  }

  /** As the local identity provider names who has this role and no name of their own. */
  private actor(agencyRole: string, municipality: string = this.state.municipality): Actor {
    const [agency, role] = splitRole(agencyRole);
    return { subject: `${agency}-${role}@${municipality}`, agency, municipality, roles: [role] };
  }

  private ids(): { commandId: string; bodyHash: string } {
    return { commandId: `demo/${this.plan.personRef}/${this.state.version + 1}`, bodyHash: 'demo' };
  }

  private get occasion() {
    const { plan, state, now, programmes } = this;
    return { plan, state, now, today: dayAt(now), municipalities: programmes.municipalities };
  }

  private get programme(): Programme {
    return this.programmes.at(this.state.municipality, this.instant)!;
  }

  private get instant(): string {
    return new Date(this.now).toISOString();
  }
}
