import { subjectFor } from '../../agencies/message.js';
import { stepNamesOf } from '../../agencies/names.js';
import { listHolds } from '../../register/erasure/holds.js';
import { listNotifications, type Notification } from '../../register/messages/notifications.js';
import { batchesOf, readEvents, type EventRow } from '../../register/trajectories/timeline.js';
import type { TrajectoryRow } from '../../register/trajectories/trajectories.js';
import { keptFor } from '../../retention/due.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { personIn } from '../../trajectory/replayed/contract.js';
import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import { calledBy, correctionsIn } from '../../trajectory/deciding/correction.js';
import { correcting } from '../../trajectory/definitions/ownNames.js';
import type { Text } from '../../trajectory/language.js';
import { definitionOf } from '../../trajectory/access/recorded.js';
import { agencyTitle, roleTitle } from '../../trajectory/definitions/domain.js';
import type { Actor, Json } from '../../trajectory/replayed/state.js';
import { definitionsOf, municipalityName, type Programmes } from '../../trajectory/definitions/programme.js';
import { causedBy } from '../../trajectory/reading/causedBy.js';
import { wordingOf } from '../../trajectory/reading/names.js';
import { wordsOfReason } from '../../trajectory/words/wording.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import type { Services } from '../serving/services.js';
import { withOwnReferences } from '../trajectories/ownReferences.js';
import { filledInOf, type CodeNames } from './fields.js';
import { activityTitle, looked } from './readers.js';
import type { Capacity, FileEvent, FileTrajectory, FilledIn, PersonFile } from './schema.js';

/** Everything of a person in these trajectories, which are theirs, as the organisation of `actor` gives it. @throws KeyDestroyed, RegisterUnavailable */
export async function personFileOf(
  services: Services,
  actor: Actor,
  rows: readonly TrajectoryRow[],
): Promise<PersonFile> {
  const { steps, actions, referral } = definitionsOf(services.programmes);
  const definitions = [referral, ...steps, ...actions];
  const trajectories: FileTrajectory[] = [];
  const called = await withOwnReferences(services, actor, rows, ({ id }) => id);
  for (const row of called)
    trajectories.push({ ...(await trajectoryIn(services, row)), ownReference: row.ownReference });
  const refs = [...new Set(rows.map(({ id }) => personIn(id)))];
  const readers = (await Promise.all(refs.map((ref) => services.readersOf(ref)))).flat();
  return {
    madeAt: new Date().toISOString(),
    trajectories: trajectories.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
    readers: readers
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ at, by, what, purpose, done }) => ({
        at,
        by: capacityOf(services.programmes, by),
        title: done ? activityTitle(purpose, definitions) : looked,
        what,
        purpose,
      })),
  };
}

async function trajectoryIn(services: Services, row: TrajectoryRow): Promise<Omit<FileTrajectory, 'ownReference'>> {
  const { register, programmes } = services;
  const wording = wordingOf(programmes);
  const names = stepNamesOf(programmes);
  const { steps, actions, referral } = definitionsOf(programmes);
  const definitions = [referral, ...steps, ...actions];
  const events = await readEvents(register, row.id);
  const messages = await messagesOf(services, row.id);
  const titleOf = (code: string | null) => (code === null ? null : (wording.label(code) ?? null));
  const titleOfStep = (name: string) => definitionNamed(definitions, name)?.title ?? null;
  const { id, municipality, status, outcome, direction, parties, openSteps } = row;
  const closedAt = row.closedAt?.toISOString() ?? null;
  const kept = closedAt === null ? undefined : keptFor(programmes, { municipality, outcome, closedAt });
  const holds = await listHolds(register, id);
  return {
    id,
    municipality,
    municipalityName: municipalityName(programmes, municipality),
    status,
    openedAt: row.openedAt.toISOString(),
    closedAt,
    direction,
    directionTitle: titleOf(direction),
    outcome,
    outcomeTitle: titleOf(outcome),
    parties,
    openSteps: openSteps.map(({ knownTo, claim: _colleague, ...open }) => ({
      ...open,
      ...(knownTo && { knownTo }),
      title: titleOfStep(open.step),
    })),
    events: eventsIn(services.programmes, events, definitions),
    messages: messages.map((message) => ({
      agency: message.agency,
      channel: message.channel,
      subject: subjectFor(names, message),
      status: message.status,
      createdAt: message.createdAt.toISOString(),
      sentAt: message.sentAt?.toISOString() ?? null,
    })),
    retention: {
      programme: kept?.programme ?? null,
      term: kept?.term ?? null,
      dueFrom: kept?.dueFrom ?? null,
      held: holds.at(-1)?.kind === 'placed',
      holds: holds.map(({ kind, at, reason, reference }) => ({ kind, at: at.toISOString(), reason, reference })),
    },
  };
}

