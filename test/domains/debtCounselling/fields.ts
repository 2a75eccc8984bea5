import { z } from 'zod';
import type { PersonNumber } from '../../../src/trajectory/definitions/domainParts.js';
import { field } from '../../../src/trajectory/definitions/step.js';

export const both = ['municipality', 'creditBank'];
export const all = ['municipality', 'creditBank', 'court'];

/** A client number of eight digits, with or without spaces. */
export const clientNumber = z
  .string()
  .max(20)
  .overwrite((text) => text.replaceAll(' ', ''))
  .regex(/^[0-9]{8}$/, 'A client number has 8 digits.');

export const personNumber: PersonNumber = {
  field: 'clientNumber',
  kind: 'client-number',
  title: { en: 'Client number', nl: 'Klantnummer' },
  schema: clientNumber,
  example: '12345678',
};

export const note = field(z.string().min(3).max(200), {
  title: { en: 'Explanation', nl: 'Toelichting' },
  purpose: { en: 'To account for it.', nl: 'Om verantwoording af te leggen.' },
  audience: all,
});
