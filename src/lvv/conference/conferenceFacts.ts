import type { Direction } from '../codes.js';
import type { Agency } from '../define.js';
import { fact } from '../../trajectory/replayed/fact.js';

/** What the case conference (LSO) and the levels above it keep. */

/** The last conference that was held. */
export const conferenceFact = fact<{ heldOn: string; isCase: string; agreement: string; minutes: string }>(
  'conference',
);
/** The calendar day of the first one. */
export const firstConferenceFact = fact<string>('firstConferenceOn');
/** When the case is discussed next, and until when positions are asked. Calendar days. */
export const agendaFact = fact<{ meetingOn: string; positionsBy: string }>('agenda');
/** What each agency thinks of the case, ahead of the discussion. */
export const positionsFact = fact<Partial<Record<Agency, { position: string; on: string }>>>('positions');
/** The direction agreed on before admission: admission goes by it. */
export const agreedDirectionFact = fact<Direction>('agreedDirection');
/** Why no direction can be named yet. */
export const investigatingFact = fact<string>('investigating');

/** A disagreement on its way up, and at which level it is. */
export interface Escalation {
  level: string;
  question: string;
  since: string;
}
export const escalationFact = fact<Escalation>('escalation');

/** After an agreement or a refusal no meeting is prepared any more. */
export const nothingPrepared = { ...positionsFact.set(null), ...agendaFact.set(null) };
