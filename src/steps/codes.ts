import type { Text } from '../trajectory/step.js';

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
  'detention-notice',
  'reasoned-decision',
  'own-statement',
  'court-order',
  'civil-registry',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

interface OutcomeCode extends Text {
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
    evidence: ['departure-confirmation'],
  },
  ONWARD_MIGRATED: {
    en: 'Migrated onward to a third country',
    nl: 'Doorgemigreerd naar derde land',
    evidence: ['third-country-permit', 'departure-confirmation'],
  },
  RESIDENCE_GRANTED: { en: 'Residence permit granted', nl: 'Verblijfsvergunning verleend', evidence: ['ind-decision'] },
  REPEAT_ASYLUM_LODGED: {
    en: 'Repeat asylum application lodged',
    nl: 'Herhaalde asielaanvraag ingediend',
    evidence: ['application-receipt'],
  },
  MEDICAL_DEFERRAL: {
    en: 'Deferral of departure on medical grounds (art. 64)',
    nl: 'Uitstel van vertrek om medische redenen (art. 64)',
    evidence: ['ind-decision'],
  },
  OTHER_APPLICATION_LODGED: {
    en: 'Other application lodged',
    nl: 'Andere aanvraag ingediend',
    evidence: ['application-receipt'],
  },
  STATE_RECEPTION_OTHER: {
    en: 'Back in state reception, without repeat application',
    nl: 'Terug in rijksopvang zonder herhaalde aanvraag',
    evidence: ['coa-placement'],
  },
  DUBLIN_TRANSFERRED: {
    en: 'Transferred to another EU state (Dublin)',
    nl: 'Overgedragen aan EU-lidstaat (Dublin)',
    evidence: ['transfer-record'],
  },
  DUBLIN_VOLUNTARY: {
    en: 'Left for another EU state voluntarily (Dublin)',
    nl: 'Vrijwillig naar EU-lidstaat (Dublin)',
    evidence: ['transfer-record', 'departure-confirmation'],
  },
  MOB: {
    en: 'Left for an unknown destination',
    nl: 'Met onbekende bestemming vertrokken',
    evidence: ['last-contact-report'],
    noSolution: true,
  },
  DETAINED: { en: 'Detained', nl: 'In bewaring of detentie', evidence: ['detention-notice'], noSolution: true },
  FORCED_REMOVAL: { en: 'Removed', nl: 'Gedwongen vertrek', evidence: ['departure-confirmation'] },
  ENDED_NON_COOPERATION: {
    en: 'Ended for lack of cooperation',
    nl: 'Beëindigd wegens niet meewerken',
    evidence: ['reasoned-decision'],
    noSolution: true,
  },
  ENDED_MAX_TERM: {
    en: 'Maximum term reached',
    nl: 'Maximale termijn bereikt',
    evidence: ['reasoned-decision'],
    noSolution: true,
  },
  ENDED_HOUSE_RULES: {
    en: 'Ended for breach of house rules',
    nl: 'Beëindigd wegens huisregels',
    evidence: ['reasoned-decision'],
    noSolution: true,
  },
  OWN_REQUEST: {
    en: 'Ended at own request',
    nl: 'Beëindigd op eigen verzoek',
    evidence: ['own-statement'],
    noSolution: true,
  },
  OTHER_SHELTER: {
    en: 'Shelter found elsewhere',
    nl: 'Opvang elders',
    evidence: ['own-statement', 'last-contact-report'],
    noSolution: true,
  },
  PROGRAMME_ENDED: {
    en: 'Provision closed',
    nl: 'Voorziening gesloten',
    evidence: ['reasoned-decision', 'court-order'],
    noSolution: true,
  },
  DECEASED: { en: 'Deceased', nl: 'Overleden', evidence: ['civil-registry'] },
  REFUSED_AT_ADMISSION: { en: 'Not admitted', nl: 'Niet toegelaten', evidence: ['reasoned-decision'] },
} satisfies Record<string, OutcomeCode>;
export type Outcome = keyof typeof outcomes;
export const outcomeCodes = Object.keys(outcomes) as [Outcome, ...Outcome[]];

/** How a trajectory can end that is no outcome for a person, and in no figure of outflow. */
export const endings = {
  DUPLICATE: { en: 'Goes on in another trajectory', nl: 'Gaat verder in een ander traject' },
} satisfies Record<string, Text>;

/** On which ground residence was granted (DOMAIN §3). */
export const residenceGrounds = ['asylum', 'no-fault', 'human-trafficking', 'regular', 'medical', 'other'] as const;

/** What keeps a case from going on; each is a step, open for as long as it does. */
export const blockerKinds = ['identity', 'medical'] as const;
export type BlockerKind = (typeof blockerKinds)[number];
