import fc from 'fast-check';
import { standardActions, standardSteps } from '../../src/lvv/index.js';
import { directionCodes, evidenceKinds, outcomeCodes, residenceGrounds } from '../../src/lvv/codes.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import type { Batch, Command } from '../../src/trajectory/replayed/events.js';
import { exampleOn } from '../../src/trajectory/definitions/examples.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import type { Json, TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { actor, definition, frozen, type Play } from '../support/play.js';

/** What happens next to a trajectory in a property test: a moment passes, or someone asks something of it. */
export interface Move {
  /** How far the clock goes; backwards too, as clocks of several workers do. */
  passes: number;
  /** Null for a tick. */
  asks: Asked | null;
}

interface Asked {
  kind: 'step' | 'action';
  name: string;
  input: Json;
  /** Someone who may, or anyone. */
  by: { first: boolean; role: string; municipality: string | null };
  of: 'this' | 'another';
  version: 'any' | 'current' | 'stale';
  /** Instead of the step named: one of those that are open, by its example. So that most sequences get somewhere. */
  openOne: number | null;
}

const day = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('2026-11-05', '2026-12-15', '2027-02-01', '2027-11-30', '2031-06-09') },
  { weight: 2, arbitrary: fc.constantFrom('2020-02-29', '1950-01-01', '2199-12-31', '0000-01-01', '9999-12-31') },
  { weight: 1, arbitrary: fc.constantFrom('2026-02-30', 'tomorrow', '') },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** What may be filled in anew in a step's example: mostly valid by itself, not always together. */
const variations: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
  intake: { heldOn: day, proceduresFinished: fc.constantFrom('yes', 'no'), needs: maybe(fc.constant(['medical'])) },
  admission: {
    decision: fc.constantFrom('admitted', 'admitted', 'refused'),
    direction: maybe(fc.constantFrom(...directionCodes)),
  },
  'admission-check': { verdict: fc.constantFrom('confirmed', 'sent-back') },
  'case-conference': {
    agreement: fc.constantFrom('consensus', 'dissent'),
    direction: maybe(fc.constantFrom(...directionCodes)),
    isCase: fc.constantFrom('yes', 'no', 'exception'),
    dissent: maybe(fc.constant([{ agency: 'dtv', position: 'RETURN' }])),
  },
  escalation: {
    result: fc.constantFrom('agreed', 'not-agreed', 'back-to-conference'),
    direction: maybe(fc.constantFrom(...directionCodes)),
  },
  'periodic-review': { conclusion: fc.constantFrom('go-on', 'outcome-expected'), nextReviewOn: maybe(day) },
  'outcome-check': { verdict: fc.constantFrom('confirmed', 'sent-back') },
  'follow-up': { finding: fc.constantFrom('holds', 'does-not-hold', 'unknown') },
  'schedule-conference': { meetingOn: day },
  'extend-stay': { until: day },
  'legal-review': { advice: fc.constantFrom(...directionCodes), reviewAgainOn: maybe(day) },
  'return-counselling': {
    choice: fc.constantFrom('considering', 'return', 'onward-migration', 'declined', 'revoked'),
    nextSessionOn: maybe(day),
  },
  'outcome-registration': {
    outcome: fc.constantFrom(...outcomeCodes),
    evidenceKind: fc.constantFrom(...evidenceKinds),
    ground: maybe(fc.constantFrom(...residenceGrounds)),
    followUpOn: maybe(day),
  },
  'change-direction': { direction: fc.constantFrom(...directionCodes), investigating: maybe(fc.constant('IDENTITY')) },
  'plan-step': {
    step: fc.constantFrom(...standardSteps.map(({ name }) => name), 'home-visit', 'constructor'),
    by: maybe(day),
  },
  'extend-term': {
    step: fc.constantFrom(...standardSteps.map(({ name }) => name)),
    days: fc.integer({ min: 0, max: 400 }),
  },
  reassign: {
    step: fc.constantFrom(...standardSteps.map(({ name }) => name)),
    to: fc.constantFrom('municipality', 'ngo', 'dtv', 'ind', 'avim', 'coa'),
  },
  share: { with: fc.constantFrom('municipality', 'ngo', 'dtv', 'ind', 'avim') },
  flag: { flag: fc.string({ minLength: 1, maxLength: 5 }) },
  withdraw: {},
  reopen: { ground: fc.constantFrom('person-is-back', 'other'), with: fc.constantFrom([], ['legal-review']) },
};

