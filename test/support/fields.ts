import type { z } from 'zod';
import { agencies } from '../../src/lvv/agencies.js';
import { field } from '../../src/trajectory/definitions/step.js';

/** A field of a step that a test makes up, when what it is for is not what the test is about. */
export const plain = <S extends z.ZodType>(schema: S) =>
  field(schema, {
    title: { en: 'Something', nl: 'Iets' },
    purpose: { en: 'To test with it.', nl: 'Om mee te testen.' },
    audience: agencies,
  });
