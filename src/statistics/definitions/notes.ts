import type { Text } from '../../trajectory/language.js';
import type { View } from './figure.js';

/** What is printed with a table, so that nobody reads more in it than it says. */

/** Who can be in the table at all. */
export function populationOf(view: View, municipalities: readonly string[]): Text {
  const names = municipalities.join(', ');
  return view === 'period'
    ? {
        en: `Episodes of people in ${names}, each day in the municipality where the person was at the end of it; those that go on in another trajectory are left out. What is counted is said with each figure.`,
        nl: `Episodes van mensen in ${names}, elke dag in de gemeente waar iemand aan het einde van die dag was; wat in een ander traject verdergaat telt niet mee. Bij elk cijfer staat wat er geteld is.`,
      }
    : {
        en: `People admitted by ${names}, or referred there, in the window, and what had come of them on the reference date; those that go on in another trajectory are left out.`,
        nl: `Mensen die in het venster door ${names} zijn toegelaten, of daar zijn aangemeld, en wat er op de peildatum van hen gekomen was; wat in een ander traject verdergaat telt niet mee.`,
      };
}

export function notesOf(view: View, suppressBelow: number): Text[] {
  return [
    {
      en: 'Shares are rounded to whole percents, each for itself: they need not add up to 100.',
      nl: 'Percentages zijn elk voor zich afgerond op hele procenten: samen hoeven zij geen 100 te zijn.',
    },
    suppressBelow > 1
      ? {
          en: `Counts from 1 to ${suppressBelow - 1} are not shown, nor are others from which these could be worked out. Zero is shown.`,
          nl: `Aantallen van 1 tot en met ${suppressBelow - 1} staan er niet, en andere aantallen waaruit die te berekenen zijn ook niet. Nul staat er wel.`,
        }
      : {
          en: 'Small counts are shown: this table may point at people, and is not for publication.',
          nl: 'Kleine aantallen staan er wel: deze tabel kan naar mensen herleidbaar zijn en is niet voor publicatie.',
        },
    {
      en: 'Medians and percentages of the total are worked out from all people together, not from those of the municipalities.',
      nl: 'Medianen en percentages van het totaal zijn uit alle mensen samen berekend, niet uit die van de gemeenten.',
    },
    view === 'period'
      ? {
          en: 'These are figures of a period. A cohort counts other people and cannot be compared with them.',
          nl: 'Dit zijn cijfers over een periode. Een cohort telt andere mensen. Vergelijk die twee niet met elkaar.',
        }
      : {
          en: 'These are figures of a cohort. A period counts other people and cannot be compared with it.',
          nl: 'Dit zijn cijfers over een cohort. Een periode telt andere mensen. Vergelijk die twee niet met elkaar.',
        },
  ];
}
