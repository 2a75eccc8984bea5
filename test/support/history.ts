import type { Database } from '../../src/register/database/database.js';
import { record } from '../../src/register/trajectories/record.js';
import { outcomeCodes, directionCodes } from '../../src/lvv/codes.js';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import type { Batch, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { holdsFrom, yes } from '../../src/trajectory/terms/dated.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { countedByEffect } from '../../src/trajectory/definitions/figures.js';
import { agencies } from '../../src/lvv/agencies.js';
import { nothingYet, summarise, type Json, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { cities } from './figures.js';
import { generator } from './simulation.js';

const start = '2026-01-05T08:00:00.000Z';
const hour = 3_600_000;
const actor = { subject: 's', agency: 'municipality' as const, municipality: 'utrecht', roles: ['case-director'] };

/** People in five cities to whom anything happens, in any order: also what is corrected, taken back or reversed later. */
export class History {
  readonly states: TrajectoryState[] = [];
  now = Date.parse(start);
  private readonly random: () => number;
  private readonly register: Database;
  private readonly prefix: string;

  constructor(register: Database, seed: number) {
    this.register = register;
    this.prefix = `seed${seed}p`;
    this.random = generator(seed);
  }

  get instant(): string {
    return new Date(this.now).toISOString();
  }

  /** Something happens to someone, and is recorded. */
  async goOn(): Promise<void> {
    this.now += Math.ceil(this.random() * 20 * hour);
    const known = this.states.length;
    if (known < 8 || this.random() < 0.12) await this.happens(known, nothingYet, [this.referred(known)]);
    else {
      const which = Math.floor(this.random() * known);
      await this.happens(which, this.states[which]!, this.something(this.states[which]!));
    }
  }

  private async happens(which: number, before: TrajectoryState, events: TrajectoryEvent[]): Promise<void> {
    const at = this.instant;
    const counted = events.map((event) => ({
      ...event,
      figures: { ...countedByEffect(event.effect, at), ...event.figures },
    }));
    const batch: Batch = { from: before.version + 1, commandId: at, bodyHash: 'h', at, actor, events: counted };
    const state = evolve(before, batch);
    this.states[which] = state;
    const { personRef, episode } = state;
    await record(
      this.register,
      { summary: summarise(state), personRef, episode, batches: [batch], notifications: [] },
      7,
    );
  }

  private referred(number: number): TrajectoryEvent {
    // One in five has been here before, and may be anywhere by now.
    const earlier = this.random() < 0.2 ? this.states.findLast(({ episode }) => episode === 1) : undefined;
    const again =
      earlier && this.states.every(({ personRef, episode }) => personRef !== earlier.personRef || episode === 1);
    const personRef = again ? earlier.personRef : `${this.prefix}${number}`;
    const episode = again ? 2 : 1;
    return {
      type: 'trajectory-opened',
      effect: { opened: { id: `${personRef}.${episode}`, personRef, episode, municipality: this.pick(cities) } },
      figures: { referredOn: this.day(-10, 0) },
    };
  }

  private something(state: TrajectoryState): TrajectoryEvent[] {
    const changes: Record<string, Json>[] = [
      { intakeOn: this.day(-5, 1) },
      { firstConferenceOn: this.day(-20, 1) },
      { admission: 'admitted', admissionOn: this.day(-2, 1), admittedOn: this.day(-60, 1), refusedOn: null },
      {
        admission: 'admitted',
        admissionOn: this.day(-2, 1),
        admittedOn: this.day(-5, 1),
        stayUntil: this.day(-20, 200),
      },
      { admission: 'refused', admissionOn: this.day(-2, 1), refusedOn: this.day(-2, 1), admittedOn: null },
      { shelteredFrom: this.day(-20, 1), shelterEndedOn: null },
      holdsFrom('sheltered', this.day(-20, 1), yes),
      holdsFrom('sheltered', this.day(-5, 1), null),
      holdsFrom('direction', this.day(-9, 1), this.pick(directionCodes)),
      holdsFrom('stayUntil', this.day(-9, 1), this.day(-20, 200)),
      { escalatedSince: null, ...holdsFrom('escalated', this.day(-9, 1), null) },
      { escalatedSince: this.day(-2, 1) },
      { escalatedSince: null },
      { objectionOpenSince: this.day(-2, 1) },
      { objectionOpenSince: null },
      { investigating: this.pick(['IDENTITY', 'NO_AGREEMENT']) },
      { stayUntil: this.random() < 0.3 ? null : this.day(-20, 300) },
    ];
    const outcome = { outcomeOn: this.day(-40, 1), evidence: this.random() < 0.5 ? null : 'x' };
    const step = this.pick(['dossier-ind', 'legal-review', 'intake']);
    const value = this.pick(agencies);
    const marks = [
      { name: 'escalation', on: this.day(-9, 1), value: this.pick(['lso/agreed', 'lso/not-agreed']) },
      { name: 'objection', on: this.day(-9, 1), value: 'appeal' },
      { name: 'objection-decided', on: this.day(-9, 1), value: 'appeal/upheld' },
      { name: 'step-done', on: this.day(-9, 1), value, days: Math.floor(this.random() * 60) },
    ];
    const open = {
      step,
      responsible: value,
      openedAt: this.instant,
      targetDate: null,
      fatalDate: null,
      overdue: false,
    };
    const kinds: (() => TrajectoryEvent[])[] = [
      ...Array.from({ length: 8 }, () => () => [{ type: 'counted', figures: this.pick(changes) }]),
      () => [{ type: 'marked', marks: [this.pick(marks)] }],
      () => [{ type: 'step-opened', effect: { open: { ...open, wakeUps: [] } } }],
      () => [{ type: 'step-done', effect: { close: step }, marks: [marks[3]!] }],
      () => [{ type: 'direction-set', effect: { direction: this.pick(directionCodes) } }],
      () => [
        { type: 'trajectory-transferred', effect: { transferred: { municipality: this.pick(cities), parties: [] } } },
      ],
      () => [
        { type: 'step-completed', figures: outcome },
        { type: 'outcome-registered', effect: { outcome: this.pick([...outcomeCodes, 'DUPLICATE']) } },
        ...(this.random() < 0.5 ? [{ type: 'trajectory-closed', effect: { closed: true as const } }] : []),
      ],
      () =>
        state.status === 'closed'
          ? [{ type: 'trajectory-reopened', effect: { reopened: true } }]
          : [{ type: 'outcome-withdrawn', effect: { outcome: null }, figures: { outcomeOn: null, evidence: null } }],
    ];
    return this.pick(kinds)();
  }

  private day(from: number, to: number): string {
    return addDays(dayOf(this.instant), Math.round(from + this.random() * (to - from)));
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)]!;
  }
}
