import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { dayOf } from '../../src/trajectory/calendar.js';
import { decide, decideReferral } from '../../src/trajectory/decide.js';
import { evolve } from '../../src/trajectory/evolve.js';
import type { Batch, TrajectoryEvent } from '../../src/trajectory/events.js';
import { Refusal, type Refused } from '../../src/trajectory/refusal.js';
import {
  nextWakeAt,
  nothingYet,
  type Actor,
  type Agency,
  type Json,
  type TrajectoryState,
} from '../../src/trajectory/state.js';
import { actor, definition } from './play.js';

const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}));

type Input = Record<string, Json>;

/**
 * A case told day by day, with the steps and the programmes that are shipped. Time passes between two days as it does for the
 * workflow: whatever was to be looked at again, is.
 */
export class Story {
  state: TrajectoryState = nothingYet;
  readonly batches: Batch[] = [];
  private now = '';
  private commands = 0;

  private readonly municipality: string;

  constructor(municipality: string, receivedOn: string, by = 'municipality:intake-officer') {
    this.municipality = municipality;
    this.now = morningOf(receivedOn);
    const identity = { id: 'st0ry.1', personRef: 'st0ry', episode: 1 };
    const command = { ...this.ids(), input: { channel: 'desk', receivedOn }, actor: this.someone(by) };
    this.take(decideReferral(programmes.at(municipality, this.now)!, identity, command, this.now));
  }

  /** The day on which the next things happen. */
  on(day: string): this {
    const moment = morningOf(day);
    if (moment < this.now) throw new Error(`The story is at ${this.now} already.`);
    for (let due = nextWakeAt(this.state); due !== null && due < moment; due = nextWakeAt(this.state)) {
      this.now = due > this.now ? due : this.now;
      this.take(decide(this.programme, this.state, { kind: 'tick', commandId: this.ids().commandId }, this.now));
    }
    this.now = moment;
    return this;
  }

  /** Someone performs a step or action with what is filled in; by who may do it first of all unless told otherwise. */
  does(name: string, input: Input, by?: string): this {
    this.take(decide(this.programme, this.state, this.command(name, input, by), this.now));
    return this;
  }

  /** The refusal of the same, which must come. */
  refuses(name: string, input: Input, by?: string): Refused {
    try {
      decide(this.programme, this.state, this.command(name, input, by), this.now);
    } catch (error) {
      if (error instanceof Refusal) return error.refused;
      throw error;
    }
    throw new Error(`${name} was accepted.`);
  }

  get open(): string[] {
    return this.state.openSteps.map(({ step }) => step);
  }

  lastDayOf(step: string): string | null | undefined {
    return this.state.openSteps.find((open) => open.step === step)?.fatalDate;
  }

  get events(): TrajectoryEvent[] {
    return this.batches.flatMap(({ events }) => events);
  }

  /** What an agency was told, as `day type step`. */
  told(agency: Agency): string[] {
    return this.batches.flatMap(({ at, events }) =>
      events
        .filter(({ tells }) => tells?.includes(agency))
        .map(({ type, step }) => [dayOf(at), type, step ?? ''].join(' ').trim()),
    );
  }

  /** What counts of the case. */
  get figures(): Record<string, Json> {
    return Object.assign({}, ...this.events.map(({ figures }) => figures ?? {}));
  }

  private get programme() {
    return programmes.at(this.state.municipality, this.now)!;
  }

  private someone(by: string): Actor {
    const [agencyRole = '', municipality = this.state.municipality || this.municipality] = by.split('@');
    return actor(agencyRole, municipality);
  }

  private command(name: string, input: Input, by?: string) {
    const { kind, performedBy } = definition(name);
    return {
      kind,
      name,
      trajectoryId: this.state.id,
      input,
      actor: this.someone(by ?? performedBy[0]!),
      ...this.ids(),
    };
  }

  private ids() {
    this.commands += 1;
    return { commandId: `command-${this.commands}`, bodyHash: `hash-${this.commands}` };
  }

  private take(batch: Batch): void {
    this.batches.push(batch);
    this.state = evolve(this.state, batch);
  }
}

const morningOf = (day: string) => `${day}T09:00:00.000Z`;
