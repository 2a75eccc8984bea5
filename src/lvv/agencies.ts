import type { AgencyTitles } from '../trajectory/definitions/domain.js';

/** The agencies that take part in the LVV (DOMAIN §1). `ngo` stands for the NGO partner of the municipality. */
export const agencies = ['municipality', 'ngo', 'ind', 'dtv', 'avim'] as const;
export type LvvAgency = (typeof agencies)[number];
export const isAgency = (name: string): name is LvvAgency => agencies.some((agency) => agency === name);

export const agencyTitles: Readonly<Record<LvvAgency, AgencyTitles>> = {
  municipality: {
    title: { en: 'Municipality', nl: 'Gemeente' },
    within: { en: 'the municipality', nl: 'de gemeente' },
    toPerson: { en: 'The municipality', nl: 'De gemeente' },
  },
  ngo: {
    title: { en: 'NGO', nl: 'Maatschappelijke organisatie' },
    within: { en: 'the NGO', nl: 'de maatschappelijke organisatie' },
    toPerson: { en: 'The organisation that guides you (NGO)', nl: 'De maatschappelijke organisatie die u begeleidt' },
  },
  ind: {
    title: { en: 'IND', nl: 'IND' },
    within: { en: 'the IND', nl: 'de IND' },
    toPerson: {
      en: 'The Immigration and Naturalisation Service (IND)',
      nl: 'De Immigratie- en Naturalisatiedienst (IND)',
    },
  },
  dtv: {
    title: { en: 'DT&V', nl: 'DT&V' },
    toPerson: { en: 'The Repatriation and Departure Service (DT&V)', nl: 'De Dienst Terugkeer en Vertrek (DT&V)' },
  },
  avim: {
    title: { en: 'AVIM', nl: 'AVIM' },
    toPerson: { en: 'The aliens police (AVIM)', nl: 'De vreemdelingenpolitie (AVIM)' },
  },
};
