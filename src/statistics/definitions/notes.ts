import type { Text } from '../../trajectory/language.js';
import type { View } from '../../trajectory/figures/figure.js';

/** What is printed with a table, so that nobody reads more in it than it says. */

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
