import { z } from 'zod';
import type { Term } from '../trajectory/terms/deadlines.js';
import { isLongerForSure } from '../trajectory/terms/termOrder.js';

const units = {
  'working day': 'working-day',
  'calendar day': 'calendar-day',
  week: 'week',
  month: 'month',
  second: 'second',
} as const;

/** An amount and a unit; `statutory` when a law sets the term, which is never taken to be so otherwise. */
export const termSchema = z
  .string()
  .regex(
    /^\d{1,4} (((working|calendar) day|week|month)s?(, statutory)?|seconds?)$/,
    'must be like "20 working days", "30 calendar days", "3 months" or "6 weeks, statutory"',
  )
  .transform((text): Term => {
    const [length = '', statutory] = text.split(', ');
    const [amount, ...words] = length.split(' ');
    const unit = units[words.join(' ').replace(/s$/, '') as keyof typeof units];
    return { amount: Number(amount), unit, ...(statutory && { statutory: true }) };
  });

/** A term of nothing is none: what has no end is left out or null. */
export const someTerm = termSchema.refine(
  ({ amount }) => amount > 0,
  'must be longer than nothing; leave it out where there is none',
);

/** The terms of one step. */
export const termsSchema = z
  .strictObject({
    target: someTerm,
    fatal: someTerm,
    remind: z.array(someTerm).default([]),
    escalate: someTerm.optional(),
  })
  .superRefine(({ target, fatal, remind, escalate }, context) => {
    const check = (path: (string | number)[], before: Term, after: Term, message: string) => {
      // Of working days and calendar days, which is the longer often depends on the day: then nothing is said.
      if (isLongerForSure(before, after)) context.addIssue({ code: 'custom', path, message });
    };
    check(['fatal'], target, fatal, 'comes before the target');
    remind.forEach((term, i) => check(['remind', i], term, fatal, 'comes after the fatal term, when it is too late'));
    if (escalate) check(['escalate'], fatal, escalate, 'comes before the fatal term');
  });
