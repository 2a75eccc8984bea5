import type { Agency } from '../trajectory/replayed/state.js';

/** What a message is called: derived from the event that it tells of, so that a repeat has the same id. */
export interface MessageOf {
  trajectoryId: string;
  sequence: number;
  /** The event by the count of the agency that is told; for the municipality that is the sequence. */
  number: number;
  /** UTC instant of the event. */
  at: string;
  agency: Agency;
  channel: string;
}

/**
 * `<trajectory>-<sequence>-municipality-<channel>`; of another agency `<trajectory>-<number>-<moment>-<agency>-<channel>`.
 * By its own numbers it can't tell how much happened of which it was not told. They begin anew when the trajectory comes
 * back from another municipality, and the moment keeps such messages apart.
 */
export function messageId({ trajectoryId, sequence, number, at, agency, channel }: MessageOf): string {
  if (agency === 'municipality') return `${trajectoryId}-${sequence}-${agency}-${channel}`;
  return `${trajectoryId}-${number}-${Date.parse(at).toString(36)}-${agency}-${channel}`;
}

/**
 * Of a message to a municipality that no event of its own trajectory causes: its number is 0.
 * @param token tells what caused it from all else that can, and leads to no other trajectory
 */
export function noticeId(trajectoryId: string, token: string, channel: string): string {
  return `${trajectoryId}-0-${token.slice(0, 20)}-municipality-${channel}`;
}

/** The number of the event that a message tells of, as the agency that is told counts. */
export function numberIn({ id, trajectoryId }: { id: string; trajectoryId: string }): number {
  return Number.parseInt(id.slice(trajectoryId.length + 1), 10);
}
