import {
  count,
  countFrom,
  setFacts,
  tell,
  withdrawStep,
  type Consequence,
  type TrajectoryView,
  reasons,
  type Agency,
} from '../define.js';
import { blockerKinds } from '../codes.js';
import { escalationFact, nothingPrepared } from '../conference/conferenceFacts.js';
import { dossierOf, dossierSteps, type DossierAgency } from '../dossier/dossierFact.js';
import { procedureKinds } from '../procedures/procedureKinds.js';
import { stepOf } from '../procedures/procedureFact.js';
import { referredBy } from './referralFact.js';

export const refusal = reasons({
  'admission-refused': { nl: 'de toelating is geweigerd', en: 'admission was refused' },
});

/** The work that leads to admission or goes on after it: none of it is waited for when someone is refused. */
const endsWithARefusal: readonly string[] = [
  'intake',
  ...Object.keys(dossierSteps),
  'rest-period',
  'case-conference',
  'escalation',
  ...blockerKinds,
  ...procedureKinds.map(stepOf),
];

/**
 * What a refusal of admission ends, from the day on which it was decided: requests that are still open are withdrawn, which tells the agency that was asked. Who
 * referred the person, delivered a dossier or sat in the conference is told of the refusal itself.
 */
export function whatARefusalEnds(t: TrajectoryView, on: string): Consequence[] {
  const delivered = Object.keys(dossierOf(t)) as DossierAgency[];
  const conferred: Agency[] = t.isCompleted('case-conference') ? ['ngo', 'ind', 'dtv'] : [];
  const referred = t.fact(referredBy);
  const told = new Set<Agency>([...(referred === undefined ? [] : [referred]), ...delivered, ...conferred]);
  told.delete('municipality');
  return [
    ...(told.size > 0 ? [tell(...told)] : []),
    setFacts(escalationFact.set(null), nothingPrepared),
    count({ escalationLevel: null, escalatedSince: null }),
    countFrom(on, { escalated: null }),
    ...endsWithARefusal.map((step) => withdrawStep(step, refusal['admission-refused'])),
  ];
}
