import { KeyDestroyed, Undecipherable } from '../../privacy/errors.js';
import { canonical } from '../../trajectory/replayed/canonical.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { openedPerson, type SealedPerson } from '../trajectories/described.js';
import { reasonsOf } from '../trajectories/queueFacts.js';
import type { Database } from '../database/database.js';
import { differing, queueInClear, type Columns, type ExpectedRows } from './expectedRows.js';
import { noticeSequence } from '../messages/notifications.js';
import { places } from '../database/sealing.js';
import type { StoredEvent } from '../trajectories/timeline.js';

/** What differs between the rows of a trajectory and its events is told with the table and its columns. */
export type Tell = (trajectory: string, sequence: number | null, fault: string) => void;

/** A trajectory with all that is kept of it in rows, as they are at one moment. */
export interface Found {
  id: string;
  isErased: boolean;
  /** Whether what is left of someone who was erased is as erasure leaves it. */
  isAnonymous: boolean;
  row: Columns;
  held: boolean;
  erasing: boolean;
  queue: Json;
  person: SealedPerson;
  events: StoredEvent[];
  steps: (Columns & { version: number })[];
  views: (Columns & { parties: string[] })[];
  messages: Message[];
  holds: { position: number; kind: string }[];
  versions: Version[];
  /** In which stage of an approved erasure it is, if in one. */
  stage: string | null;
}

interface Message {
  id: string;
  municipality: string;
  sequence: number;
  agency: string;
  channel: string;
  at: string;
  keyId: string | null;
  sealed: string | null;
}

/** What counts after an event. */
export interface Version {
  sequence: number;
  /** UTC instant. */
  at: string;
  figures: Columns;
}

export function compareTrajectory({ id, row }: Found, { trajectory }: ExpectedRows, tell: Tell): void {
  const others = differing(inMicroseconds(trajectory), { ...row, queue: queueInClear(row['queue'] ?? {}) });
  if (others.length > 0)
    tell(id, null, `in the table trajectories it is not what its events make it: ${others.join(', ')}`);
}

/** The municipality of each decides until when another one sees what became of a message. */
export function compareVersions({ id, versions }: Found, expected: readonly Version[], tell: Tell): void {
  const found = new Map(versions.map((version) => [version.sequence, version]));
  for (const { sequence, at, figures } of expected) {
    const version = found.get(sequence);
    found.delete(sequence);
    const isSame =
      version !== undefined &&
      Date.parse(version.at) === Date.parse(at) &&
      canonical(version.figures) === canonical(figures);
    if (!isSame) tell(id, sequence, 'in the table case_versions what counts after this is not what its events make it');
  }
  for (const sequence of found.keys()) {
    tell(id, sequence, 'the table case_versions has what counts after this, which changes nothing of it');
  }
}

export async function compareReasons({ sealer, listing }: Database, found: Found, expected: ExpectedRows, tell: Tell) {
  const { id } = found;
  const { keyId, sealed } = (found.queue ?? {}) as Columns;
  const stored = typeof keyId === 'string' && typeof sealed === 'string' ? { keyId, sealed } : {};
  try {
    if (canonical(await reasonsOf(sealer, listing.queue, id, stored)) === canonical(expected.reasons)) return;
  } catch (error) {
    if (!(error instanceof Undecipherable || error instanceof KeyDestroyed)) throw error;
  }
  tell(id, null, 'in the table trajectories why it goes first is not what its events make it: queue');
}

export async function comparePerson({ sealer }: Database, found: Found, expected: ExpectedRows, tell: Tell) {
  const { id, person } = found;
  try {
    const facts = Object.keys(person).filter((fact) => person[fact] !== null);
    if (canonical(await openedPerson(sealer, id, person, facts)) === canonical(expected.person)) return;
  } catch (error) {
    if (!(error instanceof Undecipherable || error instanceof KeyDestroyed)) throw error;
  }
  tell(id, null, 'in the table trajectories whom it is about is not what its events make it: person');
}

export function compareSteps({ id, row, steps }: Found, expected: ExpectedRows, tell: Tell): void {
  // Those of an earlier version were left by recordings that overlapped, and are shown to nobody.
  const shown = new Map(steps.filter(({ version }) => version === row['version']).map((step) => [step['step'], step]));
  for (const step of expected.steps) {
    const found = shown.get(step['step']);
    shown.delete(step['step']);
    const others = found ? differing(inMicroseconds(step), found) : [];
    if (!found)
      tell(id, null, `by its events ${step['step'] as string} is open, and it is not in the table open_steps`);
    else if (others.length > 0) {
      tell(
        id,
        null,
        `in the table open_steps ${step['step'] as string} is not what events make it: ${others.join(', ')}`,
      );
    }
  }
  for (const step of shown.keys())
    tell(id, null, `the table open_steps has ${step as string}, which by its events is not open`);
  const early = steps.find(({ version }) => version > Number(row['version']));
  if (early)
    tell(id, null, `the table open_steps has ${early['step'] as string} of a version that there is not: version`);
}

