/** Words of the table of figures. */
export const statisticsTexts = {
  title: { nl: 'Cijfers', en: 'Statistics' },
  intro: {
    nl: 'De tabel van de evaluatie. Bij elk cijfer staat wat het telt.',
    en: 'The table of the evaluation. Each figure says what it counts.',
  },
  view: { nl: 'Weergave', en: 'View' },
  period: { nl: 'Periode: wat er toen gebeurde', en: 'Period: what happened then' },
  cohort: { nl: 'Cohort: wat er van mensen is geworden', en: 'Cohort: what came of people' },
  from: { nl: 'Van', en: 'From' },
  to: { nl: 'Tot en met', en: 'Up to and including' },
  on: { nl: 'Peildatum', en: 'Reference date' },
  asOf: { nl: 'Zoals bekend op', en: 'As known on' },
  classMap: { nl: 'Indeling van uitkomsten', en: 'Class map of outcomes' },
  byDate: { nl: 'Die op de peildatum geldt', en: 'The one that holds on the reference date' },
  municipalities: { nl: 'Gemeenten', en: 'Municipalities' },
  print: { nl: 'Afdrukken', en: 'Print' },
  csv: { nl: 'Downloaden als CSV', en: 'Download as CSV' },
  wrong: { nl: 'Deze keuze kan niet', en: 'This choice is not possible' },
  wrongHelp: {
    nl: 'Kies een begin dat voor het einde ligt, en een peildatum die al geweest is. Bij een cohort ligt de peildatum niet voor het einde.',
    en: 'Choose a beginning before the end, and a reference date that has been. For a cohort the reference date is not before the end.',
  },
  asKnown: {
    nl: (moment: string) =>
      `U ziet de cijfers zoals ze bekend waren op ${moment}. Wat later is vastgelegd, telt niet mee.`,
    en: (moment: string) =>
      `You see the figures as they were known on ${moment}. What was recorded later is not in them.`,
  },
  made: { nl: (moment: string) => `Bekend op ${moment}.`, en: (moment: string) => `Known on ${moment}.` },
  about: {
    nl: (from: string, to: string, on: string) => `Van ${from} tot en met ${to}; peildatum ${on}.`,
    en: (from: string, to: string, on: string) => `From ${from} up to and including ${to}; reference date ${on}.`,
  },
  table: { nl: 'Tabel van de evaluatie', en: 'Table of the evaluation' },
  figure: { nl: 'Cijfer', en: 'Figure' },
  total: { nl: 'Totaal', en: 'Total' },
  hidden: { nl: 'niet getoond', en: 'not shown' },
  hiddenNote: {
    nl: (below: number) =>
      `x: dit aantal wordt niet getoond, omdat het (of een ander aantal dat ermee te berekenen is) kleiner is dan ${below}.`,
    en: (below: number) =>
      `x: this count is not shown, because it (or another that could be worked out from it) is less than ${below}.`,
  },
  unknown: { nl: 'niet bekend', en: 'not known' },
  counts: { nl: 'Telt', en: 'Counts' },
  unit: { nl: 'Eenheid', en: 'Unit' },
  window: { nl: 'Over', en: 'About' },
  version: { nl: 'Versie', en: 'Version' },
  notes: { nl: 'Let op', en: 'Note' },
  definitions: { nl: 'Wat deze cijfers tellen', en: 'What these figures count' },
  mapTitle: { nl: 'Welke uitkomst in welke klasse', en: 'Which outcome is in which class' },
  holdsFrom: { nl: 'Geldt vanaf', en: 'Holds from' },
  source: { nl: 'Bron', en: 'Source' },
  outcome: { nl: 'Uitkomst', en: 'Outcome' },
  class: { nl: 'Klasse', en: 'Class' },
};

export const unitWords = {
  people: { nl: 'mensen', en: 'people' },
  places: { nl: 'plaatsen', en: 'places' },
  percent: { nl: 'procent', en: 'percent' },
  days: { nl: 'dagen', en: 'days' },
  times: { nl: 'keren', en: 'times' },
  steps: { nl: 'stappen', en: 'steps' },
};

export const windowWords = {
  'on-date': { nl: 'de peildatum', en: 'the reference date' },
  period: { nl: 'de periode', en: 'the period' },
  cohort: { nl: 'het cohort', en: 'the cohort' },
};
