import { z } from 'zod';
import { plainLine } from '../../trajectory/definitions/plainText.js';
import { fault } from './refusals.js';

/** As it is typed or pasted: with `V`, `V-nr.` or `V-nummer` before it, and spaces, dots or dashes of any kind in it. */
const typed =
  /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*([Vv][-\u2010-\u2015 ]?([Nn]([Uu][Mm][Mm][Ee])?[Rr])?[\s.:\u00ad\u200b-\u200f\u2060-]*)?[0-9][0-9\s.\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212-]*$/;

/** The digits of a V-number, without what people write before and between them: `V-nr. 270.123.4567` is `2701234567`. */
function digitsOfVNumber(text: string): string {
  return plainLine(text)
    .replace(/^V[- ]?(n(umme)?r)?[ .:-]*/i, '')
    .replaceAll(/[ .-]/g, '');
}

/** What the API makes of a V-number before anything else sees it. */
const pseudonym = /^[0-9a-z]{26}$/;

const refusal = fault('unlike-a-v-number');
const isOneDigit = (digits: string) => /^(.)\1*$/.test(digits);
const isTooShortOrLong = (digits: string) => digits.length < 6 || digits.length > 15;
const oneDigit = fault('v-number-of-one-digit');
const otherLength = fault('v-number-of-other-length');

/** A V-number is made into its digits; how many it has the programme says (`vNumberDigits`). */
export const vNumberText = z
  .string()
  .max(60)
  .regex(typed, refusal)
  .overwrite(digitsOfVNumber)
  .refine((digits) => !isOneDigit(digits), oneDigit)
  .refine((digits) => !isTooShortOrLong(digits), otherLength);

/** The same, or its pseudonym as it is. One text and no choice of two, since a form asks people for the number alone. */
export const vNumberOrPseudonym = z
  .string()
  .max(60)
  .regex(new RegExp(`${typed.source}|${pseudonym.source}`), refusal)
  .overwrite((text) => (pseudonym.test(text) ? text : digitsOfVNumber(text)))
  .refine((text) => pseudonym.test(text) || !isOneDigit(text), oneDigit)
  .refine((text) => pseudonym.test(text) || !isTooShortOrLong(text), otherLength);
