import { fact } from '../trajectory/fact.js';
import type { Agency } from '../trajectory/state.js';

/** The agency that brought the person: it is told what was decided. */
export const referredBy = fact<Agency>('referredBy');
