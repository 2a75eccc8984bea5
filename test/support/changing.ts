import { lvv } from '../../src/lvv/index.js';
import { z } from 'zod';
import { confirmCorrection, correct } from '../../src/lvv/casework/correct.js';
import { laidBefore, layBefore } from '../../src/lvv/casework/secondPair.js';
import type { DefinitionName } from '../../src/lvv/names.js';
import { decide, decideReferral } from '../../src/trajectory/deciding/decide.js';
import { calendarDays, type Terms } from '../../src/trajectory/terms/deadlines.js';
import type { Batch, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import type { Programme } from '../../src/trajectory/definitions/programme.js';
import { nothingYet, type Agency, type Json, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import {
  typed,
  closeNow,
  defineAction,
  defineStep,
  field,
  moveTo,
  openAgain,
  opensOn,
  registerOutcome,
  reopenNow,
  setFacts,
  startClock,
  stopClock,
  withdrawStep,
  type Action,
  type Consequence,
  type Step,
} from '../../src/trajectory/definitions/step.js';
import { plain } from './fields.js';
import { actor } from './play.js';
import { fact as declared, type Fact } from '../../src/trajectory/replayed/fact.js';

/** A small catalogue of its own, with all that can be changed in a definition: tests of the engine change it as they like. */

const say = (en: string) => ({ en, nl: en });
const terms: Terms = { target: calendarDays(5), fatal: calendarDays(10), remind: [calendarDays(4)] };

/** What can be said otherwise of the step that is changed. */
export interface Talk {
  name: string;
  formerly?: readonly string[];
  responsible: Agency;
  performedBy: Step['performedBy'];
  terms: Terms;
  knownTo?: readonly Agency[];
  /** The field in which the day is filled in. */
  heldOn: { name: string; formerly?: readonly string[] } | null;
  /** The fact that keeps it. */
  fact: { name: string; formerly?: readonly string[]; shown: boolean };
  /** A second person looks at it. */
  looked?: boolean;
  more?: Record<string, ReturnType<typeof plain>>;
  example?: Record<string, Json>;
}

export const talkAsItWas: Talk = {
  name: 'talk',
  responsible: 'ngo',
  performedBy: ['ngo:counsellor'],
  terms,
  heldOn: { name: 'heldOn' },
  fact: { name: 'talkedOn', shown: true },
};

/** For the municipality and the NGO, so that it can be seen whether anyone sees more or less than before. */
const guides: readonly Agency[] = ['municipality', 'ngo'];
const day = z.iso.date();

/** Each is declared once, however often the talk is made. */
const facts = new Map<string, Fact<string>>();
function factOf(name: string): Fact<string> {
  const known = facts.get(name) ?? declared<string>(name);
  facts.set(name, known);
  return known;
}

export function talkLike(changes: Partial<Talk> = {}): Step {
  const { heldOn, fact, looked, more = {}, example = {}, ...talk } = { ...talkAsItWas, ...changes };
  const kept = factOf(fact.name);
  const held = heldOn && {
    [heldOn.name]: field(day, {
      title: say('Held on'),
      purpose: say('To test with it.'),
      audience: guides,
      ...(heldOn.formerly && { formerly: heldOn.formerly }),
    }),
  };
  return defineStep({
    ...talk,
    title: say('Talk'),
    description: say('A talk.'),
    opensWhen: () => true,
    repeatable: true,
    tells: {},
    input: z.strictObject({ ...held, ...more }),
    example: { ...(heldOn && { [heldOn.name]: '2026-11-02' }), ...example },
    ...(fact.shown && {
      shows: { [fact.name]: { title: say('Talked on'), purpose: say('To test with it.'), audience: guides } },
    }),
    ...(fact.formerly && { factsFormerly: { [fact.name]: fact.formerly } }),
    decide: (_t, input: Record<string, unknown>): Consequence[] => [
      setFacts(kept.set(heldOn ? (input[heldOn.name] as string) : 'held')),
      ...(looked ? [openAgain('check', typed('to be looked at'))] : []),
    ],
  });
}

/** It waits for the municipality all the time, so that there is something open whatever happens to the talk. */
export const watch = defineStep({
  name: 'watch',
  title: say('Watch'),
  description: say('Something that is always open.'),
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: () => true,
  repeatable: true,
  terms,
  tells: {},
  input: z.strictObject({}),
  example: {},
  decide: () => [],
});

const referral = defineStep({
  name: 'referral',
  title: say('Referral'),
  description: say('A referral.'),
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: () => false,
  repeatable: false,
  terms,
  tells: {},
  input: z.strictObject({}),
  example: {},
  decide: () => [],
});

function doing(
  name: string,
  consequences: (step: string) => Consequence[],
  more: { performedOn?: 'closed' } = {},
): Action {
  return defineAction({
    name,
    title: say(name),
    done: say(name),
    description: say(name),
    performedBy: ['municipality:case-director'],
    tells: {},
    input: z.strictObject({ step: plain(z.string()) }),
    example: { step: 'talk' },
    ...more,
    decide: (_t, { step }) => consequences(step),
  });
}

/** A step of this file, which the LVV does not have. */
const checkName = 'check' as DefinitionName;

/** The second pair of eyes on a talk, with what was filled in beside it. */
export const check = defineStep({
  name: 'check',
  title: say('Check'),
  description: say('A second look at a talk.'),
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: () => false,
  repeatable: true,
  secondLook: true,
  terms,
  tells: {},
  input: z.strictObject({}),
  example: {},
  decidesOn: (t) => laidBefore(t, checkName, { by: 'someone' }),
  decide: () => [],
});

const proposeTalk = defineAction({
  name: 'propose-talk',
  title: say('Propose a talk'),
  done: say('A talk was proposed'),
  description: say('Has a talk looked at before it holds.'),
  performedBy: ['municipality:case-director'],
  tells: {},
  input: z.strictObject({ step: plain(z.string()) }),
  example: { step: 'talk' },
  decide: (t, { step }) => [
    layBefore(t, checkName, step as DefinitionName, { heldOn: '2026-11-02' }),
    openAgain('check', typed('to be looked at')),
  ],
});

const laterOn = '2026-11-20';

const actions: readonly Action[] = [
  doing('stand-still', () => [stopClock('suspension', typed('why'))]),
  doing('hold-by-court', () => [stopClock('court-hold', typed('why'))]),
  doing('go-on', () => [startClock('suspension', typed('why'))]),
  doing('hand-to-groningen', () => [moveTo('groningen', typed('why'))]),
  doing('talk-again', (step) => [openAgain(step, typed('again'))]),
  doing('talk-later', (step) => [opensOn(laterOn, { step, reason: typed('later') })]),
  doing('drop-talk', (step) => [withdrawStep(step, typed('why'))]),
  doing('conclude', () => [registerOutcome('RETURNED', typed('why'))]),
  doing('end', () => [closeNow(typed('why'))]),
  doing('begin-again', () => [reopenNow(typed('why'))], { performedOn: 'closed' }),
  proposeTalk,
  correct,
  confirmCorrection,
];

export function programmeOf(talk: Step | null, more: Partial<Programme> = {}): Programme {
  return {
    id: 'changing',
    municipality: 'utrecht',
    domain: lvv,
    steps: talk ? [talk, watch, check] : [watch, check],
    actions,
    referral,
    terms: {},
    ...more,
  };
}

/** A trajectory of this catalogue, by the decider and `evolve` alone. */
export class Trajectory {
  state: TrajectoryState = nothingYet;
  programme: Programme;
  now = Date.parse('2026-11-02T09:30:00.000Z');
  readonly batches: Batch[] = [];
  private commands = 0;

  constructor(programme = programmeOf(talkLike()), personRef = 'p4s3ud0nym') {
    this.programme = programme;
    const identity = { id: `${personRef}.1`, personRef, episode: 1 };
    this.take(
      decideReferral(programme, identity, { ...this.ids(), input: {}, actor: by('municipality') }, this.instant),
    );
  }

  get instant(): string {
    return new Date(this.now).toISOString();
  }

  get events(): TrajectoryEvent[] {
    return this.batches.flatMap(({ events }) => events);
  }

  does(name: string, step = 'talk'): this {
    return this.commandTo('action', name, { step }, 'municipality');
  }

  /** Performs an open step by whom it waits for. */
  performs(name: string, input?: Json): this {
    const definition = this.programme.steps.find((one) => one.name === name)!;
    const open = this.state.openSteps.find(({ step }) => step === name);
    return this.commandTo(
      'step',
      name,
      input ?? (definition.example as Json),
      open?.responsible ?? definition.responsible,
    );
  }

  /** Gives a command by a name that may be an earlier one, as the API does. */
  commandTo(kind: 'step' | 'action', name: string, input: Json, agency: Agency): this {
    const command = {
      kind,
      name,
      trajectoryId: this.state.id,
      input,
      actor: by(agency, this.state.municipality),
      ...this.ids(),
    };
    this.take(decide(this.programme, this.state, command, this.instant));
    return this;
  }

  tick(): Batch {
    return this.take(decide(this.programme, this.state, { kind: 'tick', ...this.ids() }, this.instant));
  }

  private take(batch: Batch): Batch {
    this.batches.push(batch);
    // As it goes through a history: what JSON can't hold would be lost there too.
    this.state = JSON.parse(JSON.stringify(evolve(this.state, batch))) as TrajectoryState;
    return batch;
  }

  private ids() {
    this.commands += 1;
    return { commandId: `command-${this.commands}`, bodyHash: `hash-${this.commands}` };
  }
}

const roles: Record<Agency, string> = {
  municipality: 'case-director',
  ngo: 'counsellor',
  ind: 'liaison',
  dtv: 'departure-officer',
  avim: 'liaison',
};

const by = (agency: Agency, municipality = 'utrecht') => actor(`${agency}:${roles[agency]}`, municipality);
