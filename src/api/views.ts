import type { z } from 'zod';
import type { Notification } from '../register/notifications.js';
import type { EventRow } from '../register/timeline.js';
import type { Task, TrajectoryRow } from '../register/trajectories.js';
import type { KnowsStep } from '../trajectory/compartments.js';
import type { Actor, Json, TrajectorySummary } from '../trajectory/state.js';
import { audienceOf, type Action, type Step } from '../trajectory/step.js';
import type * as schemas from './schemas.js';

/** What callers are shown, from what the engine and the register hold. */

export function trajectoryView(
  summary: TrajectorySummary,
  source: 'workflow' | 'register',
  knows: KnowsStep,
): z.output<typeof schemas.trajectory> {
  return { ...summary, ...whatIsOpen(summary.openSteps, knows), source };
}

/** The open steps that an agency may know of, and what hangs on them; the others are not there for it. */
function whatIsOpen(openSteps: readonly RecordedStep[], knows: KnowsStep) {
  const known = openSteps.filter(({ step, knownTo }) => knows(step, knownTo));
  const days = known.flatMap(({ fatalDate }) => (fatalDate === null ? [] : [fatalDate]));
  return {
    openSteps: known.map(({ knownTo, ...open }) => (knownTo ? { ...open, knownTo } : open)),
    overdue: known.some(({ overdue }) => overdue),
    nextDeadline: days.toSorted()[0] ?? null,
  };
}

type RecordedStep = TrajectoryRow['openSteps'][number] | TrajectorySummary['openSteps'][number];

export function listedTrajectory(row: TrajectoryRow, knows: KnowsStep): z.output<typeof schemas.listedTrajectory> {
  return {
    ...row,
    ...whatIsOpen(row.openSteps, knows),
    openedAt: row.openedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

export function recordedTrajectory(row: TrajectoryRow, knows: KnowsStep): z.output<typeof schemas.trajectory> {
  return { ...listedTrajectory(row, knows), source: 'register' };
}

export function timelineItem(
  event: EventRow,
  actor: Actor,
  definitions: readonly (Step | Action)[],
): z.output<typeof schemas.timelineItem> {
  const name = event.step ?? event.type;
  const definition = definitions.find((one) => one.name === name);
  return {
    sequence: event.sequence,
    type: event.type,
    at: event.at.toISOString(),
    actor: event.actor && {
      subject: event.actor.subject,
      agency: event.actor.agency,
      municipality: event.actor.municipality,
      onBehalfOf: event.actor.onBehalfOf ?? null,
    },
    step: event.step,
    reason: mayReadReason(actor, event.type, definition) ? event.reason : null,
    data: visibleTo(actor, event.data, definition),
    tells: event.tells,
  };
}

/** What a person gave as the reason of an action has the audience of that field; other reasons are codes. */
function mayReadReason(actor: Actor, type: string, definition: Step | Action | undefined): boolean {
  if (definition?.kind !== 'action' || definition.name !== type) return true;
  const audience = audienceOf(definition, 'reason');
  return audience.length === 0 || audience.includes(actor.agency);
}

/** Only the fields whose audience has the caller's agency; nothing of a definition that is gone. */
function visibleTo(actor: Actor, data: Json, definition: Step | Action | undefined): Record<string, Json> | null {
  if (data === null || typeof data !== 'object' || Array.isArray(data) || !definition) return null;
  const fields = Object.entries(data).filter(([name]) => audienceOf(definition, name).includes(actor.agency));
  return fields.length === 0 ? null : Object.fromEntries(fields);
}

export function taskView(task: Task): z.output<typeof schemas.task> {
  return { ...task, openedAt: task.openedAt.toISOString() };
}

export function notificationView(row: Notification): z.output<typeof schemas.notification> {
  const { id, trajectoryId, agency, channel, subject, status, attempts, lastError, createdAt, sentAt } = row;
  return {
    id,
    trajectoryId,
    agency,
    channel,
    subject,
    status,
    attempts,
    lastError,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
