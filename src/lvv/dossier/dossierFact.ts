import { fact } from '../../trajectory/replayed/fact.js';
import type { TrajectoryView } from '../define.js';

/** The steps in which the dossier is delivered, and the agency that delivers each part. */
export const dossierSteps = { 'dossier-ind': 'ind', 'dossier-dtv': 'dtv' } as const;
export type DossierStep = keyof typeof dossierSteps;
export type DossierAgency = (typeof dossierSteps)[DossierStep];

/** What is known of a part of the dossier: when it came, and whether that agency knew the person at all. */
export interface DossierPart {
  deliveredOn: string;
  known: boolean;
}

export const dossierFact = fact<Partial<Record<DossierAgency, DossierPart>>>('dossier');
/** The calendar day until which the person rests once the dossier is complete. */
export const restUntilFact = fact<string>('restUntil');

export const dossierOf = (t: TrajectoryView) => t.fact(dossierFact) ?? {};

/** Every part that can be delivered here has been; so too where a programme asks for none. */
export function dossierIsComplete(t: TrajectoryView): boolean {
  return Object.keys(dossierSteps).every((step) => t.isCompleted(step) || !t.canOpen(step));
}
