import { capacityOn, durationsOf, partWordsOf, type Asked } from '../../../src/api/figures/figures.js';
import type { Database } from '../../../src/register/database/database.js';
import { tableOf, type Table } from '../../../src/statistics/table/table.js';
import type { Programmes } from '../../../src/trajectory/definitions/programme.js';
import { countCohort, countPeriod, readTransfers } from './cases.js';
import { countMarks, countOpenWaits, readLeadTimes, readWaited } from './durations.js';
import { cohortTallies, happenedTallies, periodTallies } from './profiles.js';

/** The table as PostgreSQL counts it, to hold that of the product against. */
export async function recountedTable(register: Database, programmes: Programmes, asked: Asked): Promise<Table> {
  const { view, question, asOf, classMap, suppressBelow } = asked;
  const { municipalities, from, to, on } = question;
  const common = {
    view,
    window: { from, to, on },
    asOf,
    municipalities,
    classMap,
    suppressBelow,
    words: partWordsOf(programmes),
  };
  const { period, cohort } = programmes.domain.figures;
  if (view === 'cohort') {
    const tallies = cohortTallies(await countCohort(register, question), classMap);
    return tableOf({ ...common, definition: cohort, tallies, transfers: [], durations: new Map(), capacity: {} });
  }
  const profiles = await countPeriod(register, question);
  const leadTimes = await readLeadTimes(register, question);
  const waited = await readWaited(register, question);
  const marks = await countMarks(register, question, ['escalation', 'objection', 'objection-decided']);
  const open = await countOpenWaits(register, question);
  return tableOf({
    ...common,
    definition: period,
    tallies: { ...periodTallies(profiles, classMap), ...happenedTallies(marks, waited, open) },
    transfers: await readTransfers(register, question),
    durations: durationsOf(leadTimes, waited, open),
    capacity: capacityOn(programmes, municipalities, on),
  });
}
