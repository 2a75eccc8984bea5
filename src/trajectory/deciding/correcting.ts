import { compartmentOf, mayKnowStep, narrowest } from '../access/compartments.js';
import {
  asFilledIn,
  audienceFor,
  laterRefuses,
  mustBeAllowed,
  mustBeTheSameCourse,
  mustKnowWhatItIsAbout,
  notDecidedAgain,
  notFilledIn,
  saysSoAlready,
  ofTheField,
} from './correctable.js';
import {
  commandsApart,
  correctionsIn,
  isSame,
  markChanges,
  marksIn,
  otherwise,
  stateChanges,
  withChanges,
} from './correction.js';
import { isCorrecting } from '../definitions/ownNames.js';
import { decide, decideReferral } from './decide.js';
import type { Batch, Difference, PersonCommand, TrajectoryEvent } from '../replayed/events.js';
import { evolve } from '../replayed/evolve.js';
import { asNamedNow, definitionNamed, stepNamingOf } from '../definitions/formerNames.js';
import { figuresAfter } from '../definitions/figures.js';
import { atVersion } from '../access/knowledge.js';
import { numberAtReferral } from '../terms/numbers.js';
import type { Programme, Programmes } from '../definitions/programme.js';
import { inputNow } from '../access/recorded.js';
import { Refusal } from '../replayed/refusal.js';
import { nextWakeAt, nothingYet, type Actor, type Agency, type Json, type TrajectoryState } from '../replayed/state.js';
import { concernedBy, type Action, type Step } from '../definitions/step.js';
import { refuse } from '../words/engineRefusals.js';

/**
 * Works out what a correction comes to, by deciding again: all that people did from the corrected entry on is decided once
 * as it was filled in, and once as it should have been. What differs at the end is what the correction changes. So whatever
 * follows from an entry, however far away, follows from its correction, and no definition has to say how.
 *
 * Both are decided by the definitions of now. A command that these refuse as it was recorded, since they were others then,
 * stands as it is recorded. A command that only the correction makes impossible refuses the correction.
 */

/** What is to be corrected, by whom. */
export interface Wanted {
  /** The sequence of the entry. */
  entry: number;
  /** The right values of fields; null leaves one out. */
  changes: Record<string, Json>;
  actor: Actor;
}

/**
 * @param recorded all batches, from the first on
 * @param now UTC instant
 * @throws Refusal for what can't be corrected so, with what to do instead
 */
export function differenceOf(
  programmes: Programmes,
  recorded: readonly Batch[],
  wanted: Wanted,
  now: string,
): Difference {
  const { entry, actor } = wanted;
  const batches = commandsApart(recorded);
  const batch = batches.find(({ from }) => from === entry);
  const state = batches.reduce(evolve, nothingYet);
  const definition = batch && definitionOf(programmes, state, batch);
  if (!batch || !definition) throw notFilledIn();
  mustBeAllowed(definition, wanted.changes, actor);
  const changes = asFilledIn(definition, wanted.changes);
  const earlier = correctionsIn(batches);
  const input = inputOf(batch, earlier, definition);
  const right = withChanges(input, inputNow(definition, changes));
  if (isSame(withChanges(input), right)) throw saysSoAlready();
  const aboutKnownTo = compartmentOfAnother(programmes, definition, input, right);
  mustKnowWhatItIsAbout(aboutKnownTo, actor);

  const all = [...earlier, { entry, changes }];
  const start = Math.min(...all.map((one) => one.entry));
  const was = new Again(programmes, batches, start, { corrections: earlier, now });
  was.run();
  const { refused } = was;
  const is = new Again(programmes, batches, start, { corrections: all, now, refused, entry, agency: actor.agency });
  is.run();
  mustBeTheSameCourse(was, is);
  const audience = audienceFor(definition, changes).filter((agency) => mayKnowStep(agency, aboutKnownTo));
  return {
    version: state.version,
    entry,
    changes,
    ...stateChanges(...byNamesOfNow(programmes, state, was.state, is.state), now),
    figures: otherwise(figuresAfter(was.batches), figuresAfter(is.batches)),
    marks: markChanges(marksIn(batches), marksIn(was.batches), marksIn(is.batches)),
    // Rightly entered, a second person would have looked: that is done by looking at the correction.
    lookedAtTwice: opensLook(programmes, batch) || is.unlooked.has(entry),
    audience,
    tells: (batch.events[0]?.tells ?? []).filter(
      (agency) => audience.includes(agency) && state.parties.includes(agency),
    ),
  };
}

