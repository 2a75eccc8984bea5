import type { z } from 'zod';
import type { Notification } from '../register/notifications.js';
import type { EventRow } from '../register/timeline.js';
import type { Task, TrajectoryRow } from '../register/trajectories.js';
import type { Actor, Json, TrajectorySummary } from '../trajectory/state.js';
import { audienceOf, type Action, type Step } from '../trajectory/step.js';
import type * as schemas from './schemas.js';

/** What callers are shown, from what the engine and the register hold. */

export function trajectoryView(
  summary: TrajectorySummary,
  source: 'workflow' | 'register',
): z.output<typeof schemas.trajectory> {
  return { ...summary, overdue: summary.openSteps.some(({ overdue }) => overdue), source };
}

export function listedTrajectory(row: TrajectoryRow): z.output<typeof schemas.listedTrajectory> {
  return {
    ...row,
    openedAt: row.openedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

export function recordedTrajectory(row: TrajectoryRow): z.output<typeof schemas.trajectory> {
  return { ...listedTrajectory(row), source: 'register' };
}

export function timelineItem(
  event: EventRow,
  actor: Actor,
  definitions: readonly (Step | Action)[],
): z.output<typeof schemas.timelineItem> {
  const name = event.step ?? event.type;
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
    reason: event.reason,
    data: visibleTo(
      actor,
      event.data,
      definitions.find((definition) => definition.name === name),
    ),
    tells: event.tells,
  };
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
