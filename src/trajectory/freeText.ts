import { z } from 'zod';
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
    .refine(
      (text) => text.length < min || visibleCharacters(text) >= min,
      `Write at least ${min} characters that can be seen.`,
    );
}
