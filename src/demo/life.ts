import { outcomeOf, inputFor } from './plot.js';
import type { Outcome } from '../steps/codes.js';
import { addDays, dayOf, isWorkingDay, startOf } from '../trajectory/calendar.js';
import { decide, decideReferral } from '../trajectory/decide.js';
import type { Batch, Command, PersonCommand } from '../trajectory/events.js';
import { evolve } from '../trajectory/evolve.js';
import type { Programme, Programmes } from '../trajectory/programme.js';
import { Refusal } from '../trajectory/refusal.js';
import { nextWakeAt, nothingYet, type Actor, type Agency, type Json, type OpenStep } from '../trajectory/state.js';
import type { Action, Step } from '../trajectory/step.js';
import type { Chance } from './chance.js';

const dayMs = 86_400_000;
/** So often is tried what is refused, such as an outcome while an objection runs. */
const mostTries = 8;

/** When an open step will be performed: at a part of its term, and at an hour of the day. */
interface Plan {
  part: number;
  hour: number;
  tries: number;
}

/** Something that happens along the way, so many days after the referral. */
interface Incident {
  name: string;
  at: number;
}

/** How slow each is, as a part of its target term: median and spread. Made up, but for that a dossier takes long. */
const pace: Record<string, [median: number, spread: number]> = {
  'dossier-ind': [1.5, 0.6],
  'rest-period': [1.05, 0.05],
  'case-conference': [1.2, 0.5],
  'outcome-registration': [0.5, 0.5],
  'periodic-review': [1, 0.15],
  'follow-up': [0.95, 0.15],
};
const usualPace: [number, number] = [0.85, 0.6];

/** One made-up person's trajectory, by the decider alone. */
export class Life {
  state = nothingYet;
  readonly batches: Batch[] = [];
  private readonly programmes: Programmes;
  private readonly chance: Chance;
  private readonly outcome: Outcome;
  private readonly plans = new Map<string, Plan>();
  private incidents: Incident[];
  private now = 0;
  private commands = 0;

  /** @param start UTC instant of the referral, in milliseconds; it is moved to working hours */
  constructor(programmes: Programmes, municipality: string, personRef: string, start: number, chance: Chance) {
    this.programmes = programmes;
    this.chance = chance;
    this.outcome = outcomeOf(chance);
    this.now = this.workingMoment(start, chance.between(9, 16));
    const programme = programmes.at(municipality, this.instant)!;
    const { referral } = programme;
    const identity = { id: `${personRef}.1`, personRef, episode: 1 };
    const command = {
      ...this.ids(personRef),
      input: this.inputFor(referral.name, referral.example as Json),
      actor: this.actorOf(referral, municipality),
    };
    this.take(decideReferral(programme, identity, command, this.instant));
    this.incidents = this.incidentsAhead();
  }

  /** Lives on until this moment, in milliseconds. */
  until(end: number): void {
    while (this.state.status === 'open') {
      const wakeAt = nextWakeAt(this.state);
      const wake = wakeAt === null ? Infinity : Math.max(Date.parse(wakeAt), this.now);
      const step = this.nextStep();
      const incident = this.incidents.toSorted((a, b) => a.at - b.at)[0];
      const next = Math.min(wake, step?.at ?? Infinity, incident?.at ?? Infinity);
      if (next > end) return;
      this.now = Math.max(this.now, next);
      if (next === wake) this.tick();
      else if (incident?.at === next) this.happen(incident);
      else this.performStep(step!.open);
    }
  }

  private nextStep(): { at: number; open: OpenStep } | undefined {
    return this.state.openSteps.map((open) => ({ open, at: this.momentOf(open) })).toSorted((a, b) => a.at - b.at)[0];
  }

  private planOf({ step, openedAt }: OpenStep): Plan {
    const key = `${step}@${openedAt}`;
    const [median, spread] = pace[step] ?? usualPace;
    const made = this.plans.get(key) ?? {
      part: this.chance.around(median, spread),
      hour: this.chance.between(9, 16) + this.chance.between(0, 59) / 60,
      tries: 0,
    };
    this.plans.set(key, made);
    return made;
  }

  /** Never while the clock of the trajectory stands still: then there is no target date. */
  private momentOf(open: OpenStep): number {
    const { part, hour, tries } = this.planOf(open);
    if (open.targetDate === null || tries > mostTries) return Infinity;
    const opened = Date.parse(open.openedAt);
    const term = Math.max(Date.parse(startOf(open.targetDate)) - opened, dayMs);
    return this.workingMoment(opened + term * part + tries * 9 * dayMs, hour);
  }

  /** A moment in working hours on or after this one, and after now. */
  private workingMoment(from: number, hour: number): number {
    for (let day = dayOf(new Date(Math.max(from, this.now)).toISOString()); ; day = addDays(day, 1)) {
      const moment = Date.parse(startOf(day, hour));
      if (isWorkingDay(day) && moment > this.now) return moment;
    }
  }

