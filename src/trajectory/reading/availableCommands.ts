import { noonOf } from '../terms/calendar.js';
import { claimsOf, knowsOfClaims, shownClaim, type ShownClaim } from '../access/claims.js';
import { performingOf } from '../deciding/decide.js';
import { BatchBuilder } from '../deciding/batchBuilder.js';
import { fieldsOf } from '../definitions/field.js';
import { definitionNamed } from '../definitions/formerNames.js';
import type { Text } from '../language.js';
import { accessRequest, decideAccess } from '../replayed/policy.js';
import { rulesOf, type Programme } from '../definitions/programme.js';
import { inputNow } from '../access/recorded.js';
import type { Actor, Json, OpenStep, TrajectoryState } from '../replayed/state.js';
import type { ActionGroup, Action, DecidedOn, Step, TrajectoryView } from '../definitions/step.js';
import { partsOf } from '../replayed/transfer.js';
import { reachableSteps } from './reachableSteps.js';

/** A step or action that someone may perform, and whether there is anything to do it to now. */
export interface AvailableCommand {
  kind: 'step' | 'action';
  name: string;
  title: Text;
  possible: boolean;
  /** Why not now; null when it is possible. */
  because: Text | null;
  /** Of a step that is open. */
  open:
    | (Pick<OpenStep, 'responsible' | 'openedAt' | 'targetDate' | 'fatalDate' | 'overdue'> & {
        claim: ShownClaim | null;
      })
    | null;
  /** What is decided on in it, as far as who asks may see it; empty for most. */
  decidesOn: ShownDecidedOn[];
  /** The steps that an action can be about now; null for what is about no step. */
  about: string[] | null;
  /** What an action is for; null for a step, and for an action that says nothing of it. */
  group: ActionGroup | null;
}

/** What was filled in earlier and is decided on now, field by field. */
export interface ShownDecidedOn extends Required<Omit<DecidedOn, 'input' | 'by' | 'onBehalfOf' | 'at'>> {
  title: Text | null;
  by: string | null;
  onBehalfOf: string | null;
  at: string | null;
  /** In the order of its form: those of which a value may be seen, which are in `input`. */
  fields: { field: string; title: Text }[];
  input: Record<string, Json>;
}

/**
 * What someone can do in a trajectory now. It offers, and refuses nothing: what is filled in is looked at by `decide`, so
 * what is possible here can still be refused, and nobody is kept from anything by what this does not offer.
 * @param now UTC instant
 */
export function availableCommands(
  programme: Programme,
  state: TrajectoryState,
  actor: Actor,
  now: string,
): AvailableCommand[] {
  const { view: t } = new BatchBuilder(programme, state, { commandId: '', bodyHash: '', actor, at: now });
  const mine = [...programme.steps, ...programme.actions].filter((one) =>
    mayPerform(programme, state, one, actor, now),
  );
  return mine
    .filter(({ kind, name }) => kind === 'action' || t.knowsStep(name))
    .map((definition): AvailableCommand => {
      const { kind, name, title } = definition;
      const open = kind === 'step' ? state.openSteps.find(({ step }) => step === name) : undefined;
      const about = definition.kind === 'action' ? (definition.aboutSteps?.(t) ?? null) : null;
      const because =
        definition.kind === 'step' ? whyNoStep(programme, t, definition) : whyNoAction(t, definition, about);
      return {
        kind,
        name,
        title,
        possible: because === null,
        because,
        open: open ? shownOpen(state, open, actor) : null,
        decidesOn: kind === 'action' || open ? decidedOnIn(programme, t, definition, actor) : [],
        about,
        group: (definition.kind === 'action' && definition.group) || null,
      };
    });
}

function mayPerform(
  programme: Programme,
  state: TrajectoryState,
  definition: Step | Action,
  actor: Actor,
  time: string,
): boolean {
  const properties = { ...partsOf(state), performedBy: definition.performedBy };
  const resource = { type: 'trajectory' as const, id: state.id, properties };
  const { partners } = rulesOf(programme);
  return decideAccess(accessRequest(actor, performingOf(definition), resource, { time, partners })).decision;
}

