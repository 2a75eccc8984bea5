import type { Actor } from './state.js';

/**
 * The roles that the engine itself knows, all of them of the municipality, which directs. Which others there are, and of which
 * agencies, the domain says. Whoever verifies a token leaves in an actor only roles that its agency has, so what is
 * replayed needs no table of them.
 */
export const engineRoles = ['case-director', 'coordinator', 'auditor', 'administrator'] as const;
export type EngineRole = (typeof engineRoles)[number];

/** The roles that someone without a municipality can have: they work for the whole country. */
export const nationalRoles: readonly EngineRole[] = ['coordinator', 'auditor', 'administrator'];

/** They look after the system and at how it is used, and see no one's file. */
const withoutFiles: readonly string[] = ['auditor', 'administrator'] satisfies EngineRole[];

/** The roles that count of someone: those of the engine only in the municipality, and without a municipality those of the country. */
export function rolesOf({ agency, municipality, roles }: Actor): string[] {
  return roles.filter(
    (role) =>
      (agency === 'municipality' || !includes(engineRoles, role)) &&
      (municipality !== null || (agency === 'municipality' && includes(nationalRoles, role))),
  );
}

export function hasRole(actor: Actor, ...wanted: EngineRole[]): boolean {
  return rolesOf(actor).some((role) => includes(wanted, role));
}

/** Whether someone works with files at all, in any of their roles. */
export function worksWithFiles(actor: Actor): boolean {
  return rolesOf(actor).some((role) => !withoutFiles.includes(role));
}

const includes = (roles: readonly string[], role: string): boolean => roles.includes(role);
