import type { Message } from '../trajectory/message.js';
import type { Action, Step } from '../trajectory/step.js';
import { chase } from './actions/chase.js';
import { claim, release } from './actions/claim.js';
import { confirmCorrection, correct } from './actions/correct.js';
import { liftCourtHold, placeCourtHold } from './actions/courtHold.js';
import { changeDirection } from './actions/changeDirection.js';
import { escalate } from './actions/escalate.js';
import { lodgeObjection } from './actions/lodgeObjection.js';
import { completeIntake } from './actions/completeIntake.js';
import { extendStay } from './actions/extendStay.js';
import { flag, unflag } from './actions/flag.js';
import { givePosition } from './actions/givePosition.js';
import {
  acceptDuplicate,
  closeAsDuplicate,
  offerDuplicate,
  refuseDuplicate,
  revokeDuplicate,
} from './actions/duplicate.js';
import { linkMessages, linkTrajectory, unlinkTrajectory } from './actions/link.js';
import { extendTerm, reassign } from './actions/openStep.js';
import { planStep } from './actions/planStep.js';
import { raiseBlocker } from './actions/raiseBlocker.js';
import { addContact, registerReceived } from './actions/record.js';
import { revokeReturn } from './actions/revokeReturn.js';
import { scheduleConference } from './actions/scheduleConference.js';
import { registerEnding } from './actions/registerEnding.js';
import { reopen } from './actions/reopen.js';
import { share } from './actions/share.js';
import { endShelter, startShelter } from './actions/shelter.js';
import { startProcedure } from './actions/startProcedure.js';
import { resume, suspend } from './actions/suspend.js';
import { acceptTransfer, offerTransfer, refuseTransfer, revokeTransfer } from './actions/transfer.js';
import { addVNumber, confirmNumberRemoval, removeVNumber } from './actions/vNumber.js';
import { withdraw } from './actions/withdraw.js';
import { admission } from './admission.js';
import { admissionCheck } from './admissionCheck.js';
import { identity, medical } from './blockers.js';
import { caseConference } from './caseConference.js';
import { endOfStay } from './endOfStay.js';
import { escalation } from './escalation.js';
import { followUp } from './followUp.js';
import { dossierDtv, dossierInd } from './dossier.js';
import { intake } from './intake.js';
import { legalReview } from './legalReview.js';
import { objectionDecision } from './objectionDecision.js';
import { objectionTerm } from './objectionTerm.js';
import { outcomeCheck } from './outcomeCheck.js';
import { outcomeRegistration } from './outcomeRegistration.js';
import { procedureSteps } from './procedures.js';
import { periodicReview } from './periodicReview.js';
import { referral } from './referral.js';
import { restPeriod } from './restPeriod.js';
import { returnCounselling } from './returnCounselling.js';
import { duplicateCheck } from './duplicateCheck.js';
import { duplicateMessages } from './duplicateMessages.js';
import { vNumberCheck } from './vNumberCheck.js';

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