function shownOpen(state: TrajectoryState, open: OpenStep, actor: Actor): AvailableCommand['open'] {
  const { responsible, openedAt, targetDate, fatalDate, overdue } = open;
  const claim = knowsOfClaims(open, actor) ? claimsOf(state)[open.step] : undefined;
  return { responsible, openedAt, targetDate, fatalDate, overdue, claim: claim ? shownClaim(claim, actor) : null };
}

function decidedOnIn(
  programme: Programme,
  t: TrajectoryView,
  { decidesOn }: Step | Action,
  actor: Actor,
): ShownDecidedOn[] {
  return (decidesOn?.(t) ?? []).map(({ name, input, by = null, onBehalfOf = null, at = null }) => {
    const given = definitionNamed([...programme.steps, ...programme.actions], name);
    const filledIn = given ? inputNow(given, input) : {};
    const seen = (given ? fieldsOf(given) : []).filter(
      ({ name: field, audience }) => (filledIn[field] ?? null) !== null && audience.includes(actor.agency),
    );
    return {
      name: given?.name ?? name,
      title: given?.title ?? null,
      by,
      onBehalfOf,
      at,
      fields: seen.map(({ name: field, title }) => ({ field, title })),
      input: Object.fromEntries(seen.map(({ name: field }) => [field, filledIn[field] ?? null])),
    };
  });
}

function whyNoStep(programme: Programme, t: TrajectoryView, step: Step): Text | null {
  if (t.state.status === 'closed') return closed;
  if (t.isOpen(step.name)) return step.offeredWhen?.(t) === false ? notYours : null;
  const on = t.opensOn(step.name);
  if (on !== undefined) return opensLater(on);
  if (t.isCompleted(step.name)) return step.repeatable ? doneRepeatable : done;
  if (t.state.outcome !== null) return concluded;
  if (!t.canOpen(step.name)) return nobody;
  const before = programme.steps.filter(
    ({ name }) => t.knowsStep(name) && reachableSteps(programme).get(name)?.includes(step.name),
  );
  return before.length === 0 ? notOpen : comesAfter(before.map(({ title }) => title));
}

function whyNoAction(t: TrajectoryView, action: Action, about: string[] | null): Text | null {
  const ended = t.state.status === 'closed';
  if (action.performedOn === 'closed') {
    if (!ended) return onlyClosed;
  } else if (ended && action.performedOn === undefined) return closed;
  if (about?.length === 0) return noStep;
  return action.offeredWhen?.(t) === false ? noOccasion : null;
}

const closed: Text = { en: 'The trajectory is closed.', nl: 'Het traject is afgesloten.' };
const onlyClosed: Text = {
  en: 'Only for a trajectory that is closed.',
  nl: 'Alleen bij een traject dat is afgesloten.',
};
const done: Text = { en: 'Done already.', nl: 'Al gedaan.' };
const doneRepeatable: Text = {
  en: 'Done already; it can be planned again.',
  nl: 'Al gedaan; de stap kan opnieuw worden ingepland.',
};
const concluded: Text = {
  en: 'The outcome is registered, so nothing new begins.',
  nl: 'De uitkomst is geregistreerd, dus er begint niets nieuws.',
};
const nobody: Text = {
  en: 'Nobody in this programme does this.',
  nl: 'Niemand in dit programma doet dit.',
};
const notOpen: Text = { en: 'Not open yet.', nl: 'Nog niet aan de orde.' };
const notYours: Text = {
  en: 'Someone else does this: you had a part in what is looked at.',
  nl: 'Dit doet iemand anders: u was zelf betrokken bij wat wordt gecontroleerd.',
};
const noStep: Text = {
  en: 'There is no step for which it can be done now.',
  nl: 'Er is nu geen stap waarvoor dit kan.',
};
const noOccasion: Text = {
  en: 'This is not needed in this trajectory now.',
  nl: 'Dit is in dit traject nu niet nodig.',
};

const inEnglish = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const inDutch = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' });

function opensLater(day: string): Text {
  const moment = new Date(noonOf(day));
  return { en: `Opens on ${inEnglish.format(moment)}.`, nl: `Opent op ${inDutch.format(moment)}.` };
}

function comesAfter(before: readonly Text[]): Text {
  return {
    en: `Not open yet; it can come after: ${before.map(({ en }) => en).join(', ')}.`,
    nl: `Nog niet aan de orde; het kan volgen op: ${before.map(({ nl }) => nl).join(', ')}.`,
  };
}
