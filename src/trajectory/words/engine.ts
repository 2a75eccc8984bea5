import { eventTypes, reasons } from './declare.js';

/** What the engine itself records, whatever steps there are. What a step or action adds is declared beside it. */

export const happened = eventTypes({
  'trajectory-opened': { nl: 'Traject begonnen', en: 'Trajectory begun' },
  'trajectory-closed': { nl: 'Traject afgesloten', en: 'Trajectory closed' },
  'trajectory-reopened': { nl: 'Traject heropend', en: 'Trajectory reopened' },
  'trajectory-transferred': {
    nl: 'Traject overgedragen aan een andere gemeente',
    en: 'Trajectory transferred to another municipality',
  },
  'transfer-offered': {
    nl: 'Traject aangeboden aan een andere gemeente',
    en: 'Trajectory offered to another municipality',
  },
  'step-planned': { nl: 'Stap gepland voor later', en: 'Step planned for later' },
  'step-opened': { nl: 'Stap staat klaar', en: 'Step is ready' },
  'step-completed': { nl: 'Stap gedaan', en: 'Step done' },
  'step-closed-off': { nl: 'Stap afgeschermd', en: 'Step shielded' },
  'step-withdrawn': { nl: 'Stap vervallen', en: 'Step withdrawn' },
  'step-reassigned': { nl: 'Stap overgedragen', en: 'Step handed over' },
  'step-renamed': { nl: 'Stap hernoemd', en: 'Step renamed' },
  'step-reminded': { nl: 'Herinnering gestuurd', en: 'Reminder sent' },
  'step-overdue': { nl: 'Uiterste datum voorbij', en: 'Fatal date passed' },
  'step-escalated': { nl: 'Gemeld dat het te lang duurt', en: 'Reported that it takes too long' },
  'escalation-postponed': {
    nl: 'Melding dat het te lang duurt, uitgesteld',
    en: 'Report that it takes too long postponed',
  },
  'term-stopped': { nl: 'Termijn stilgezet', en: 'Term stopped' },
  'term-resumed': { nl: 'Termijn weer gestart', en: 'Term started again' },
  'term-changed': { nl: 'Termijn gewijzigd', en: 'Term changed' },
  'clock-stopped': { nl: 'Klok stilgezet', en: 'Clock stopped' },
  'clock-started': { nl: 'Klok weer gestart', en: 'Clock started again' },
  'clock-stop-lifted': { nl: 'Eén reden voor stilstand vervallen', en: 'One reason for the standstill lifted' },
  'direction-set': { nl: 'Richting afgesproken', en: 'Direction agreed' },
  'outcome-registered': { nl: 'Uitkomst vastgelegd', en: 'Outcome registered' },
  'outcome-withdrawn': { nl: 'Uitkomst ingetrokken', en: 'Outcome withdrawn' },
});

export const because = reasons({
  'entry-corrected': { nl: 'een eerdere invoer is gecorrigeerd', en: 'an earlier entry was corrected' },
  'definition-changed': { nl: 'de inrichting van de stap is gewijzigd', en: 'the step is set up differently now' },
  'programme-changed': {
    nl: 'het programma van de gemeente is gewijzigd',
    en: 'the programme of the municipality changed',
  },
  'step-removed': { nl: 'deze stap bestaat niet meer', en: 'this step no longer exists' },
  'not-told-before': { nl: 'er was nog niet aan deze stap herinnerd', en: 'nobody had been reminded of this step yet' },
  'trajectory-closed': { nl: 'het traject is afgesloten', en: 'the trajectory closed' },
  transferred: { nl: 'een andere gemeente nam het traject over', en: 'another municipality took over the trajectory' },
});
