import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { closeNow, defineStep, field, mark, openAgain, withdrawOutcome, reasons, typed } from '../define.js';
import { putsOut } from '../codes.js';
import { workGoesOn } from './conclusion.js';
import { guidance, pastDay, reason, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { mustNotBeObjectedTo } from '../objections/objections.js';
import { refuse } from './refusals.js';

const why = reasons({
  'follow-up-found': { nl: 'nazorg: {finding:code}', en: 'follow-up: {finding:code}' },
  'outcome-does-not-hold': { nl: 'de uitkomst houdt geen stand', en: 'the outcome does not hold' },
});

/**
 * Follow-up (nazorg) after an outcome, when one is planned: does it hold? The trajectory stays open for it, and an
 * outcome that does not hold is taken back, so that it is in no figure as if it did (DOMAIN §2, state model).
 */
export const followUp = defineStep({
  name: 'follow-up',
  title: { en: 'Follow-up', nl: 'Nazorg' },
  description: {
    en: 'Checks whether the outcome holds. If it does, or if that cannot be known, the trajectory closes. If not, the work goes on.',
    nl: 'Gaat na of de uitkomst standhoudt. Houdt de uitkomst stand, of is dat niet te achterhalen? Dan sluit het traject. Anders gaat het werk door.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'ngo:counsellor', 'ngo:legal'],
  opensWhen: () => false,
  repeatable: false,
  terms: assumed({
    target: workingDays(20),
    fatal: workingDays(40),
    remind: [workingDays(15)],
    escalate: workingDays(50),
  }),
  tells: { opened: [], completed: ['municipality'] },
  input: z.strictObject({
    heldOn: field(pastDay({ notBefore: ['receivedOn', 'outcomeOn'] }), {
      title: { en: 'Checked on', nl: 'Nagegaan op' },
      purpose: { en: 'To know when it was checked.', nl: 'Om te weten wanneer er is gekeken.' },
      audience: guidance,
    }),
    finding: field(oneOf(['holds', 'does-not-hold', 'unknown']), {
      title: { en: 'Finding', nl: 'Bevinding' },
      purpose: { en: 'To know whether the outcome has lasted.', nl: 'Om te weten of de uitkomst is gebleven.' },
      audience: guidance,
    }),
    source: reference(
      { en: 'Reference of the source', nl: 'Kenmerk van de bron' },
      { en: 'To find the source of the finding.', nl: 'Om de bron van de bevinding te vinden.' },
      guidance,
    ).optional(),
    reason,
  }),
  example: { heldOn: '2026-11-27', finding: 'holds', source: 'IOM-2027-0007', reason: 'Spoke by phone; has work.' },
  decide: (t, input) => {
    if (t.state.outcome === null) throw refuse('conflict', 'no-outcome-to-follow');
    const counted = mark('follow-up', input.heldOn, input.finding);
    if (input.finding !== 'does-not-hold') {
      mustNotBeObjectedTo(t, t.state.outcome);
      return [counted, closeNow(why['follow-up-found']({ finding: input.finding }), !putsOut(t.state.outcome))];
    }
    const undone = why['outcome-does-not-hold'];
    return [
      counted,
      withdrawOutcome(typed(input.reason)),
      ...workGoesOn(t, undone),
      openAgain('outcome-registration', undone),
    ];
  },
});