export function compareViews({ id, views }: Found, expected: ExpectedRows, tell: Tell): void {
  const left = new Map(views.map((view) => [view['agency'], view]));
  for (const view of expected.views) {
    const agency = view['agency'] as string;
    const found = left.get(agency);
    left.delete(agency);
    if (!found) tell(id, null, `by its events ${agency} takes part, and it is not in the table agency_views`);
    else {
      const others = differing(inMicroseconds(view), { ...found, parties: found.parties.toSorted() });
      if (others.length === 0) continue;
      tell(id, null, `in the table agency_views what ${agency} knows is not what events make it: ${others.join(', ')}`);
    }
  }
  for (const agency of left.keys()) {
    tell(id, null, `the table agency_views has ${agency as string}, which by its events takes no part`);
  }
}

export async function compareMessages(database: Database, { id, messages }: Found, expected: ExpectedRows, tell: Tell) {
  // Of one event, all messages say the same, and it is opened once.
  const read = new Set<string>();
  for (const { id: message, municipality, sequence, agency, channel, at, keyId, sealed } of messages) {
    const by = expected.told.get(sequence);
    const what = `${sequence}/${keyId}/${sealed}`;
    if (!read.has(what) && (await isReadable(database, places.message(id, sequence), keyId, sealed))) read.add(what);
    const others = [
      ...(sequence === noticeSequence
        ? differingInNotice({ message, id, municipality, agency, channel }, expected)
        : [
            ...(by && isNamedSo(message, id, [sequence, by.numbers[agency]], `-${agency}-${channel}`) ? [] : ['id']),
            ...(by?.agencies.includes(agency) ? [] : ['agency']),
            ...(by?.municipalities.includes(municipality) ? [] : ['municipality']),
            ...(by && at === microseconds(by.at) ? [] : ['created_at']),
          ]),
      ...(read.has(what) ? [] : ['sealed']),
    ];
    if (others.length === 0) continue;
    tell(
      id,
      sequence,
      `in the table notifications a message of this is not what the event makes it: ${others.join(', ')}`,
    );
  }
}

/** No event of this trajectory caused it, but one of another: so what is known here is to whom it may go, and not its moment. */
function differingInNotice(
  {
    message,
    id,
    municipality,
    agency,
    channel,
  }: Record<'message' | 'id' | 'municipality' | 'agency' | 'channel', string>,
  { municipalities }: ExpectedRows,
): string[] {
  const token = message.slice(`${id}-0-`.length, -`-municipality-${channel}`.length);
  const isNamed = message === `${id}-0-${token}-municipality-${channel}` && /^[0-9a-f]{20}$/.test(token);
  return [
    ...(isNamed ? [] : ['id']),
    ...(agency === 'municipality' ? [] : ['agency']),
    ...(municipalities.includes(municipality) ? [] : ['municipality']),
  ];
}

/** The id of a message has the number of its event: by its sequence, or as the agency counts. */
function isNamedSo(message: string, trajectory: string, numbers: (number | undefined)[], end: string): boolean {
  const middle = message.slice(trajectory.length + 1, -end.length);
  return message === `${trajectory}-${middle}${end}` && numbers.includes(Number.parseInt(middle, 10));
}

async function isReadable({ sealer }: Database, place: string, keyId: string | null, sealed: string | null) {
  if (keyId === null || sealed === null) return false;
  try {
    await sealer.unseal(place, { keyId, sealed });
    return true;
  } catch (error) {
    if (error instanceof Undecipherable || error instanceof KeyDestroyed) return false;
    throw error;
  }
}

export function compareHolds({ id, held, holds, erasing, stage }: Found, tell: Tell): void {
  const isInOrder = holds.every(({ position, kind }, i) => position === i + 1 && (kind === 'placed') === (i % 2 === 0));
  if (!isInOrder) tell(id, null, 'in the table holds what was placed and released is not in its order: position, kind');
  if (held !== (holds.at(-1)?.kind === 'placed')) {
    tell(id, null, 'in the table trajectories it is held or not by something else than its holds: held');
  }
  if (erasing ? stage === null : stage === 'going') {
    tell(id, null, 'in the table trajectories it is being erased or not by something else than an erasure: erasing');
  }
}

/** PostgreSQL keeps moments in microseconds; what events say has milliseconds. */
const microseconds = (at: string): string => `${new Date(at).toISOString().slice(0, -1)}000`;

function inMicroseconds(columns: Columns): Columns {
  const moment = (name: string, value: Json): Json =>
    name.endsWith('_at') && typeof value === 'string' ? microseconds(value) : value;
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, moment(name, value)]));
}
