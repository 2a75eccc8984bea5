import { outcomeCodes, outcomes } from '../../src/lvv/codes.js';
import { standardActions } from '../../src/lvv/index.js';
import { procedureKinds } from '../../src/lvv/procedures/procedureKinds.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { exampleOn } from '../../src/trajectory/definitions/examples.js';
import { decide, decideReferral } from '../../src/trajectory/deciding/decide.js';
import type { Batch, Command, PersonCommand } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import {
  nextWakeAt,
  nothingYet,
  type Actor,
  type Agency,
  type Json,
  type TrajectoryState,
} from '../../src/trajectory/replayed/state.js';
import type { Programme, Programmes } from '../../src/trajectory/definitions/programme.js';
import type { Action, Step } from '../../src/trajectory/definitions/step.js';

/**
 * A year (or so) of trajectories in all municipalities, through the pure decider alone: people come in, are worked with,
 * are suspended, moved, held by a court, and leave. Made up and seeded: the same seed gives the same year.
 */

export interface Simulated {
  trajectories: Map<string, { state: TrajectoryState; batches: Batch[] }>;
  commands: number;
  ticks: number;
  /** Commands that were refused, by code. */
  refused: Record<string, number>;
}

export interface Setting {
  programmes: Programmes;
  trajectories: number;
  /** First day of the inflow, which is spread over `days`; work goes on until the last day. */
  start: string;
  days: number;
  seed: number;
  /** Called after each command and tick, to look for what should never be. */
  observe?(before: TrajectoryState, after: TrajectoryState, batch: Batch, command: Command): void;
}

const dayMs = 86_400_000;
/** Between two things that people do in one trajectory. */
const meanPauseDays = 9;

export function simulate(setting: Setting): Simulated {
  const { programmes, trajectories, start, days, seed } = setting;
  const random = generator(seed);
  const cities = programmes.municipalities;
  const end = Date.parse(`${start}T08:00:00Z`) + days * dayMs;
  const result: Simulated = { trajectories: new Map(), commands: 0, ticks: 0, refused: {} };
  for (let number = 0; number < trajectories; number += 1) {
    const city = cities[Math.floor(random() * cities.length)]!;
    const at =
      Date.parse(`${start}T08:00:00Z`) + Math.floor(random() * days) * dayMs + Math.floor(random() * 9 * 3_600_000);
    const programme = programmes.at(city, new Date(at).toISOString())!;
    new Life(setting, programme, `p${number}`, at, random, result).until(end);
  }
  return result;
}

/** One trajectory and the people who work in it. */
class Life {
  private state: TrajectoryState;
  private readonly batches: Batch[];
  private commands = 0;

  private now: number;
  private readonly setting: Setting;
  private readonly random: () => number;
  private readonly result: Simulated;

  constructor(
    setting: Setting,
    programme: Programme,
    personRef: string,
    now: number,
    random: () => number,
    result: Simulated,
  ) {
    this.setting = setting;
    this.now = now;
    this.random = random;
    this.result = result;
    const id = `${personRef}.1`;
    const { referral } = programme;
    const command = {
      ...this.ids(),
      input: exampleOn(referral, dayOf(this.instant)),
      actor: actorOf(referral, programme.municipality),
    };
    const batch = decideReferral(programme, { id, personRef, episode: 1 }, command, this.instant);
    this.state = evolve(nothingYet, batch);
    this.batches = [batch];
  }

  until(end: number): void {
    for (;;) {
      const pause = -Math.log(1 - this.random()) * meanPauseDays * dayMs;
      const next = this.now + pause;
      this.wake(Math.min(next, end));
      if (next > end || this.state.status === 'closed') break;
      this.now = next;
      this.act();
    }
    this.result.trajectories.set(this.state.id, { state: this.state, batches: this.batches });
  }

  /** Every moment that comes before someone acts again. */
  private wake(before: number): void {
    for (;;) {
      const at = nextWakeAt(this.state);
      if (at === null || Date.parse(at) > before) return;
      this.now = Math.max(this.now, Date.parse(at));
      this.result.ticks += 1;
      this.take({ kind: 'tick', commandId: `tick-${this.state.version}` });
    }
  }

  /** Mostly a step that is open, else one of the things that happen along the way. */
  private act(): void {
    const { openSteps } = this.state;
    const steps = openSteps.filter(({ step }) => step !== 'outcome-registration' || this.random() < 0.2);
    const along = this.random() < 0.35 || steps.length === 0;
    const name = along ? this.pick(incidents) : this.pick(steps).step;
    const definition = along
      ? standardActions.find((action) => action.name === name)
      : this.programme.steps.find((step) => step.name === name);
    if (!definition) return;
    const receives = 'performedAt' in definition && definition.performedAt === 'receiver';
    const offered = (this.state.facts['transfer'] as { to: string } | undefined)?.to;
    const municipality = receives ? (offered ?? this.state.municipality) : this.state.municipality;
    this.result.commands += 1;
    this.take({
      kind: definition.kind,
      trajectoryId: this.state.id,
      name,
      input: this.inputFor(definition),
      actor: actorOf(definition, municipality),
      ...this.ids(),
    });
  }

