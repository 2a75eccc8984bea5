import { figuresOf } from '../../src/api/figures.js';
import type { Database } from '../../src/register/database.js';
import { builtInClassMaps } from '../../src/statistics/classMap.js';
import type { View } from '../../src/statistics/figure.js';
import type { Table } from '../../src/statistics/table.js';
import { addDays, startOf } from '../../src/trajectory/calendar.js';
import { programmesOf, type Programmes } from '../../src/trajectory/programme.js';
import { programmeWith } from './play.js';

/** The five of the LVV. */
export const cities = ['amsterdam', 'rotterdam', 'utrecht', 'eindhoven', 'groningen'];
/** Groningen settled a number of places, from a day on; of the others it is not known. */
export const programmes = programmesOf(
  cities.map((municipality) => ({
    ...programmeWith(),
    municipality,
    id: `${municipality}-test`,
    from: '2019-01-01',
    ...(municipality === 'groningen' && { rules: { capacity: 300 } }),
  })),
);

export interface Ask {
  view?: View;
  from?: string;
  to?: string;
  on?: string;
  asOf?: string;
  /** When it is asked, of what is known then. */
  now?: string;
  municipalities?: string[];
  classMap?: string;
  below?: number;
}

/** The table of the register, by default with small cells, since most of these tests count few people. */
export function tableIn(register: Database, programmes: Programmes, ask: Ask = {}): Promise<Table> {
  const { view = 'period', from = '2019-03-01', to = '2022-07-31', on = to, below = 0, asOf = null } = ask;
  const endOfDay = new Date(Date.parse(startOf(addDays(on, 1))) - 1).toISOString();
  const now = ask.now ?? asOf ?? endOfDay;
  return figuresOf(register, programmes, {
    view,
    question: {
      municipalities: ask.municipalities ?? cities,
      from,
      to,
      on,
      asOf,
      standingAt: now < endOfDay ? now : endOfDay,
    },
    asOf: now,
    classMap: builtInClassMaps.find(({ id }) => id === (ask.classMap ?? 'evaluation-2022'))!,
    suppressBelow: below,
  });
}
