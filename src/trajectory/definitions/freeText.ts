import { z } from 'zod';
import { fault } from '../words/fieldRefusals.js';
import { plainWords, visibleCharacters } from './plainText.js';

/**
 * What someone says in their own words. At least so many characters of it can be seen: a reason of three spaces, however
 * they are written, is none.
 */
export function freeText({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .max(max)
    .overwrite(plainWords)
    .min(min)
    .refine((text) => text.length < min || visibleCharacters(text) >= min, fault('too-short-to-see'));
}

/** A name or title that people read: something of it can be seen. */
export const shownText = z
  .string()
  .overwrite(plainWords)
  .refine((text) => visibleCharacters(text) > 0, 'must have something that can be read');