  private performStep(open: OpenStep): void {
    const definition = this.programme.steps.find(({ name }) => name === open.step);
    if (definition && this.perform(definition)) return;
    this.planOf(open).tries += 1;
  }

  private happen(incident: Incident): void {
    this.incidents = this.incidents.filter((one) => one !== incident);
    const definition = this.programme.actions.find(({ name }) => name === incident.name);
    if (!definition || !this.perform(definition)) return;
    const next = {
      suspend: { name: 'resume', after: [30, 90] },
      'place-court-hold': { name: 'lift-court-hold', after: [60, 160] },
      'offer-transfer': { name: this.chance.is(0.6) ? 'accept-transfer' : 'refuse-transfer', after: [10, 60] },
      flag: { name: 'unflag', after: [60, 200] },
    }[incident.name];
    if (next) this.plan(next.name, this.chance.between(next.after[0]!, next.after[1]!));
  }

  private plan(name: string, days: number): void {
    this.incidents.push({ name, at: this.workingMoment(this.now + days * dayMs, this.chance.between(9, 16)) });
  }

  private incidentsAhead(): Incident[] {
    this.incidents = [];
    const perhaps = (probability: number, name: string, [from, to]: [number, number]) => {
      if (this.chance.is(probability)) this.plan(name, this.chance.between(from, to));
    };
    perhaps(0.35, 'start-shelter', [1, 20]);
    perhaps(0.3, 'chase', [30, 50]);
    perhaps(0.5, 'schedule-conference', [25, 60]);
    perhaps(0.5, 'schedule-conference', [120, 500]);
    perhaps(0.3, 'give-position', [30, 65]);
    perhaps(0.12, 'lodge-objection', [50, 120]);
    perhaps(0.35, 'start-procedure', [60, 300]);
    perhaps(0.2, 'start-procedure', [100, 400]);
    perhaps(0.25, 'raise-blocker', [50, 250]);
    perhaps(0.12, 'suspend', [60, 300]);
    perhaps(0.06, 'place-court-hold', [60, 300]);
    perhaps(0.1, 'offer-transfer', [60, 300]);
    perhaps(0.3, 'change-direction', [90, 300]);
    perhaps(0.1, 'flag', [20, 300]);
    perhaps(0.12, 'escalate', [80, 400]);
    perhaps(0.4, 'add-contact', [20, 100]);
    perhaps(0.04, 'withdraw', [10, 60]);
    return this.incidents;
  }

  /** @returns whether it was accepted. What is refused has not happened. */
  private perform(definition: Step | Action): boolean {
    const offered = (this.state.facts['transfer'] as { to: string } | undefined)?.to;
    const receives = 'performedAt' in definition && definition.performedAt === 'receiver';
    const command: PersonCommand = {
      kind: definition.kind,
      trajectoryId: this.state.id,
      name: definition.name,
      input: this.inputFor(definition.name, definition.example as Json),
      actor: this.actorOf(definition, receives && offered ? offered : this.state.municipality),
      ...this.ids(this.state.personRef),
    };
    return this.decided(command);
  }

  private tick(): void {
    this.decided({ kind: 'tick', commandId: `tick/${this.state.id}/${this.state.version + 1}` });
  }

  private decided(command: Command): boolean {
    try {
      this.take(decide(this.programme, this.state, command, this.instant));
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return false;
    }
  }

  private take(batch: Batch): void {
    if (batch.events.length === 0) return;
    this.batches.push(batch);
    this.state = evolve(this.state, batch);
  }

  private inputFor(name: string, example: Json): Json {
    const { chance, state, outcome } = this;
    const otherCities = this.programmes.municipalities.filter((city) => city !== state.municipality);
    return inputFor(name, example, { chance, state, outcome, otherCities, today: dayOf(this.instant) });
  }

  /** Mostly who performs it first of all; by the names under which one signs in locally. */
  private actorOf({ performedBy }: Step | Action, municipality: string): Actor {
    const who = this.chance.is(0.8) ? performedBy[0]! : this.chance.pick(performedBy);
    const [agency, role] = who.split(':') as [Agency, string];
    return { subject: `${agency}-${role}@${municipality}`, agency, municipality, roles: [role] };
  }

  private ids(personRef: string): Pick<PersonCommand, 'commandId' | 'bodyHash'> {
    this.commands += 1;
    return { commandId: `demo-${personRef}-${this.commands}`, bodyHash: `demo-${this.commands}` };
  }

  private get programme(): Programme {
    return this.programmes.at(this.state.municipality, this.instant)!;
  }

  private get instant(): string {
    return new Date(this.now).toISOString();
  }
}
