import type { Agency } from '../define.js';
import { fact } from '../../trajectory/replayed/fact.js';

/** The agency that brought the person: it is told what was decided. */
export const referredBy = fact<Agency>('referredBy');
/** How the referral came in. */
export const referralChannelFact = fact<string>('referralChannel');
/** The calendar day on which it came in. */
export const receivedOnFact = fact<string>('receivedOn');
