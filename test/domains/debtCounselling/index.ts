import { defineDomain } from '../../../src/trajectory/definitions/domain.js';
import { forceSettlement } from './forceSettlement.js';
import { endMoratorium, orderMoratorium, stopCauses } from './moratorium.js';
import { personNumber } from './fields.js';
import { figures } from './figures.js';
import { listing } from './listing.js';
import { outcomes } from './outcomes.js';
import { application, budgetPlan, conclusion, referral, settlement } from './steps.js';

/** Debt counselling by a municipality: a domain as small as can be, with which the engine is tested. All of it is made up. */
export const debtCounselling = defineDomain({
  name: 'debts',
  title: { en: 'debt counselling', nl: 'de schuldhulpverlening' },
  persons: { en: 'People with debts who asked for help.', nl: 'Mensen met schulden die om hulp vroegen.' },
  abroad: { en: 'No data go abroad.', nl: 'Er gaan geen gegevens naar het buitenland.' },
  agencies: {
    municipality: {
      title: { en: 'Municipality', nl: 'Gemeente' },
      within: { en: 'the municipality', nl: 'de gemeente' },
      toPerson: { en: 'Your municipality', nl: 'Uw gemeente' },
    },
    creditBank: {
      title: { en: 'Credit bank', nl: 'Kredietbank' },
      within: { en: 'the credit bank', nl: 'de kredietbank' },
      toPerson: { en: 'The credit bank that helps you', nl: 'De kredietbank die u helpt' },
    },
    court: {
      title: { en: 'Court', nl: 'Rechtbank' },
      within: { en: 'the court', nl: 'de rechtbank' },
      toPerson: { en: 'The court', nl: 'De rechtbank' },
    },
  },
  roles: {
    adviser: { title: { en: 'Debt adviser', nl: 'Schuldhulpverlener' }, agencies: ['creditBank'] },
    clerk: { title: { en: 'Clerk', nl: 'Griffier' }, agencies: ['court'] },
  },
  referral,
  steps: [application, budgetPlan, settlement, conclusion],
  actions: [forceSettlement, orderMoratorium, endMoratorium],
  stopCauses,
  directions: {},
  outcomes,
  agenda: {
    title: { en: 'the meeting with the creditors', nl: 'het overleg met de schuldeisers' },
    perMeeting: () => null,
  },
  listing,
  figures,
  personNumber,
  rules: {
    defaults: { mostMonths: 36 },
    file: ({ whole }) => ({ mostMonths: whole.optional() }),
    shown: ({ whole }) => ({ mostMonths: whole.describe('How many months a settlement lasts at most.') }),
  },
});
