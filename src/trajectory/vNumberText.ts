import { z } from 'zod';
import { digitsOfVNumber } from './plainText.js';

/** As it is typed or pasted: with `V`, `V-nr.` or `V-nummer` before it, and spaces, dots or dashes of any kind in it. */
const typed =
  /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*([Vv][-\u2010-\u2015 ]?([Nn]([Uu][Mm][Mm][Ee])?[Rr])?[\s.:\u00ad\u200b-\u200f\u2060-]*)?[0-9][0-9\s.\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212-]*$/;

/** A V-number is made into its digits; how many it has the programme says (`vNumberDigits`). */
export const vNumberText = z
  .string()
  .max(60)
  .regex(typed, 'Enter the aliens number (V-nummer) as it stands in the source: digits only.')
  .overwrite(digitsOfVNumber)
  .refine((digits) => !/^(.)\1*$/.test(digits), 'These are all the same digit, which no aliens number (V-nummer) has.')
  .refine((digits) => digits.length >= 6 && digits.length <= 15, 'An aliens number (V-nummer) has 6 to 15 digits.');
