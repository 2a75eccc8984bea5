import type { AgencyCode } from '../../language/names.ts';
import type { Message } from './queries.ts';

/** By the event that offers a trajectory to a municipality, the actions by which that municipality answers. */
export const answersTo: Readonly<Record<string, readonly string[]>> = {
  'transfer-offered': ['accept-transfer', 'refuse-transfer'],
  'duplicate-offered': ['accept-duplicate', 'refuse-duplicate'],
};

/** Whether an action answers an offer: it is performed by a municipality that cannot see the trajectory. */
export const isAnswer = (action: string): boolean => Object.values(answersTo).flat().includes(action);

type Elsewhere =
  | { is: 'left' }
  | { is: 'offered'; event: string; at: string }
  | { is: 'accepted' | 'refused' | 'revoked'; at: string };

/**
 * Why one cannot see a trajectory about which one's agency has messages, the newest first; null when they do not say.
 * Of a transfer only the municipality that lets go is told. Its other agencies had a part in it as well, and nothing
 * but a transfer ends that: what is erased leaves no messages.
 */
export function elsewhere(
  messages: readonly Pick<Message, 'agency' | 'event' | 'offer' | 'createdAt'>[],
  agency: AgencyCode,
): Elsewhere | null {
  if (agency !== 'municipality') return messages.length > 0 ? { is: 'left' } : null;
  const last = messages.find(
    (one) => one.agency === agency && (one.event === 'trajectory-transferred' || answersTo[one.event] !== undefined),
  );
  if (!last) return null;
  if (last.event === 'trajectory-transferred') return { is: 'left' };
  const { answer = null, answeredAt = null } = last.offer ?? {};
  return answer === null || answeredAt === null
    ? { is: 'offered', event: last.event, at: last.createdAt }
    : { is: answer, at: answeredAt };
}
