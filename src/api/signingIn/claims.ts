import { z } from 'zod';
import { isRoleOf, rolesOfAgency, type Domain } from '../../trajectory/definitions/domain.js';
import { nationalRoles, rolesOf } from '../../trajectory/replayed/roles.js';
import { shortened } from '../../trajectory/definitions/inputErrors.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import { isStorable, unstorableText } from '../../trajectory/definitions/storableText.js';
import { Problem, says } from '../http/problem.js';
import type { Said } from '../../trajectory/replayed/refusal.js';

/** Where a provider's tokens say what we have to know: a claim, or a way into it such as `realm_access.roles`. */
export interface ClaimNames {
  agency: string;
  municipality: string;
  roles: string;
}

export const usualClaimNames: ClaimNames = { agency: 'agency', municipality: 'municipality', roles: 'roles' };

const claimsSchema = ({ agencyNames }: Domain) =>
  z.object({
    sub: z.string().min(1).max(200).refine(isStorable, unstorableText),
    agency: z.enum(agencyNames),
    municipality: z.string().optional(),
    roles: z.array(z.string().max(200)).max(200),
  });

/** A claim without which nobody knows for whom someone works, and what is the matter with it; never what it says. */
export interface ClaimFault {
  /** As the provider calls it. */
  claim: string;
  fault: 'missing' | 'not-understood';
}

/** The issuer knows them, and its claims do not say what they may do here. */
export class ClaimsRefused extends Problem {
  readonly faults: readonly ClaimFault[];

  constructor(said: Said, faults: readonly ClaimFault[]) {
    super('forbidden', said);
    this.faults = faults;
  }
}

/** Someone whom the issuer knows, and who has no role that counts here. */
export class NoRoleCounts extends ClaimsRefused {
  readonly actor: Actor;

  constructor(actor: Actor, said: Said, fault: ClaimFault) {
    super(said, [fault]);
    this.actor = actor;
  }
}

/**
 * Who acts, by the claims of a verified token.
 * @throws ClaimsRefused that says what is missing
 */
export function actorFrom(
  claims: Record<string, unknown>,
  names: ClaimNames,
  municipalities: readonly string[],
  domain: Domain,
): Actor {
  const given = {
    sub: claims['sub'],
    agency: claimAt(claims, names.agency),
    municipality: claimAt(claims, names.municipality),
    roles: claimAt(claims, names.roles),
  };
  const parsed = claimsSchema(domain).safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => path[0] as keyof typeof given));
    const faults = [...wrong].map((name): ClaimFault => ({
      claim: name === 'sub' ? name : names[name],
      fault: given[name] === undefined ? 'missing' : 'not-understood',
    }));
    const faulty = faults.map(({ claim }) => claim).join(', ');
    throw new ClaimsRefused(says('claims-missing', { claims: shortened(faulty) }), faults);
  }
  const { sub: subject, agency, municipality = null, roles: named } = parsed.data;
  if (municipality !== null && !municipalities.includes(municipality)) {
    throw new ClaimsRefused(says('claim-municipality-unknown', { municipality: shortened(municipality) }), [
      { claim: names.municipality, fault: 'not-understood' },
    ]);
  }
  // Providers put roles of their own beside ours, such as `offline_access`: those say nothing here, and go no further.
  const known = named.filter((role) => isRoleOf(domain, agency, role));
  const roles = [...new Set(rolesOf({ subject, agency, municipality, roles: known }))];
  if (roles.length > 0) return { subject, agency, municipality, roles };
  throw new NoRoleCounts(
    { subject, agency, municipality, roles },
    municipality === null
      ? says('claim-municipality-missing', { roles: nationalRoles.join(', ') })
      : says('claim-roles-unknown', { roles: rolesOfAgency(domain, agency).join(', ') }),
    municipality === null
      ? { claim: names.municipality, fault: 'missing' }
      : { claim: names.roles, fault: named.length === 0 ? 'missing' : 'not-understood' },
  );
}

/** A claim by its name, which may be an address with dots in it; or else by the way to it. */
function claimAt(claims: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = Reflect.get(found, part);
  }
  return found;
}
