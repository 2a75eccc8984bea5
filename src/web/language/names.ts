import { useLanguage, type Language, type Text } from './language.tsx';

/** What agencies and municipalities are called where people read it. */
const agencies: Record<string, Text> = {
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  ngo: { nl: 'Maatschappelijke organisatie', en: 'NGO' },
  ind: { nl: 'IND', en: 'IND' },
  dtv: { nl: 'DT&V', en: 'DT&V' },
  avim: { nl: 'AVIM', en: 'AVIM' },
};
const national: Text = { nl: 'Landelijk', en: 'National' };

export interface Names {
  agency(agency: string): string;
  /** Null is the whole country. */
  municipality(municipality: string | null): string;
}

export function namesIn(language: Language): Names {
  return {
    agency: (agency) => agencies[agency]?.[language] ?? agency,
    municipality: (name) =>
      name === null
        ? national[language]
        : name.replaceAll(/(^|[\s-])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase()),
  };
}

export function useNames(): Names {
  return namesIn(useLanguage().language);
}

export const agencyCodes = ['municipality', 'ngo', 'ind', 'dtv', 'avim'] as const;
export type AgencyCode = (typeof agencyCodes)[number];
