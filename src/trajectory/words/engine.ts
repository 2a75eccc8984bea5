import type { Text } from '../language.js';
import type { Reason } from '../replayed/reason.js';
import { eventTypes, reasons, type EventText } from './declare.js';

/** What the engine itself records, whatever steps there are. What a step or action adds is declared beside it. */

export const happened = eventTypes({
  'trajectory-opened': { nl: 'Traject begonnen', en: 'Trajectory begun' },
  'trajectory-closed': { nl: 'Traject afgesloten', en: 'Trajectory closed' },
  'trajectory-reopened': { nl: 'Traject heropend', en: 'Trajectory reopened' },
  'trajectory-transferred': {
    nl: 'Traject overgedragen aan een andere gemeente',
    en: 'Trajectory transferred to another municipality',
    told: { nl: 'Een traject is overgedragen', en: 'A trajectory has been transferred' },
  },
  'transfer-offered': {
    nl: 'Traject aangeboden aan een andere gemeente',
    en: 'Trajectory offered to another municipality',
    told: { nl: 'Er is u een traject aangeboden', en: 'A trajectory was offered to you' },
  },
  'step-planned': { nl: 'Stap gepland voor later', en: 'Step planned for later' },
  'step-opened': { nl: 'Stap staat klaar', en: 'Step is ready' },
  'step-completed': { nl: 'Stap gedaan', en: 'Step done' },
  'step-closed-off': { nl: 'Stap afgeschermd', en: 'Step shielded' },
  'step-withdrawn': { nl: 'Stap vervallen', en: 'Step withdrawn' },
  'step-reassigned': { nl: 'Stap overgedragen', en: 'Step handed over' },
  'step-renamed': { nl: 'Stap hernoemd', en: 'Step renamed' },
  'step-reminded': { nl: 'Herinnering gestuurd', en: 'Reminder sent' },
  'step-overdue': { nl: 'Uiterste datum voorbij', en: 'Last day passed' },
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

/** What is recorded by the name of an action and is called otherwise, since nothing has come of it yet. */
export const called = eventTypes({
  'correction-proposed': {
    nl: 'Correctie voorgesteld',
    en: 'Correction proposed',
    told: { nl: 'Een correctie wacht op controle door een collega', en: 'A correction waits for a second look' },
    means: {
      nl: 'Een collega controleert deze correctie. Tot dan verandert er niets.',
      en: 'A colleague checks this correction. Until then nothing changes.',
    },
  },
});

/** What a municipality is told of its own trajectory when another one seems to be of the same person. */
export const noticed = eventTypes({
  'same-person-proposed': notice(
    {
      nl: 'Misschien een tweede open traject van dezelfde persoon gevonden',
      en: 'Perhaps a second open trajectory of the same person found',
    },
    {
      nl: 'Een nummer dat is ingevuld, hoort bij dit traject en bij een ander open traject. Een collega controleert het nog.',
      en: 'A number that was entered belongs to this trajectory and to another open one. A colleague still checks it.',
    },
  ),
  'same-person-found': notice(
    {
      nl: 'Nog een open traject van dezelfde persoon gevonden',
      en: 'Another open trajectory of the same person found',
    },
    {
      nl: 'Dit traject en een ander open traject hebben hetzelfde nummer. Is het andere traject van een andere gemeente? Bied dit traject dan aan als dubbel traject, of wacht op een aanbod. Klopt het nummer niet? Verwijder het dan.',
      en: 'This trajectory and another open one have the same number. Is the other one of another municipality? Then offer this one as a duplicate, or wait for an offer. Is the number wrong? Then remove it.',
    },
  ),
  'same-person-withdrawn': notice(
    {
      nl: 'Toch geen tweede open traject van dezelfde persoon gevonden',
      en: 'No second open trajectory of the same person found after all',
    },
    {
      nl: 'Het nummer dat ook bij een ander traject was ingevuld, klopte daar niet en is weggehaald. U hoeft niets te doen.',
      en: 'The number that was entered for another trajectory as well was wrong there and has been removed. You need not do anything.',
    },
  ),
});

function notice(told: Text, means: Text): EventText {
  return { ...told, told, means };
}

/** Why something happens that nobody did: what a definition or a programme says has changed. */
const changedRules = reasons({
  'definition-changed': { nl: 'de inrichting van de stap is gewijzigd', en: 'the step is set up differently now' },
  'programme-changed': {
    nl: 'het programma van de gemeente is gewijzigd',
    en: 'the programme of the municipality changed',
  },
  'step-removed': { nl: 'deze stap bestaat niet meer', en: 'this step no longer exists' },
});

/** Whether something happened because a definition or a programme changed. */
export const isOfChangedRules = (reason: Reason | null): boolean =>
  reason !== null && 'code' in reason && Object.hasOwn(changedRules, reason.code);

const otherReasons = reasons({
  'entry-corrected': { nl: 'een eerdere invoer is gecorrigeerd', en: 'an earlier entry was corrected' },
  'not-told-before': { nl: 'er was nog niet aan deze stap herinnerd', en: 'nobody had been reminded of this step yet' },
  'trajectory-closed': { nl: 'het traject is afgesloten', en: 'the trajectory closed' },
  transferred: { nl: 'een andere gemeente nam het traject over', en: 'another municipality took over the trajectory' },
});

export const because = { ...otherReasons, ...changedRules };
