import type { RoleDefinition } from '../trajectory/definitions/domain.js';
import type { EngineRole } from '../trajectory/replayed/roles.js';
import type { LvvAgency } from './agencies.js';

/** The roles of the LVV beside those that each domain has (DOMAIN §1). A new role is a line in this table. */
export const roles = {
  'intake-officer': {
    title: { en: 'Intake officer', nl: 'Intakemedewerker' },
    agencies: ['municipality', 'ngo'],
  },
  legal: { title: { en: 'Legal adviser', nl: 'Jurist' }, agencies: ['ngo'] },
  counsellor: { title: { en: 'Counsellor', nl: 'Begeleider' }, agencies: ['ngo'] },
  'departure-officer': { title: { en: 'Departure officer', nl: 'Regievoerder vertrek' }, agencies: ['dtv'] },
  liaison: { title: { en: 'Liaison officer', nl: 'Liaison' }, agencies: ['ind', 'dtv', 'avim'] },
} as const satisfies Record<string, RoleDefinition & { agencies: readonly LvvAgency[] }>;

type OwnRole = keyof typeof roles;

/** Who may perform something in the LVV: a role of the agency, as the token has both. */
export type LvvAgencyRole =
  `municipality:${EngineRole}` | { [R in OwnRole]: `${(typeof roles)[R]['agencies'][number]}:${R}` }[OwnRole];

/** Whoever works with files, of any agency. */
export const everyoneWithFiles: LvvAgencyRole[] = [
  'municipality:case-director',
  'municipality:coordinator',
  'municipality:intake-officer',
  'ngo:intake-officer',
  'ngo:legal',
  'ngo:counsellor',
  'ind:liaison',
  'dtv:departure-officer',
  'dtv:liaison',
  'avim:liaison',
];
