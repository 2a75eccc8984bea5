import type { Action, Step } from '../trajectory/step.js';
import { liftCourtHold, placeCourtHold } from './actions/courtHold.js';
import { changeDirection } from './actions/changeDirection.js';
import { flag, unflag } from './actions/flag.js';
import { addVNumber, closeAsDuplicate, linkTrajectory } from './actions/identity.js';
import { extendTerm, reassign } from './actions/openStep.js';
import { planStep } from './actions/planStep.js';
import { addContact, correct, registerReceived } from './actions/record.js';
import { reopen } from './actions/reopen.js';
import { share } from './actions/share.js';
import { resume, suspend } from './actions/suspend.js';
import { acceptTransfer, offerTransfer, refuseTransfer, revokeTransfer } from './actions/transfer.js';
import { withdraw } from './actions/withdraw.js';
import { admission } from './admission.js';
import { intake } from './intake.js';
import { legalReview } from './legalReview.js';
import { outcomeRegistration } from './outcomeRegistration.js';
import { referral } from './referral.js';
import { returnCounselling } from './returnCounselling.js';

/** The standard steps, in the order in which they are shown. A new step is one file and one line here. */
export const standardSteps: readonly Step[] = [intake, admission, legalReview, returnCounselling, outcomeRegistration];

export const standardActions: readonly Action[] = [
  changeDirection,
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
  addVNumber,
  linkTrajectory,
  closeAsDuplicate,
  withdraw,
  reopen,
];

export { referral };
