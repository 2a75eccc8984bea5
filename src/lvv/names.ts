/**
 * The steps that other definitions refer to: to open, withdraw or ask after one, its name has to be here, or it does not
 * compile. A step that no other names need not be here. Each of these is a step of the LVV, or the process does not start.
 */
export const namedSteps = [
  'intake',
  'dossier-ind',
  'dossier-dtv',
  'rest-period',
  'case-conference',
  'admission',
  'admission-check',
  'identity',
  'medical',
  'legal-review',
  'return-counselling',
  'procedure-repeat-asylum',
  'procedure-medical-deferral',
  'procedure-no-fault',
  'procedure-human-trafficking',
  'procedure-regular-application',
  'procedure-statelessness',
  'procedure-laissez-passer',
  'procedure-assisted-return',
  'objection-term',
  'objection-decision',
  'periodic-review',
  'end-of-stay',
  'escalation',
  'outcome-registration',
  'outcome-check',
  'follow-up',
  'v-number-check',
  'duplicate-check',
] as const;
export type StepName = (typeof namedSteps)[number];

/** The same of actions: what was filled in there is shown where someone decides on it. */
export const namedActions = [
  'add-v-number',
  'remove-v-number',
  'confirm-number-removal',
  'close-as-duplicate',
  'lodge-objection',
  'register-ending',
  'withdraw',
] as const;
/** A step or an action. */
export type DefinitionName = StepName | (typeof namedActions)[number];