function inputOf(name: string): fc.Arbitrary<Json> {
  const example = exampleOn(definition(name), '2026-11-02') as Record<string, Json>;
  const varied = fc.record(variations[name] ?? {}, { requiredKeys: [] }).map((changes) => ({ ...example, ...changes }));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(example) },
    { weight: 8, arbitrary: varied.map((input) => JSON.parse(JSON.stringify(input)) as Json) },
    { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<Json> },
    {
      weight: 1,
      arbitrary: fc.dictionary(fc.string(), fc.jsonValue()).map((extra) => ({ ...example, ...extra }) as Json),
    },
  );
}

const by = fc.record({
  first: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  role: fc.constantFrom(
    'ngo:legal',
    'ind:liaison',
    'avim:liaison',
    'municipality:coordinator',
    'dtv:departure-officer',
  ),
  municipality: fc.constantFrom('utrecht', 'groningen', null),
});
const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...rare) });

const asked = (kind: 'step' | 'action', name: string, input: fc.Arbitrary<Json>): fc.Arbitrary<Asked> =>
  fc.record({
    kind: fc.constant(kind),
    name: fc.constant(name),
    input,
    by,
    of: mostly<Asked['of']>('this', 'another'),
    version: mostly<Asked['version']>('any', 'current', 'stale'),
    openOne: fc.constant(null),
  });
const whatIsOpen = fc
  .tuple(asked('step', 'intake', inputOf('intake')), fc.nat(30))
  .map(([ask, openOne]): Asked => ({ ...ask, openOne }));

// Withdrawing ends everything, so it comes seldom enough that most sequences get further.
const asks = fc.oneof(
  { weight: 60, arbitrary: whatIsOpen },
  ...standardSteps.map(({ name }) => ({ weight: 6, arbitrary: asked('step', name, inputOf(name)) })),
  ...standardActions.map(({ name }) => ({
    weight: name === 'reopen' ? 16 : ['plan-step', 'change-direction'].includes(name) ? 4 : 1,
    arbitrary: asked('action', name, inputOf(name)),
  })),
  { weight: 1, arbitrary: asked('step', 'constructor', fc.jsonValue() as fc.Arbitrary<Json>) },
  { weight: 1, arbitrary: asked('action', 'intake', inputOf('intake')) },
);

const hour = 3_600_000;
const passes = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 48 * hour }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 60 * 24 * hour }) },
  { weight: 1, arbitrary: fc.integer({ min: -5 * hour, max: 0 }) },
);

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    passes,
    asks: fc.oneof({ weight: 4, arbitrary: asks }, { weight: 1, arbitrary: fc.constant(null) }),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);

/** What is asked, of the trajectory as it is now. */
function actual({ state, instant }: Play, wish: Asked): Asked {
  const open = wish.openOne === null ? undefined : state.openSteps[wish.openOne % (state.openSteps.length || 1)];
  const step = standardSteps.find(({ name }) => name === open?.step);
  return step ? { ...wish, name: step.name, input: exampleOn(step, dayOf(instant)) } : wish;
}

/** Moves the clock and makes the command, for the trajectory as it is now. */
export function commandOf(play: Play, { passes: ms, asks: wish }: Move): Command {
  play.now += ms;
  const commandId = `move-${play.batches.length}-${play.now}`;
  if (!wish) return { kind: 'tick', commandId };
  const { kind, name, input, of, version } = actual(play, wish);
  const known = [...standardSteps, ...standardActions].find((one) => one.name === name && one.kind === kind);
  const { state } = play;
  return {
    kind,
    name,
    input,
    commandId,
    bodyHash: 'hash',
    trajectoryId: of === 'this' ? state.id : 'someone-else.1',
    actor: wish.by.first && known ? actor(known.performedBy[0]!) : actor(wish.by.role, wish.by.municipality),
    ...(version === 'any' ? {} : { expectedVersion: version === 'current' ? state.version : state.version - 1 }),
  };
}

/** The types of events that time alone may cause. */
export const timeTypes = ['step-reminded', 'step-overdue', 'step-escalated', 'escalation-postponed'];

/** What one move came to: a batch, or a refusal. Anything else that is thrown fails the test. */
export interface Turn {
  before: TrajectoryState;
  command: Command;
  batch: Batch | null;
  refusal: Refusal | null;
  after: TrajectoryState;
}

export function turn(play: Play, move: Move): Turn {
  const before = frozen(play.state);
  const command = frozen(commandOf(play, move));
  try {
    const batch = play.take(frozen(decide(play.programme, before, command, play.instant)));
    return { before, command, batch, refusal: null, after: play.state };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { before, command, batch: null, refusal: error, after: play.state };
  }
}
