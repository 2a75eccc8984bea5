import { lvv } from '../../src/lvv/index.js';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { decide, decideReferral } from '../../src/trajectory/deciding/decide.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import type { Batch, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { numberOf } from '../../src/trajectory/terms/numbers.js';
import type { OtherTrajectory } from '../../src/trajectory/definitions/others.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import { told, type Told } from './wording.js';
import {
  nextWakeAt,
  nothingYet,
  type Actor,
  type Agency,
  type Json,
  type TrajectoryState,
} from '../../src/trajectory/replayed/state.js';
import { casesOf } from './caseRecord.js';
import { corrected } from './corrections.js';
import { tableOfCases, type Ask } from './figures.js';
import { actor, definition } from './play.js';

const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);

type Input = Record<string, Json>;

/** How someone comes in, where it is not at the desk for the first time and without a number. */
interface Begins {
  /** The pseudonym of the V-number. */
  number?: string;
  /** What they had here before. */
  after?: Story;
}

let people = 0;

/**
 * A case told day by day, with the steps and the programmes that are shipped. Time passes between two days as it does for the
 * workflow: whatever was to be looked at again, is.
 */
export class Story {
  state: TrajectoryState = nothingYet;
  readonly batches: Batch[] = [];
  private now = '';
  private commands = 0;
  /** The stories of the same people elsewhere: they see each other, and are told, as trajectories are. */
  private beside: readonly Story[] = [];

  private readonly municipality: string;

  constructor(
    municipality: string,
    receivedOn: string,
    by = 'municipality:intake-officer',
    { number, after }: Begins = {},
  ) {
    people += 1;
    this.municipality = municipality;
    this.now = morningOf(receivedOn);
    const personRef = after?.state.personRef ?? number ?? `st0ry${people}`;
    const episode = (after?.state.episode ?? 0) + 1;
    const identity = { id: `${personRef}.${episode}`, personRef, episode };
    const command = { ...this.ids(), input: { channel: 'desk', receivedOn }, actor: this.someone(by) };
    const programme = programmes.at(municipality, this.now)!;
    this.take(decideReferral(programme, identity, command, this.now, number !== undefined));
  }

  /** Tells these stories beside each other. */
  static together(...stories: Story[]): void {
    for (const story of stories) story.beside = stories.filter((other) => other !== story);
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
    this.take(this.decided(name, input, by));
    return this;
  }

  /** The refusal of the same, which must come. */
  refuses(name: string, input: Input, by?: string): Told {
    try {
      this.decided(name, input, by);
    } catch (error) {
      if (error instanceof Refusal) return told(error.refused);
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

  /** What an agency was told, as `day type step`; of another city than the one in which the story began, when that is named. */
  told(agency: Agency, city = this.municipality): string[] {
    let where = this.municipality;
    return this.batches.flatMap(({ at, events }) =>
      events
        .filter(({ tells, tellsIn, effect }) => {
          where = effect?.transferred?.municipality ?? where;
          return tells?.includes(agency) && (tellsIn ?? where) === city;
        })
        .map(({ type, step }) => [dayOf(at), type, step ?? ''].join(' ').trim()),
    );
  }

  /** Corrects what was filled in last by a step or action, with a second pair of eyes where that was there. */
  corrects(name: string, changes: Input): this {
    const { from } = this.batches.findLast(({ events: [first] }) => (first?.step ?? first?.type) === name)!;
    const all = corrected(programmes, this.batches, { entry: from, changes }, this.now);
    for (const batch of all.slice(this.batches.length)) this.take(batch);
    return this;
  }

  /** What counts of the case. */
  get figures(): Record<string, Json> {
    return Object.assign({}, ...this.events.map(({ figures }) => figures ?? {}));
  }

  private decided(name: string, input: Input, by?: string): Batch {
    const { looksAt } = definition(name);
    const looked = looksAt?.(this.state, input);
    const own = numberOf(this.state);
    const others = this.beside.flatMap(({ state }): OtherTrajectory[] => {
      const samePerson = own !== undefined && numberOf(state) === own && state.status === 'open';
      return looked?.ids?.includes(state.id) || (looked?.samePerson && samePerson) ? [{ state, samePerson }] : [];
    });
    return decide(this.programme, this.state, this.command(name, input, by), this.now, looked && others);
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
    for (const { trajectoryId, name, input } of batch.events.flatMap(({ asks = [] }) => asks)) {
      const other = this.beside.find(({ state }) => state.id === trajectoryId);
      other?.on(dayOf(this.now)).hears(name, input);
    }
  }

  /** What another trajectory says. */
  private hears(name: string, input: Json): void {
    const command = { kind: 'message' as const, trajectoryId: this.state.id, name, input, ...this.ids() };
    this.take(decide(this.programme, this.state, command, this.now));
  }
}

/**
 * The rows of the table of a period in which these people count in a city, as `figure/part`. Rows of steps, of days and of
 * shares are left out: those are no people.
 */
export function countedIn(city: string, ask: Ask, ...stories: Story[]): string[] {
  const { rows } = tableOfCases(casesOf(stories), { now: '2030-01-01T12:00:00.000Z', ...ask, municipalities: [city] });
  return rows
    .filter(({ group, unit }) => group !== 'waiting' && (unit === 'people' || unit === 'times'))
    .filter(({ cells }) => (cells[0]?.value ?? 0) > 0)
    .map(({ figure, part, cells }) => {
      const row = part === null ? figure : `${figure}/${part}`;
      return cells[0]!.value === 1 ? row : `${row} ×${cells[0]!.value}`;
    });
}

const morningOf = (day: string) => `${day}T09:00:00.000Z`;
