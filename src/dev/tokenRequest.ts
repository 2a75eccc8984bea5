import type { Domain } from '../trajectory/definitions/domain.js';

/** Who the token speaks for, as claims: RFC 9068's `sub` and `roles`, and two of our own. */
export interface CaseworkerClaims {
  sub: string;
  agency: string;
  /** Absent for someone who works nationally. */
  municipality?: string;
  roles: string[];
}

/** The answer to a token call that asks for something that does not exist. Its message may be shown to the caller. */
export class InvalidTokenRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidTokenRequest';
  }
}

/** Seconds: a working day, and the most that is given. */
const usualLife = 8 * 3600;
const longestLife = 24 * 3600;

/**
 * What the body of a token call asks for beside OAuth's own parameters: `agency`, `role` (at least one, repeatable) and,
 * if wanted, `municipality`, `subject` and `expiresIn` (seconds).
 *
 * @param body form fields; a field given more than once is an array
 * @throws InvalidTokenRequest that says what is allowed
 */
export function readTokenRequest(
  body: Readonly<Record<string, unknown>>,
  municipalities: readonly string[],
  { agencyNames: agencies }: Domain,
): { claims: CaseworkerClaims; expiresIn: number } {
  const agency = one(body, 'agency');
  if (agency === undefined || !agencies.some((known) => known === agency)) {
    throw new InvalidTokenRequest(`agency must be one of: ${agencies.join(', ')}`);
  }
  const municipality = one(body, 'municipality');
  if (municipality !== undefined && !municipalities.includes(municipality)) {
    throw new InvalidTokenRequest(
      `municipality must be one of: ${municipalities.join(', ')}; or be left out for someone who works nationally`,
    );
  }
  const roles = [...new Set([body['role'] ?? []].flat())];
  if (!roles.every(isRole) || roles[0] === undefined) {
    throw new InvalidTokenRequest(
      'role must be given at least once, in small letters, digits and hyphens, such as case-director; repeat it for more',
    );
  }
  const subject = one(body, 'subject') ?? `${agency}-${roles[0]}@${municipality ?? 'national'}`;
  if (!/^\S{1,200}$/.test(subject)) {
    throw new InvalidTokenRequest('subject must be 1 to 200 characters without spaces');
  }
  const expiresIn = one(body, 'expiresIn') ?? String(usualLife);
  if (!/^[1-9]\d{0,5}$/.test(expiresIn) || Number(expiresIn) > longestLife) {
    throw new InvalidTokenRequest(`expiresIn must be a whole number of seconds from 1 to ${longestLife}`);
  }
  return {
    claims: { sub: subject, agency, ...(municipality !== undefined && { municipality }), roles },
    expiresIn: Number(expiresIn),
  };
}

function one(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new InvalidTokenRequest(`${name} must be given once`);
}

function isRole(role: unknown): role is string {
  return typeof role === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(role);
}
