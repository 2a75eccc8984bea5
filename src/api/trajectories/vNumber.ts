import { vNumberText } from '../../trajectory/definitions/vNumberText.js';
import { rulesOf, type Programme } from '../../trajectory/definitions/programme.js';
import { personRefOf } from '../http/identifiers.js';
import { Problem } from '../http/problem.js';

/**
 * The pseudonym of a V-number as someone wrote it. However it is written it leads to the same person, and a slip that leaves
 * a digit out leads to nobody: it is refused.
 * @throws Problem that names the field
 */
export function pseudonymOf(
  personKey: string,
  programme: Programme | undefined,
  written: string,
  field: string,
): string {
  const { data: digits, error } = vNumberText.safeParse(written);
  const expected = programme && rulesOf(programme).vNumberDigits;
  const detail =
    error?.issues[0]?.message ??
    (expected !== undefined && digits?.length !== expected
      ? `An aliens number (V-nummer) has ${expected} digits, and this has ${digits?.length}.`
      : undefined);
  if (detail !== undefined) {
    throw new Problem('invalid-input', 'The aliens number is not valid.', {
      errors: [{ pointer: `/${field}`, detail }],
    });
  }
  return personRefOf(personKey, { vNumber: digits! });
}
