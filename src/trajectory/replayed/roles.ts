import type { Text } from '../language.js';
import type { Actor, Agency } from './state.js';

/**
 * The roles that there are (DOMAIN §1), with the agencies in which someone can have them. Whatever else a token calls a
 * role says nothing here: so a new role is a line in this table, and no one gets in by a name that means something
 * elsewhere.
 */
export const roles = {
  'case-director': {
    title: { en: 'Case director', nl: 'Casusverantwoordelijke' },
    agencies: ['municipality'],
    files: true,
  },
  'intake-officer': {
    title: { en: 'Intake officer', nl: 'Intakemedewerker' },
    agencies: ['municipality', 'ngo'],
    files: true,
  },
  legal: { title: { en: 'Legal adviser', nl: 'Jurist' }, agencies: ['ngo'], files: true },
  counsellor: { title: { en: 'Counsellor', nl: 'Begeleider' }, agencies: ['ngo'], files: true },
  'departure-officer': {
    title: { en: 'Departure officer', nl: 'Regievoerder vertrek' },
    agencies: ['dtv'],
    files: true,
  },
  liaison: { title: { en: 'Liaison officer', nl: 'Liaison' }, agencies: ['ind', 'dtv', 'avim'], files: true },
  coordinator: { title: { en: 'Coordinator', nl: 'Coördinator' }, agencies: ['municipality'], files: true },
  // They look after the system and at how it is used, and see no one's file.
  auditor: { title: { en: 'Auditor', nl: 'Auditor' }, agencies: ['municipality'], files: false },
  administrator: { title: { en: 'Administrator', nl: 'Beheerder' }, agencies: ['municipality'], files: false },
} as const satisfies Record<string, { title: Text; agencies: readonly Agency[]; files: boolean }>;

export type Role = keyof typeof roles;

/** The roles that someone without a municipality can have: they work for the whole country. */
export const nationalRoles: readonly Role[] = ['coordinator', 'auditor', 'administrator'];

/** Whether an agency has such a role. */
export function isRoleOf(agency: Agency, role: string): role is Role {
  return Object.hasOwn(roles, role) && (roles[role as Role].agencies as readonly Agency[]).includes(agency);
}

/**
 * The roles that count of someone: those that their agency has, and without a municipality only those of the country.
 * Whatever else their token calls a role gives them nothing.
 */
export function rolesOf({ agency, municipality, roles: named }: Actor): Role[] {
  return named.filter(
    (role): role is Role => isRoleOf(agency, role) && (municipality !== null || isNationalRole(role)),
  );
}

function isNationalRole(role: Role): boolean {
  return nationalRoles.includes(role);
}

export function hasRole(actor: Actor, ...wanted: Role[]): boolean {
  return rolesOf(actor).some((role) => wanted.includes(role));
}

/** Whether someone works with files at all, in any of their roles. */
export function worksWithFiles(actor: Actor): boolean {
  return rolesOf(actor).some((role) => roles[role].files);
}
