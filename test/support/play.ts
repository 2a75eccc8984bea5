import { lvv, referral, standardActions, standardMessages, standardSteps } from '../../src/lvv/index.js';
import { prepared } from '../../src/api/trajectories/correcting.js';
import { isCorrecting } from '../../src/trajectory/definitions/ownNames.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { exampleOn } from '../../src/trajectory/definitions/examples.js';
import { decide, decideReferral } from '../../src/trajectory/deciding/decide.js';
import type { Batch, PersonCommand } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { told, type Told } from './wording.js';
import { Refusal, type Refused } from '../../src/trajectory/replayed/refusal.js';
import {
  nothingYet,
  type Actor,
  type Agency,
  type Json,
  type TrajectoryState,
} from '../../src/trajectory/replayed/state.js';
import { programmesOf, type Programme } from '../../src/trajectory/definitions/programme.js';
import type { Rules } from '../../src/trajectory/definitions/rules.js';
import type { Action, Step } from '../../src/trajectory/definitions/step.js';

/** The standard programme of Utrecht, or one with other steps. */
export function programmeWith(steps: readonly Step[] = standardSteps, rules: Partial<Rules> = {}): Programme {
  return {
    id: 'utrecht-test',
    municipality: 'utrecht',
    domain: lvv,
    steps,
    actions: standardActions,
    messages: standardMessages,
    referral,
    terms: {},
    rules: { assumedTerms: true, ...rules },
  };
}

/** Someone with one role: `ngo:legal` of Utrecht, or of another municipality; null for the whole country. */
export function actor(agencyRole: string, municipality: string | null = 'utrecht'): Actor {
  const [agency, role] = agencyRole.split(':') as [Agency, string];
  return { subject: `test-${agency}-${role}`, agency, municipality, roles: [role] };
}

const definitions: readonly (Step | Action)[] = [referral, ...standardSteps, ...standardActions];

export function definition(name: string): Step | Action {
  const found = definitions.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no step or action ${name}.`);
  return found;
}

/** The day on which each play begins. */
const firstDay = '2026-11-02';
/** How a trajectory begins, where it is not as usual. */
export interface Begins {
  programme?: Programme;
  episode?: number;
  input?: Json;
}

/** A trajectory by the decider and `evolve` alone, as the kernel folds it: no engine, no register, no clock. */
export class Play {
  programme: Programme;
  state: TrajectoryState;
  now: number;
  readonly batches: Batch[] = [];
  private commands = 0;

  constructor(personRef = 'p4s3ud0nym', day = firstDay, begins: Begins = {}) {
    const { programme = programmeWith(), episode = 1, input = exampleOn(referral, day) } = begins;
    this.programme = programme;
    this.now = Date.parse(`${day}T09:30:00.000Z`);
    this.state = nothingYet;
    const identity = { id: `${personRef}.${episode}`, personRef, episode };
    const command = { ...this.ids(), input, actor: actor(referral.performedBy[0]!, programme.municipality) };
    this.take(decideReferral(this.programme, identity, command, this.instant));
  }

  get instant(): string {
    return new Date(this.now).toISOString();
  }

  get events(): Batch['events'] {
    return this.batches.flatMap(({ events }) => events);
  }

  get open(): string[] {
    return this.state.openSteps.map(({ step }) => step);
  }

  /** As the programme has it, or the LVV where the programme has none of this name. */
  private definition(name: string): Step | Action {
    const { referral: first, steps, actions } = this.programme;
    return [first, ...steps, ...actions].find((one) => one.name === name) ?? definition(name);
  }

  /** The command for a step or action, by who may perform it first of all and with its example unless told otherwise. */
  command(name: string, more: Partial<PersonCommand> = {}): PersonCommand {
    const asked = this.definition(name);
    const by = actor(asked.performedBy[0]!);
    return {
      kind: asked.kind,
      name,
      trajectoryId: this.state.id,
      input: exampleOn(asked, dayOf(this.instant)),
      actor: by,
      ...this.ids(),
      ...more,
    };
  }

  /** Performs it; a refusal is thrown. `input` is the whole input. */
  perform(name: string, input?: Json): Batch {
    const command = this.command(name, input === undefined ? {} : { input });
    return this.take(this.decided(command));
  }

  /** What the decider makes of a command now; a refusal is thrown. */
  decided(command: PersonCommand): Batch {
    return decide(this.programme, this.state, this.prepared(command), this.instant);
  }

  /** A correction comes with what it comes to, as the API works it out. */
  private prepared(command: PersonCommand): PersonCommand {
    const of = this.definition(command.name);
    if (!isCorrecting(of.name)) return command;
    const programmes = programmesOf([this.programme]);
    return prepared({ programmes }, of, command, this.batches, this.state, this.instant);
  }

  /** Performs it and gives the refusal, which must come. */
  refused(name: string, input?: Json): Told {
    return this.refusedCommand(this.command(name, input === undefined ? {} : { input }));
  }

  /** The refusal of a command, which must come. */
  refusedCommand(command: PersonCommand): Told {
    try {
      this.decided(command);
    } catch (error) {
      if (error instanceof Refusal) return told(error.refused);
      throw error;
    }
    throw new Error(`${command.name} was accepted.`);
  }

  /** Goes on to a morning; a day that has been stays as it is. */
  goTo(day: string): this {
    this.now = Math.max(this.now, Date.parse(`${day}T09:30:00.000Z`));
    return this;
  }

  tick(): Batch {
    return this.take(
      decide(this.programme, this.state, { kind: 'tick', commandId: this.ids().commandId }, this.instant),
    );
  }

  take(batch: Batch): Batch {
    this.batches.push(batch);
    this.state = evolve(this.state, batch);
    return batch;
  }

  private ids(): { commandId: string; bodyHash: string } {
    this.commands += 1;
    return { commandId: `command-${this.commands}`, bodyHash: `hash-${this.commands}` };
  }
}

/** The example of a step or action, on the first day, with some fields filled in otherwise; undefined leaves one out. */
export function like(name: string, changes: Record<string, Json | undefined>): Json {
  return JSON.parse(JSON.stringify({ ...(exampleOn(definition(name), firstDay) as object), ...changes })) as Json;
}

/** A trajectory in which these steps were performed by their examples. */
export function after(...names: string[]): Play {
  return performed(new Play(), ...names);
}

/** The same trajectory after these steps. */
export function performed(play: Play, ...names: string[]): Play {
  for (const name of names) play.perform(name);
  return play;
}

export const admitted = (): Play => after('intake', 'admission');

/** The fields that a refusal of the input names. */
export function pointers({ code, errors, extra }: Refused): string[] {
  if (code !== 'invalid-input') throw new Error(`refused as ${code}, not for its input`);
  return (errors ?? (extra!['errors'] as { pointer: string }[])).map(({ pointer }) => pointer);
}

/** Makes a value and all that is in it unwritable: who changes it anyway gets a TypeError. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
