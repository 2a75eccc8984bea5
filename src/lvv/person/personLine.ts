import { z } from 'zod';
import { plainWords, visibleCharacters } from '../../trajectory/definitions/plainText.js';
import { fault } from './refusals.js';

/** Something that people read, in their own words and on one line. Joiners stay: some scripts cannot be written without. */
export const personLine = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => plainWords(text).replaceAll(/\s+/gu, ' '))
    .refine((text) => visibleCharacters(text) > 0, fault('nothing-to-read'));
