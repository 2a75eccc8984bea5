import type { Message } from './define.js';
import { defineDomain } from '../trajectory/definitions/domain.js';
import type { Action, Step } from '../trajectory/definitions/step.js';
import { lvvFigures } from './figures/index.js';
import { lvvListing } from './listing.js';
import { agencyTitles } from './agencies.js';
import { chase } from './casework/chase.js';
import { claim, release } from './casework/claim.js';
import { confirmCorrection, correct } from './casework/correct.js';
import { stopCauses } from './casework/stopCauses.js';
import { liftCourtHold, placeCourtHold } from './casework/courtHold.js';
import { changeDirection } from './conference/changeDirection.js';
import { escalate } from './conference/escalate.js';
import { lodgeObjection } from './objections/lodgeObjection.js';
import { completeIntake } from './admission/completeIntake.js';
import { extendStay } from './stay/extendStay.js';
import { flag, unflag } from './casework/flag.js';
import { givePosition } from './conference/givePosition.js';
import {
  acceptDuplicate,
  closeAsDuplicate,
  offerDuplicate,
  refuseDuplicate,
  revokeDuplicate,
} from './handover/duplicate.js';
import { linkMessages, linkTrajectory, unlinkTrajectory } from './handover/link.js';
import { extendTerm, reassign } from './casework/openStep.js';
import { planStep } from './casework/planStep.js';
import { describePerson } from './person/describePerson.js';
import { raiseBlocker } from './guidance/raiseBlocker.js';
import { addContact, registerReceived } from './casework/record.js';
import { revokeReturn } from './guidance/revokeReturn.js';
import { scheduleConference } from './conference/scheduleConference.js';
import { registerEnding } from './outcome/registerEnding.js';
import { reopen } from './outcome/reopen.js';
import { share } from './casework/share.js';
import { endShelter, startShelter } from './stay/shelter.js';
import { startProcedure } from './procedures/startProcedure.js';
import { resume, suspend } from './casework/suspend.js';
import { acceptTransfer, offerTransfer, refuseTransfer, revokeTransfer } from './handover/transfer.js';
import { addVNumber, confirmNumberRemoval, removeVNumber } from './identity/vNumber.js';
import { withdraw } from './outcome/withdraw.js';
import { admission } from './admission/admission.js';
import { admissionCheck } from './admission/admissionCheck.js';
import { identity, medical } from './guidance/blockers.js';
import { caseConference } from './conference/caseConference.js';
import { endOfStay } from './stay/endOfStay.js';
import { escalation } from './conference/escalation.js';
import { followUp } from './outcome/followUp.js';
import { dossierDtv, dossierInd } from './dossier/dossier.js';
import { intake } from './admission/intake.js';
import { legalReview } from './guidance/legalReview.js';
import { objectionDecision } from './objections/objectionDecision.js';
import { objectionTerm } from './objections/objectionTerm.js';
import { outcomeCheck } from './outcome/outcomeCheck.js';
import { outcomeRegistration } from './outcome/outcomeRegistration.js';
import { procedureSteps } from './procedures/procedures.js';
import { periodicReview } from './guidance/periodicReview.js';
import { referral } from './admission/referral.js';
import { restPeriod } from './dossier/restPeriod.js';
import { returnCounselling } from './guidance/returnCounselling.js';
import { duplicateCheck } from './handover/duplicateCheck.js';
import { duplicateMessages } from './handover/duplicateMessages.js';
import { vNumberCheck } from './identity/vNumberCheck.js';
import { vNumber } from './identity/personNumber.js';
import { directions, endings, outcomes } from './codes.js';
import { knownDays } from './days.js';
import { roles } from './roles.js';
import { lvvRules, rulesOfProgrammes } from './rules.js';
import { namedActions, namedSteps } from './names.js';

/** The standard steps, in the order in which they are shown. A new step is one file and one line here. */
export const standardSteps: readonly Step[] = [
  intake,
  dossierInd,
  dossierDtv,
  restPeriod,
  caseConference,
  admission,
  admissionCheck,
  identity,
  medical,
  legalReview,
  returnCounselling,
  ...procedureSteps,
  objectionTerm,
  objectionDecision,
  periodicReview,
  endOfStay,
  escalation,
  outcomeRegistration,
  outcomeCheck,
  followUp,
  vNumberCheck,
  duplicateCheck,
];

export const standardActions: readonly Action[] = [
  claim,
  release,
  completeIntake,
  changeDirection,
  scheduleConference,
  givePosition,
  escalate,
  extendStay,
  startShelter,
  endShelter,
  raiseBlocker,
  startProcedure,
  lodgeObjection,
  revokeReturn,
  chase,
  planStep,
  extendTerm,
  reassign,
  share,
  suspend,
  resume,
  placeCourtHold,
  liftCourtHold,
  offerTransfer,
  revokeTransfer,
  acceptTransfer,
  refuseTransfer,
  flag,
  unflag,
  describePerson,
  registerReceived,
  addContact,
  correct,
  confirmCorrection,
  addVNumber,
  removeVNumber,
  confirmNumberRemoval,
  linkTrajectory,
  unlinkTrajectory,
  closeAsDuplicate,
  registerEnding,
  offerDuplicate,
  revokeDuplicate,
  acceptDuplicate,
  refuseDuplicate,
  withdraw,
  reopen,
];

/** What trajectories tell each other. */
export const standardMessages: readonly Message[] = [...duplicateMessages, ...linkMessages];

export { referral };

/** The LVV, as the engine gets it. */
export const lvv = defineDomain({
  name: 'lvv',
  title: {
    en: 'the Landelijke Vreemdelingenvoorzieningen (LVV)',
    nl: 'de Landelijke Vreemdelingenvoorzieningen (LVV)',
  },
  persons: {
    en: 'People without a right of residence who are referred to, or take part in, the provision of a municipality.',
    nl: 'Mensen zonder verblijfsrecht die bij de voorziening van een gemeente zijn aangemeld of eraan deelnemen.',
  },
  abroad: {
    en: 'No data go to a country outside the EU from here. What DT&V sends to a country of origin is its own processing.',
    nl: 'Hieruit gaan geen gegevens naar een land buiten de EU. Wat DT&V naar een land van herkomst stuurt, is een eigen verwerking van DT&V.',
  },
  agencies: agencyTitles,
  roles,
  referral,
  steps: standardSteps,
  actions: standardActions,
  namedSteps,
  namedActions,
  messages: standardMessages,
  directions,
  outcomes: {
    ...outcomes,
    MOB: {
      ...outcomes.MOB,
      neverSolution: 'who left for an unknown destination never counts as a solution',
    },
  },
  endings,
  days: knownDays,
  stopCauses,
  personNumber: vNumber,
  agenda: {
    title: { en: 'the case conference (LSO)', nl: 'het casusoverleg (LSO)' },
    perMeeting: (rules) => lvvRules.of(rules).conference.perMeeting,
  },
  rules: rulesOfProgrammes,
  listing: lvvListing,
  figures: lvvFigures,
});