  private inputFor(definition: Step | Action): Json {
    const { name } = definition;
    const input = exampleOn(definition, dayOf(this.instant)) as Record<string, Json>;
    const open = this.pick(this.state.openSteps.map(({ step }) => step)) ?? 'intake';
    const others = this.setting.programmes.municipalities.filter((city) => city !== this.state.municipality);
    const sometimes = (more: Record<string, Json>) => (this.random() < 0.6 ? more : {});
    const changes: Record<string, () => Changes> = {
      'extend-term': () => ({ step: open, days: 1 + Math.floor(this.random() * 30) }),
      reassign: () => ({ step: open, to: this.pick<Agency>(['municipality', 'ngo', 'dtv']) }),
      'offer-transfer': () => ({ to: this.pick(others) }),
      'plan-step': () => ({ step: this.pick(['legal-review', 'return-counselling']), by: this.later(30) }),
      admission: () => (this.random() < 0.15 ? refusal : {}),
      'admission-check': () => this.verdict(),
      'case-conference': () => (this.random() < 0.3 ? dissent : {}),
      escalation: () => (this.random() < 0.4 ? { result: 'not-agreed', direction: undefined } : {}),
      'periodic-review': () => sometimes({ conclusion: 'go-on', nextReviewOn: this.later(120) }),
      'outcome-registration': () => this.conclusion(),
      'outcome-check': () => this.verdict(),
      'start-shelter': () => ({ from: this.today }),
      'end-shelter': () => ({ endedOn: this.today }),
      'raise-blocker': () =>
        this.pick<Changes>([
          { blocker: 'identity', owner: 'avim' },
          { blocker: 'medical', owner: 'ngo' },
        ]),
      'start-procedure': () => ({ procedure: this.pick(procedureKinds), lodgedOn: this.today }),
      'lodge-objection': () => ({
        lodgedOn: this.today,
        against: this.pick(['refusal-of-admission', 'ending', 'other-decision']),
      }),
      'objection-decision': () =>
        this.random() < 0.3 ? { result: 'upheld', decidedOn: this.today, admittedFrom: this.today } : {},
      'revoke-return': () => ({ revokedOn: this.today }),
      chase: () => ({ step: open }),
      'schedule-conference': () => ({ meetingOn: this.later(28) }),
      'change-direction': () => ({ direction: this.pick(['RETURN', 'ONWARD_MIGRATION', 'LEGALISATION']) }),
      'legal-review': () => sometimes({ reviewAgainOn: this.later(60) }),
      'return-counselling': () => sometimes({ nextSessionOn: this.later(21) }),
    };
    return JSON.parse(JSON.stringify({ ...input, ...changes[name]?.() })) as Json;
  }

  private verdict(): Changes {
    return this.random() < 0.2 ? { verdict: 'sent-back' } : {};
  }

  private conclusion(): Changes {
    if (this.state.facts['admission'] === 'refused') {
      return { outcome: 'REFUSED_AT_ADMISSION', evidenceKind: 'reasoned-decision' };
    }
    const outcome = this.pick(outcomeCodes.filter((code) => code !== 'REFUSED_AT_ADMISSION'));
    return {
      outcome,
      evidenceKind: outcomes[outcome].evidence[0]!,
      ...(outcome === 'RESIDENCE_GRANTED' && { ground: 'asylum' }),
      ...(this.random() < 0.3 && { followUpOn: this.later(60) }),
    };
  }

  private take(command: Command): void {
    const before = this.state;
    try {
      const batch = decide(this.programme, before, command, this.instant);
      if (batch.events.length === 0) return;
      this.state = evolve(before, batch);
      this.batches.push(batch);
      this.setting.observe?.(before, this.state, batch, command);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code } = error.refused;
      this.result.refused[code] = (this.result.refused[code] ?? 0) + 1;
    }
  }

  private get programme(): Programme {
    return this.setting.programmes.at(this.state.municipality, this.instant)!;
  }

  private get instant(): string {
    return new Date(this.now).toISOString();
  }

  private get today(): string {
    return this.instant.slice(0, 10);
  }

  private later(days: number): string {
    return new Date(this.now + Math.ceil(this.random() * days) * dayMs).toISOString().slice(0, 10);
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)]!;
  }

  private ids(): Pick<PersonCommand, 'commandId' | 'bodyHash'> {
    this.commands += 1;
    return { commandId: `c${this.commands}`, bodyHash: `h${this.commands}` };
  }
}

type Changes = Record<string, Json | undefined>;

const refusal: Changes = { decision: 'refused', ground: 'outside-target-group', direction: undefined };
const dissent: Changes = {
  agreement: 'dissent',
  direction: undefined,
  dissent: [{ agency: 'dtv', position: 'RETURN' }],
};

/** What happens along the way; what happens more often is in it more often. */
const incidents = (
  'add-contact add-contact add-contact register-received plan-step plan-step suspend resume resume extend-term ' +
  'reassign share change-direction flag unflag place-court-hold lift-court-hold lift-court-hold offer-transfer ' +
  'accept-transfer accept-transfer refuse-transfer revoke-transfer withdraw schedule-conference ' +
  'give-position escalate extend-stay start-shelter end-shelter raise-blocker start-procedure start-procedure ' +
  'lodge-objection revoke-return chase'
).split(' ');

function actorOf({ performedBy }: Step | Action, municipality: string): Actor {
  const [agency, role] = performedBy[0]!.split(':') as [Agency, string];
  return { subject: `simulated-${agency}-${role}`, agency, municipality, roles: [role] };
}

/** Mulberry32: small, quick, and the same everywhere. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
