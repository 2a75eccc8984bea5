import type { Domain } from '../../trajectory/definitions/domain.js';
import { rulesOf, type Programme } from '../../trajectory/definitions/programme.js';
import { personRefOf } from '../http/identifiers.js';
import { Problem, says } from '../http/problem.js';
import { saidOf } from '../../trajectory/definitions/zodIssues.js';

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
  const issue = error?.issues[0];
  const fault = issue
    ? saidOf(issue, written)
    : programme && number !== undefined
      ? personNumber.faultOf?.(number, rulesOf(programme))
      : undefined;
  if (fault !== undefined || number === undefined) {
    const what = fault ?? says('not-a-valid-number');
    throw new Problem('invalid-input', what, {}, undefined, [{ pointer: `/${field}`, ...what }]);
  }
  return personRefOf(personKey, { ...personNumber, number });
}