interface Setting {
  corrections: readonly { entry: number; changes: Record<string, Json> }[];
  now: string;
  /** The entry that is corrected: what is refused of it is told as a mistake in the correction. */
  entry?: number;
  /** Who corrects, and is told of later entries only what they may know. */
  agency?: Agency;
  /** The first sequences of what stands as recorded, since the definitions of now refuse it. */
  refused?: ReadonlySet<number>;
}

/** A trajectory that is decided again, from its record. */
class Again {
  state: TrajectoryState;
  readonly batches: Batch[];
  readonly refused = new Set<number>();
  /** Corrected entries that a second person would have looked at: they hold, by the look at the correction. */
  readonly unlooked = new Set<number>();
  private readonly programmes: Programmes;
  private readonly recorded: readonly Batch[];
  private readonly setting: Setting;

  /** @param start the sequence of the first entry that is otherwise: what comes before it is taken from the record */
  constructor(programmes: Programmes, batches: readonly Batch[], start: number, setting: Setting) {
    this.programmes = programmes;
    this.setting = setting;
    this.batches = batches.filter(({ from }) => from < start);
    this.recorded = batches.filter(({ from }) => from >= start);
    this.state = this.batches.reduce(evolve, nothingYet);
  }

  run(): void {
    for (const batch of this.recorded) {
      this.passUntil(batch.at);
      // What keeps a version keeps the one that is recorded.
      this.state = atVersion(this.state, batch.from - 1);
      if (batch.actor === null && batch.bodyHash === '') this.tick(batch.at);
      // What another trajectory said was said, whatever is corrected here.
      else if (batch.actor === null) this.take(batch);
      else if (!isCorrection(batch)) this.take(this.decided(batch));
    }
    this.passUntil(this.setting.now);
  }

  /** Each moment at which the trajectory looks again by itself. */
  private passUntil(moment: string): void {
    for (;;) {
      const at = this.state.version === 0 ? null : nextWakeAt(this.state);
      if (at === null || at > moment || !this.tick(at) || nextWakeAt(this.state) === at) return;
    }
  }

  /** @returns whether anything came of it */
  private tick(at: string): boolean {
    const programme = this.programmes.at(this.state.municipality, at);
    if (!programme) return false;
    const batch = decide(programme, this.state, { kind: 'tick', commandId: 'again' }, at);
    if (batch.events.length > 0) this.take(batch);
    return batch.events.length > 0;
  }

  private take(batch: Batch | null): void {
    if (batch === null) return;
    this.batches.push(batch);
    this.state = evolve(this.state, batch);
  }

  /** @returns null for a second look at what now holds without */
  private decided(batch: Batch): Batch | null {
    const { entry, refused, agency, corrections } = this.setting;
    // What is corrected is decided, or it would change nothing.
    if (refused?.has(batch.from) && batch.from !== entry) return batch;
    try {
      const [first] = batch.events;
      const looks = first?.type === 'step-completed' && isLook(this.programmes, first.step);
      if (looks && corrections.length > 0 && !isOpenByAnyName(this.programmes, this.state, first.step)) return null;
      return this.decidedAgain(batch);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (entry === batch.from)
        throw isOfFields(error) || !refused?.has(entry) ? ofTheField(error.refused) : notDecidedAgain();
      if (entry !== undefined) throw laterRefuses(batch, error.refused, agency);
      this.refused.add(batch.from);
      return batch;
    }
  }

  private decidedAgain(batch: Batch): Batch {
    const programme = this.programmeOf(batch);
    const decided = this.decidedIn(programme, batch);
    const isCorrected = this.setting.corrections.some(({ entry }) => entry === batch.from);
    if (!isCorrected || opensLook(this.programmes, batch) || !opensLook(this.programmes, decided)) return decided;
    this.unlooked.add(batch.from);
    return this.decidedIn(withoutLook(programme), batch);
  }

  private decidedIn(programme: Programme, batch: Batch): Batch {
    const { at, commandId, bodyHash } = batch;
    const actor = batch.actor!;
    const [first] = batch.events;
    const opened = first?.effect?.opened;
    const { corrections, now } = this.setting;
    const input = inputOf(batch, corrections, definitionOf(this.programmes, this.state, batch));
    // Whoever corrects knows what has happened since it was entered.
    const again = corrections.some(({ entry }) => entry === batch.from) ? { until: now } : {};
    if (opened) {
      const { id, personRef, episode } = opened;
      const isNumbered = numberAtReferral.of(first.effect?.facts ?? {}) === true;
      return decideReferral(
        programme,
        { id, personRef, episode },
        { input, commandId, bodyHash, actor },
        at,
        isNumbered,
        again,
      );
    }
    const command: PersonCommand = {
      ...commandIn(batch),
      trajectoryId: this.state.id,
      input,
      commandId,
      bodyHash,
      actor,
    };
    return decide(programme, this.state, command, at, undefined, again);
  }

