import type { Text } from '../trajectory/language.js';

/** Directions agreed for a trajectory (begeleidingsscenario, DOMAIN §3): an intention, never a result. */
export const directions = {
  RETURN: { en: 'Return to the country of origin', nl: 'Terugkeer naar land van herkomst' },
  ONWARD_MIGRATION: { en: 'Onward migration to a third country', nl: 'Doormigratie naar derde land' },
  LEGALISATION: { en: 'Legalisation of residence', nl: 'Legalisering van verblijf' },
  UNDER_INVESTIGATION: { en: 'Still under investigation', nl: 'Nog in onderzoek' },
} satisfies Record<string, Text>;
export type Direction = keyof typeof directions;
export const directionCodes = Object.keys(directions) as [Direction, ...Direction[]];

/** Why no direction can be named yet (DOMAIN §3; the last two are our own inference). */
export const investigationReasons = [
  'IDENTITY',
  'MEDICAL_PSYCHOLOGICAL',
  'DOSSIER_INCOMPLETE',
  'NO_AGREEMENT',
] as const;

/** What proves an outcome. The evidence itself stays where it is; only its kind and reference are kept. */
export const evidenceKinds = [
  'departure-confirmation',
  'third-country-permit',
  'ind-decision',
  'application-receipt',
  'coa-placement',
  'transfer-record',
  'last-contact-report',
  'representative-statement',
  'detention-notice',
  'reasoned-decision',
  'own-statement',
  'court-order',
  'civil-registry',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Where a case stands when it ends. Whoever leaves before the decision, or after a refusal, was never a participant. */
export const caseStages = ['before-admission', 'participant', 'after-refusal'] as const;
export type CaseStage = (typeof caseStages)[number];

const notRefused: readonly CaseStage[] = ['before-admission', 'participant'];

interface OutcomeCode extends Text {
  /** Of whom it can be the outcome. */
  of: readonly CaseStage[];
  /** The municipality puts the person out by it: while a court has ordered that shelter goes on, it waits. */
  putsOut?: true;
  /** The evidence that this outcome needs: one of these (DOMAIN §3, our inference). */
  evidence: readonly EvidenceKind[];
  /** It says that there was no solution: a second person looks before it holds, unless the class map says otherwise. */
  noSolution?: true;
}

/**
 * Outcomes (DOMAIN §3). Which class each belongs to is not here: sources disagree, so the class map is dated
 * configuration of the statistics.
 */
export const outcomes = {
  RETURNED_INDEPENDENT: {
    en: 'Returned independently',
    nl: 'Zelfstandig teruggekeerd',
    of: notRefused,
    evidence: ['departure-confirmation'],
  },
  ONWARD_MIGRATED: {
    en: 'Migrated onward to a third country',
    nl: 'Doorgemigreerd naar derde land',
    of: notRefused,
    evidence: ['third-country-permit', 'departure-confirmation'],
  },
  RESIDENCE_GRANTED: {
    en: 'Residence permit granted',
    nl: 'Verblijfsvergunning verleend',
    of: notRefused,
    evidence: ['ind-decision'],
  },
  REPEAT_ASYLUM_LODGED: {
    en: 'Repeat asylum application lodged',
    nl: 'Herhaalde asielaanvraag ingediend',
    of: notRefused,
    evidence: ['application-receipt'],
  },
  MEDICAL_DEFERRAL: {
    en: 'Deferral of departure on medical grounds (art. 64)',
    nl: 'Uitstel van vertrek om medische redenen (art. 64)',
    of: notRefused,
    evidence: ['ind-decision'],
  },
  OTHER_APPLICATION_LODGED: {
    en: 'Other application lodged',
    nl: 'Andere aanvraag ingediend',
    of: notRefused,
    evidence: ['application-receipt'],
  },
  STATE_RECEPTION_OTHER: {
    en: 'Back in state reception, without repeat application',
    nl: 'Terug in rijksopvang zonder herhaalde aanvraag',
    of: notRefused,
    evidence: ['coa-placement'],
  },
  DUBLIN_TRANSFERRED: {
    en: 'Transferred to another EU state (Dublin)',
    nl: 'Overgedragen aan EU-lidstaat (Dublin)',
    of: notRefused,
    evidence: ['transfer-record'],
  },
  DUBLIN_VOLUNTARY: {
    en: 'Left for another EU state voluntarily (Dublin)',
    nl: 'Vrijwillig naar EU-lidstaat (Dublin)',
    of: notRefused,
    evidence: ['transfer-record', 'departure-confirmation'],
  },
  MOB: {
    en: 'Left for an unknown destination',
    nl: 'Met onbekende bestemming vertrokken',
    of: notRefused,
    evidence: ['last-contact-report'],
    noSolution: true,
  },
  DETAINED: {
    en: 'Detained',
    nl: 'In bewaring of detentie',
    of: notRefused,
    evidence: ['detention-notice'],
    noSolution: true,
  },
  FORCED_REMOVAL: { en: 'Removed', nl: 'Gedwongen vertrek', of: notRefused, evidence: ['departure-confirmation'] },
  ENDED_NON_COOPERATION: {
    en: 'Ended for lack of cooperation',
    nl: 'Beëindigd wegens niet meewerken',
    of: ['participant'],
    putsOut: true,
    evidence: ['reasoned-decision'],
    noSolution: true,
  },
  ENDED_MAX_TERM: {
    en: 'Maximum term reached',
    nl: 'Maximale termijn bereikt',
    of: ['participant'],
    putsOut: true,
    evidence: ['reasoned-decision'],
    noSolution: true,
  },
  ENDED_HOUSE_RULES: {
    en: 'Ended for breach of house rules',
    nl: 'Beëindigd wegens huisregels',
    of: ['participant'],
    putsOut: true,
    evidence: ['reasoned-decision'],
    noSolution: true,
  },
  OWN_REQUEST: {
    en: 'Ended at own request',
    nl: 'Beëindigd op eigen verzoek',
    of: notRefused,
    evidence: ['own-statement'],
    noSolution: true,
  },
  OTHER_SHELTER: {
    en: 'Shelter found elsewhere',
    nl: 'Opvang elders',
    of: notRefused,
    evidence: ['own-statement', 'last-contact-report'],
    noSolution: true,
  },
  PROGRAMME_ENDED: {
    en: 'Provision closed',
    nl: 'Voorziening gesloten',
    of: notRefused,
    putsOut: true,
    evidence: ['reasoned-decision', 'court-order'],
    noSolution: true,
  },
  DECEASED: { en: 'Deceased', nl: 'Overleden', of: caseStages, evidence: ['civil-registry'] },
  REFUSED_AT_ADMISSION: {
    en: 'Not admitted',
    nl: 'Niet toegelaten',
    of: ['after-refusal'],
    putsOut: true,
    evidence: ['reasoned-decision'],
  },
} satisfies Record<string, OutcomeCode>;
export type Outcome = keyof typeof outcomes;
export const outcomeCodes = Object.keys(outcomes) as [Outcome, ...Outcome[]];

/** The outcomes that someone at this stage can have. */
export function outcomesOf(stage: CaseStage): [Outcome, ...Outcome[]] {
  return outcomeCodes.filter((code) => (outcomes[code].of as readonly CaseStage[]).includes(stage)) as [
    Outcome,
    ...Outcome[],
  ];
}

/** Whether the municipality puts the person out by it. What is no outcome for a person, such as a duplicate, is none. */
export const putsOut = (outcome: string): boolean =>
  Object.hasOwn(outcomes, outcome) && 'putsOut' in outcomes[outcome as Outcome];

/** How a trajectory can end that is no outcome for a person, and in no figure of outflow. */
export const endings = {
  DUPLICATE: { en: 'Goes on in another trajectory', nl: 'Gaat verder in een ander traject' },
} satisfies Record<string, Text>;
export type Ending = keyof typeof endings;

/** On which ground residence was granted (DOMAIN §3). */
export const residenceGrounds = ['asylum', 'no-fault', 'human-trafficking', 'regular', 'medical', 'other'] as const;

/** What keeps a case from going on; each is a step, open for as long as it does. */
export const blockerKinds = ['identity', 'medical'] as const;
export type BlockerKind = (typeof blockerKinds)[number];
