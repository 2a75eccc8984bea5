import { useQuery } from '@tanstack/react-query';
import { meQuery, type Me } from '../api/me.ts';
import { useLanguage, type Language, type Text } from './language.tsx';

const national: Text = { nl: 'Landelijk', en: 'National' };

/** An agency of the domain, as the API names it. */
export type AgencyCode = Me['agencies'][number]['agency'];

export interface Names {
  agency(agency: string): string;
  /** A role of an agency; one that it does not have any more keeps its code. */
  role(agency: string, role: string): string;
  /** Null is the whole country. */
  municipality(municipality: string | null): string;
}

function namesIn(language: Language, { agencies, municipalities }: Named): Names {
  return {
    role: (agency, role) =>
      agencies.find((one) => one.agency === agency)?.roles.find((one) => one.role === role)?.title[language] ?? role,
    agency: (agency) => agencies.find((one) => one.agency === agency)?.title[language] ?? agency,
    municipality: (name) =>
      name === null
        ? national[language]
        : (municipalities.find(({ municipality }) => municipality === name)?.name ?? name),
  };
}

/** What agencies and municipalities are called where people read it. Agencies are known once it is known who looks. */
export function useNames(): Names {
  return namesIn(useLanguage().language, useNamed());
}

/** Returns the agencies of the domain, in the order in which they are shown. */
export function useAgencies(): readonly AgencyCode[] {
  return useNamed().agencies.map(({ agency }) => agency);
}

/** Asks nothing: the screens ask who looks before they show anything. */
function useNamed(): Named {
  return useQuery({ ...meQuery, enabled: false }).data ?? noneYet;
}

type Named = Pick<Me, 'agencies' | 'municipalities'>;
const noneYet: Named = { agencies: [], municipalities: [] };
