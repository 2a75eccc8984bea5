import type { Agency } from './state.js';

/** Who may perform a step: a role within an agency, as it stands in the token. */
export type AgencyRole = `${Agency}:${string}`;

/** Returns the agency and the role in `agency:role`. */
export function splitRole(who: string): [agency: Agency, role: string] {
  const [agency = '', role = ''] = who.split(':');
  return [agency, role];
}

/** Returns the agency in `agency:role`. */
export const agencyIn = (who: string): Agency => splitRole(who)[0];
