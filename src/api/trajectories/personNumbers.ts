import type { Domain } from '../../trajectory/definitions/domain.js';
import { rulesOf, type Programme } from '../../trajectory/definitions/programme.js';
import { personRefOf } from '../http/identifiers.js';
import { Problem } from '../http/problem.js';

/**
 * The pseudonym of a person's number as someone wrote it. However it is written it leads to the same person, and a slip leads to
 * nobody: it is refused.
 * @param field where it was given
 * @throws Problem that names the field
 */
export function pseudonymOf(
  personKey: string,
  { personNumber }: Domain,
  programme: Programme | undefined,
  written: string,
  field: string,
): string {
  if (!personNumber) throw new Error('This domain knows people by no number.');
  const { data: number, error } = personNumber.schema.safeParse(written);
  const fault =
    error?.issues[0]?.message ??
    (programme && number !== undefined ? personNumber.faultOf?.(number, rulesOf(programme)) : undefined);
  if (fault !== undefined || number === undefined) {
    throw new Problem('invalid-input', `${personNumber.title.en} is not valid.`, {
      errors: [{ pointer: `/${field}`, detail: fault ?? 'It is not valid.' }],
    });
  }
  return personRefOf(personKey, { ...personNumber, number });
}
