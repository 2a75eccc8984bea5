import type { z } from 'zod';
import { numberIn } from '../../agencies/messageId.js';
import type { FollowedNotification } from '../../register/messages/notifications.js';
import type { Task } from '../../register/trajectories/tasks.js';
import { shownClaim } from '../../trajectory/access/claims.js';
import type { Said } from '../../trajectory/replayed/refusal.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { personView, type Viewer } from '../trajectories/views.js';
import type { Offer } from './offers.js';
import type * as schemas from './workSchemas.js';

export function taskView(
  { claim, person, ...task }: Task,
  viewer: Viewer,
): Omit<z.output<typeof schemas.task>, 'ownReference'> {
  const { actor, naming } = viewer;
  const step = naming.now(task.step);
  return {
    ...task,
    step,
    person: personView(person, viewer),
    openedAt: task.openedAt.toISOString(),
    claim: claim && shownClaim(claim, actor),
  };
}

/**
 * @param offer what came of it, of a message that offers a trajectory
 * @param words what it says to its reader, and why it did not arrive
 */
export function notificationView(
  row: FollowedNotification,
  offer: Offer | null,
  viewer: Agency,
  { subject, why }: { subject: string; why(said: Said): Said & { detail: string } },
): z.output<typeof schemas.notification> {
  const {
    id,
    trajectoryId,
    agency,
    channel,
    eventType,
    status,
    attempts,
    lastError,
    createdAt,
    sentAt,
    asks,
    settledAt,
  } = row;
  return {
    id,
    trajectoryId,
    entry: viewer === 'municipality' ? row.sequence : numberIn(row),
    agency,
    channel,
    event: eventType,
    subject,
    status,
    attempts,
    lastError: lastError && why(lastError),
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    receivedAt: (channel === 'webhook' && status === 'sent' && sentAt?.toISOString()) || null,
    asks,
    settledAt: settledAt?.toISOString() ?? null,
    offer,
  };
}