function eventsIn(programmes: Programmes, events: EventRow[], definitions: readonly (Step | Action)[]): FileEvent[] {
  const corrections = new Map<number, { changes: Record<string, Json>; on: string }[]>();
  for (const { entry, changes, at } of correctionsIn(batchesOf(events))) {
    corrections.set(entry, [...(corrections.get(entry) ?? []), { changes, on: dayOf(at) }]);
  }
  const names = codeNamesOf(programmes);
  const bySequence = new Map(events.map((event) => [event.sequence, event]));
  return events.map((event) => {
    const correctedIn = filledInCorrection(event, definitions, bySequence, names);
    const filledIn =
      correctedIn ??
      filledInOf(event.data, definitionOf(event, definitions), names, corrections.get(event.sequence) ?? []);
    return eventIn(programmes, event, definitions, filledIn);
  });
}

function eventIn(
  programmes: Programmes,
  event: EventRow,
  definitions: readonly (Step | Action)[],
  filledIn: FilledIn[],
): FileEvent {
  const wording = wordingOf(programmes);
  const { sequence, type, step, reason, actor, tells } = event;
  const definition = definitionOf(event, definitions);
  const cause = causedBy(event);
  const at = event.at.toISOString();
  return {
    sequence,
    at,
    on: dayOf(at),
    type,
    title: wording.event(calledBy(event)),
    step,
    stepTitle: step === null ? null : (definition?.title ?? null),
    by: actor && cause === null ? capacityOf(programmes, actor) : null,
    causedBy: cause,
    reason: reason && wordsOfReason(reason, wording),
    filledIn,
    told: tells,
  };
}

/** What a correction says, by the fields of the entry; undefined for all else. */
function filledInCorrection(
  event: EventRow,
  definitions: readonly (Step | Action)[],
  events: ReadonlyMap<number, EventRow>,
  names: CodeNames,
): FilledIn[] | undefined {
  const { sequence, changes, ...rest } = (event.data ?? {}) as Record<string, Json>;
  if (event.type !== correcting.correct || changes === undefined) return undefined;
  const entry = events.get(Number(sequence));
  const own = definitionOf(event, definitions);
  const changed = filledInOf(changes, entry && definitionOf(entry, definitions), names);
  const isProposed = calledBy(event) !== event.type;
  return [
    ...filledInOf({ sequence: sequence ?? null, ...rest }, own, names),
    ...changed.map((one) => (isProposed ? { ...one, title: asProposed(one.title) } : one)),
  ];
}

/** A value that does not count yet is not read as one that does. */
const asProposed = ({ en, nl }: Text): Text => ({ en: `Proposed: ${en}`, nl: `Voorgesteld: ${nl}` });

/** What codes are called that stand in what was filled in. */
export function codeNamesOf(programmes: Programmes): CodeNames {
  const wording = wordingOf(programmes);
  const named = (code: string): Text | undefined => {
    if (!programmes.municipalities.includes(code)) return wording.step(code);
    const name = municipalityName(programmes, code);
    return { en: name, nl: name };
  };
  return { named, any: (code) => named(code) ?? wording.label(code) ?? wording.agencyTitle(code) };
}

/** The agency and roles in which someone acted. */
function capacityOf(
  programmes: Programmes,
  { agency, municipality, roles }: Pick<Actor, 'agency' | 'municipality' | 'roles'>,
): Capacity {
  const { domain } = programmes;
  const titles = roles.map((role): Text => roleTitle(domain, agency, role) ?? { en: role, nl: role });
  return {
    agency,
    agencyTitle: agencyTitle(domain, agency).toPerson,
    municipality,
    municipalityName: municipality === null ? null : municipalityName(programmes, municipality),
    roles: titles,
  };
}

async function messagesOf({ register }: Services, trajectoryId: string): Promise<Notification[]> {
  const found: Notification[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listNotifications(
      register,
      { municipality: null, agency: null },
      { trajectoryId },
      { limit: 200, cursor },
    );
    found.push(...page.items);
    if (page.nextCursor === null) return found.toReversed();
    cursor = page.nextCursor;
  }
}
