import type { Text } from '../../language/language.tsx';

/** What happened, in words. What a step or action does by its own name is called as that is. */
export const eventWords: Readonly<Record<string, Text>> = {
  'trajectory-opened': { nl: 'Aangemeld', en: 'Referred' },
  'trajectory-closed': { nl: 'Traject afgesloten', en: 'Trajectory closed' },
  'trajectory-reopened': { nl: 'Traject heropend', en: 'Trajectory reopened' },
  'trajectory-transferred': { nl: 'Overgedragen aan een andere gemeente', en: 'Transferred to another municipality' },
  'transfer-offered': { nl: 'Aangeboden aan een andere gemeente', en: 'Offered to another municipality' },
  'step-opened': { nl: 'Stap staat klaar', en: 'Step is ready' },
  'step-completed': { nl: 'Stap gedaan', en: 'Step done' },
  'step-closed-off': {
    nl: 'Stap vervalt doordat het traject is afgesloten',
    en: 'Step falls away since the trajectory has ended',
  },
  'step-withdrawn': { nl: 'Stap vervallen', en: 'Step withdrawn' },
  'step-reassigned': { nl: 'Stap overgedragen aan een andere partij', en: 'Step handed to another agency' },
  'step-chased': { nl: 'Om voortgang gevraagd', en: 'Chased' },
  'step-reminded': { nl: 'Herinnering', en: 'Reminder' },
  'step-overdue': { nl: 'Uiterste dag voorbij', en: 'Last day has passed' },
  'step-escalated': { nl: 'Opgeschaald', en: 'Escalated' },
  'term-extended': { nl: 'Termijn verlengd', en: 'Term extended' },
  'term-changed': { nl: 'Termijn gewijzigd', en: 'Term changed' },
  'term-stopped': { nl: 'Termijn stilgezet', en: 'Term stopped' },
  'term-resumed': { nl: 'Termijn loopt weer', en: 'Term runs again' },
  'clock-stopped': { nl: 'De klok staat stil', en: 'The clock stands still' },
  'clock-started': { nl: 'De klok loopt weer', en: 'The clock runs again' },
  'clock-stop-lifted': { nl: 'Een reden voor stilstand is vervallen', en: 'A reason for the standstill is gone' },
  'direction-set': { nl: 'Richting bepaald', en: 'Direction set' },
  'outcome-registered': { nl: 'Uitkomst vastgelegd', en: 'Outcome registered' },
  'outcome-withdrawn': { nl: 'Uitkomst ingetrokken', en: 'Outcome withdrawn' },
};
