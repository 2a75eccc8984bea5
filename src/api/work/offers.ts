import type { Database } from '../../register/database/database.js';
import { toldAfter, type FollowedNotification } from '../../register/messages/notifications.js';

/** What came of an offer to take a trajectory over, or to go on in one's own; both null: it has not been answered. */
export interface Offer {
  answer: 'accepted' | 'refused' | 'revoked' | null;
  answeredAt: string | null;
}

/** The events by which something is offered. */
const offering = new Set(['transfer-offered', 'duplicate-offered']);

/** By the event of which a municipality is told then. */
const answers: Readonly<Record<string, Offer['answer']>> = {
  'trajectory-transferred': 'accepted',
  'refuse-transfer': 'refused',
  'transfer-revoked': 'revoked',
  'accept-duplicate': 'accepted',
  'refuse-duplicate': 'refused',
  'duplicate-revoked': 'revoked',
};

/**
 * What came of each offer among these messages, by the id of the message. Events are sealed and would all have to be opened;
 * of each answer a municipality is told, and those messages are few.
 * @throws Undecipherable, KeysUnavailable, RegisterUnavailable
 */
export async function offersAmong(
  register: Database,
  messages: readonly FollowedNotification[],
): Promise<ReadonlyMap<string, Offer>> {
  const offers = messages.filter(({ eventType }) => offering.has(eventType));
  if (offers.length === 0) return new Map();
  const later = await toldAfter(register, offers);
  return new Map(
    offers.map(({ id, trajectoryId, sequence }) => {
      const found = later.find(
        (one) => one.trajectoryId === trajectoryId && one.sequence > sequence && answers[one.eventType] !== undefined,
      );
      const answer = (found && answers[found.eventType]) ?? null;
      return [id, { answer, answeredAt: found?.createdAt.toISOString() ?? null }];
    }),
  );
}
