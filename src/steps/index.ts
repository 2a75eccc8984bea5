import type { Action, Step } from '../trajectory/step.js';
import { changeDirection } from './actions/changeDirection.js';
import { planStep } from './actions/planStep.js';
import { withdraw } from './actions/withdraw.js';
import { admission } from './admission.js';
import { intake } from './intake.js';
import { legalReview } from './legalReview.js';
import { outcomeRegistration } from './outcomeRegistration.js';
import { referral } from './referral.js';
import { returnCounselling } from './returnCounselling.js';

/** The standard steps, in the order in which they are shown. A new step is one file and one line here. */
export const standardSteps: readonly Step[] = [intake, admission, legalReview, returnCounselling, outcomeRegistration];

export const standardActions: readonly Action[] = [changeDirection, planStep, withdraw];

export { referral };