  private programmeOf({ at, events: [first] }: Batch): Programme {
    const municipality = first?.effect?.opened?.municipality ?? this.state.municipality;
    const programme = this.programmes.at(municipality, at);
    if (!programme) throw refuse('conflict', 'no-programme', { municipality });
    return programme;
  }
}

const withoutLook = (programme: Programme): Programme => ({
  ...programme,
  rules: { ...programme.rules, ...programme.domain.rules.withoutSecondLook },
});

/** It says which fields are wrong, such as one that has become compulsory: they can be given with the correction. */
const isOfFields = ({ refused: { code } }: Refusal) => code === 'invalid-input';

/** Whether a step is the second pair of eyes on a decision. */
function isLook({ all }: Programmes, name: string | undefined): boolean {
  return name !== undefined && all.some(({ steps }) => definitionNamed(steps, name)?.secondLook === true);
}

function isOpenByAnyName(programmes: Programmes, { openSteps }: TrajectoryState, name: string | undefined): boolean {
  const { now } = stepNamingOf(programmes);
  return name !== undefined && openSteps.some(({ step }) => now(step) === now(name));
}

/** These states with everything under its name of now: what only got another name is no difference. */
function byNamesOfNow<States extends TrajectoryState[]>({ all }: Programmes, ...states: States): States {
  const named = all.flatMap(({ referral, steps, actions }) => [referral, ...steps, ...actions]);
  return states.map((state) => asNamedNow(named, state)) as States;
}

/** Whether a second person has to look at what was decided. */
const opensLook = (programmes: Programmes, { events }: Batch): boolean =>
  events.some(({ type, step }) => type === 'step-opened' && isLook(programmes, step));

const isCorrection = ({ events: [first] }: Batch) => isCorrecting(first?.type);

/** The step or action by which a batch came about. */
function commandIn({ events: [first] }: Batch): Pick<PersonCommand, 'kind' | 'name'> {
  return first?.type === 'step-completed'
    ? { kind: 'step', name: first.step ?? '' }
    : { kind: 'action', name: first?.type ?? '' };
}

/** What was filled in, with the corrections of it, as its form has it now. */
function inputOf(
  { from, events: [first] }: Batch,
  corrections: Setting['corrections'],
  definition: Step | Action | undefined,
): Record<string, Json> {
  const of = corrections.filter(({ entry }) => entry === from).map(({ changes }) => inputNow(definition, changes));
  return withChanges(inputNow(definition, (first?.data ?? {}) as Record<string, Json>), ...of);
}

/** The event of what someone filled in; undefined when there is none at this sequence. */
export function entryIn(batches: readonly Batch[], entry: number): TrajectoryEvent | undefined {
  return commandsApart(batches).find(({ from }) => from === entry)?.events[0];
}

/** The definition by which an entry was filled in; undefined for what nobody filled in, or nothing knows any more. */
export function definitionOf(
  { all }: Pick<Programmes, 'all'>,
  { municipality }: Pick<TrajectoryState, 'municipality'>,
  batch: Batch,
): Step | Action | undefined {
  if (batch.actor === null || isCorrection(batch)) return undefined;
  const { kind, name } = commandIn(batch);
  const own = all.toSorted((a, b) => Number(b.municipality === municipality) - Number(a.municipality === municipality));
  for (const { steps, actions, referral } of own) {
    if (batch.events[0]?.effect?.opened) return referral;
    const definitions: readonly (Step | Action)[] = kind === 'step' ? steps : actions;
    const found = definitionNamed(definitions, name);
    if (found) return found;
  }
  return undefined;
}

/** The only agencies that may know of the step that an entry is about by its correction; undefined: all, or it is the same. */
function compartmentOfAnother(
  { all }: Programmes,
  definition: Step | Action,
  before: Record<string, Json>,
  after: Record<string, Json>,
): readonly Agency[] | undefined {
  const step = concernedBy(definition, after);
  if (step === undefined || step === concernedBy(definition, before)) return undefined;
  return narrowest(...all.map(({ steps }) => compartmentOf(step, steps, undefined)));
}
