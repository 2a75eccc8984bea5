import assert from 'node:assert/strict';
import { catalogue } from '../support/lvvFigures.js';
import type { Table } from '../../src/statistics/table/table.js';
import { tableOfCases, value, type Ask } from '../support/figures.js';
import { lifeStories } from '../support/lifeStories.js';
import { casesOf } from '../support/stories.js';

/**
 * The figures of each view, counted by hand of the twenty-five life stories in test/support/lifeStories.ts. A count is written
 * as the names of those who are in it, so that whoever doubts a cell can read the stories and count again.
 */
const cases = casesOf(lifeStories());
const municipalities = ['eindhoven', 'groningen'];

/** Names of those who are counted, in Eindhoven and in Groningen. */
type Names = Record<string, [eindhoven: string, groningen: string]>;
/** Numbers that are no count of people: in Eindhoven, in Groningen, and of both together. */
type Numbers = Record<string, [eindhoven: number | null, groningen: number | null, total: number | null]>;

interface ByHand {
  ask: Ask;
  people: Names;
  numbers: Numbers;
}

const known = '2026-06-30T12:00:00.000Z';

/** The year 2025 as it is known half a year later. */
const year: ByHand = {
  ask: { from: '2025-01-01', to: '2025-12-31', on: '2025-12-31', now: known },
  people: {
    // Bob, Rik and Vic had left, Ivy on 10 December (recorded in January), Jan on the day itself; Mia was in Utrecht. Cem had
    // not moved yet. Sam's ending does not stand. Han is admitted from May by a decision of 2026.
    participants: ['Ada Cem Kim Leo Sam', 'Fay Han Tom Wim'],
    // Cem, Leo, Han and Tom never had a place, and Fay had none at the time. Noa has one without being admitted.
    'places-taken': ['Ada Kim Sam Noa', 'Wim'],
    'sheltered-not-admitted': ['Noa', ''],
    // Dee had withdrawn in September, whenever that was recorded; Uma had died. Pia was received in November.
    'waiting-list': ['Eva Noa Oz Xia', 'Pia Ria'],
    'waiting-list-by-stage/intake': ['Noa Xia', 'Pia Ria'],
    'waiting-list-by-stage/conference': ['Eva Oz', ''],
    'participants-by-direction/RETURN': ['Ada Cem Leo Sam', 'Wim'],
    'participants-by-direction/ONWARD_MIGRATION': ['', 'Fay'],
    'participants-by-direction/LEGALISATION': ['Kim', ''],
    'participants-by-direction/UNDER_INVESTIGATION': ['', 'Tom'],
    // Nothing had been agreed for Han, who was not even known to be admitted.
    'participants-by-direction/NONE_AGREED': ['', 'Han'],
    'under-investigation-by-reason/NOT_SAID': ['', 'Tom'],
    'days-to-maximum-stay/no-maximum': ['Ada Cem Kim Leo Sam', 'Fay Han Tom Wim'],
    'objection-running': ['', 'Han'],
    // Leo was referred in Utrecht, Vic and Wim the year before; Qi goes on in another trajectory.
    referred: ['Ada Bob Cem Dee Eva Mia Noa Oz Rik Sam Xia', 'Fay Gio Han Ivy Jan Kim Pia Ria Tom Uma'],
    // Ria is Rik, who left in May.
    're-entries': ['', 'Ria'],
    admitted: ['Ada Bob Cem Mia Rik Sam', 'Fay Han Ivy Jan Kim Tom'],
    refused: ['', 'Gio'],
    'left-before-admission': ['Dee', 'Uma'],
    'transferred-in/participating': ['Kim Leo', ''],
    'transferred-out/participating': ['Mia', 'Kim'],
    outflow: ['Bob Rik Vic', 'Ivy Jan'],
    'outflow-by-outcome/RETURNED_INDEPENDENT': ['Bob Vic', ''],
    'outflow-by-outcome/RESIDENCE_GRANTED': ['', 'Jan'],
    'outflow-by-outcome/MOB': ['Rik', 'Ivy'],
    'outflow-in-rate': ['Bob Rik Vic', 'Ivy Jan'],
    'outflow-by-class/DURABLE': ['Bob Vic', 'Jan'],
    'outflow-by-class/NONE': ['Rik', 'Ivy'],
    'referral-to-intake-n': ['Ada Bob Cem Eva Mia Oz Rik Sam', 'Fay Gio Han Ivy Jan Kim Tom Uma'],
    'referral-to-conference-n': ['Ada', 'Tom'],
    // Han's decision is of 2026, Vic's and Wim's of 2024, and Leo's was taken in Utrecht.
    'referral-to-admission-n': ['Ada Bob Cem Mia Rik Sam', 'Fay Ivy Jan Kim Tom'],
    'admission-to-outcome-n': ['Bob Rik Vic', 'Ivy Jan'],
    objections: ['', 'Han'],
    'objections-by-kind/objection': ['', 'Han'],
  },
  numbers: {
    capacity: [null, 300, null],
    'occupancy-rate': [null, 0, null],
    'mob-share': [33, 50, 40],
    // Ten days for everybody but Gio, who waited fifteen.
    'referral-to-intake-median': [10, 10, 10],
    'referral-to-intake-p90': [10, 15, 10],
    // Ada 20, Tom 31.
    'referral-to-conference-median': [20, 31, 20],
    'referral-to-conference-p90': [20, 31, 31],
    // Rik 27, Ada 31, Sam 31, Cem 37, Mia 38, Bob 45; Jan 30, Kim 30, Fay 31, Ivy 31, Tom 36.
    'referral-to-admission-median': [31, 31, 31],
    'referral-to-admission-p90': [45, 36, 38],
    // Vic 57, Rik 89, Bob 264; Jan 183, Ivy 192.
    'admission-to-outcome-median': [89, 183, 183],
    'admission-to-outcome-p90': [264, 192, 264],
  },
};

/** The same year, as it was known at the end of it. */
const yearAsKnownThen: ByHand = {
  ask: { ...year.ask, asOf: '2025-12-31T22:00:00.000Z' },
  people: {
    ...year.people,
    // Ivy was not known to have left, Sam had, and Han had been refused.
    participants: ['Ada Cem Kim Leo', 'Fay Ivy Tom Wim'],
    'places-taken': ['Ada Kim Noa', 'Wim'],
    // Dee was not known to have withdrawn, and Pia was not known at all.
    'waiting-list': ['Dee Eva Noa Oz Xia', 'Ria'],
    'waiting-list-by-stage/intake': ['Dee Noa Xia', 'Ria'],
    'participants-by-direction/RETURN': ['Ada Cem Leo', 'Ivy Wim'],
    'participants-by-direction/NONE_AGREED': ['', ''],
    'days-to-maximum-stay/no-maximum': ['Ada Cem Kim Leo', 'Fay Ivy Tom Wim'],
    referred: ['Ada Bob Cem Dee Eva Mia Noa Oz Rik Sam Xia', 'Fay Gio Han Ivy Jan Kim Ria Tom Uma'],
    admitted: ['Ada Bob Cem Mia Rik Sam', 'Fay Ivy Jan Kim Tom'],
    refused: ['', 'Gio Han'],
    'left-before-admission': ['', 'Uma'],
    outflow: ['Bob Rik Sam Vic', 'Jan'],
    'outflow-by-outcome/MOB': ['Rik Sam', ''],
    'outflow-in-rate': ['Bob Rik Sam Vic', 'Jan'],
    'outflow-by-class/DURABLE': ['Bob Vic', 'Jan'],
    'outflow-by-class/NONE': ['Rik Sam', ''],
    'admission-to-outcome-n': ['Bob Rik Sam Vic', 'Jan'],
  },
  numbers: {
    ...year.numbers,
    'mob-share': [50, 0, 40],
    // Vic 57, Rik 89, Sam 90, Bob 264; Jan 183.
    'admission-to-outcome-median': [89, 183, 90],
    'admission-to-outcome-p90': [264, 183, 264],
  },
};

/** A day in the next year, with the quarter before it. */
const spring: ByHand = {
  ask: { from: '2026-01-01', to: '2026-03-31', on: '2026-03-31', now: known },
  people: {
    // Cem has moved, and Eva has been admitted.
    participants: ['Ada Eva Kim Leo Sam', 'Cem Fay Han Tom Wim'],
    // Eva has a place since January, and Fay again since February.
    'places-taken': ['Ada Eva Kim Noa Sam', 'Fay Wim'],
    'sheltered-not-admitted': ['Noa', ''],
    // Oz has moved.
    'waiting-list': ['Noa Xia', 'Oz Pia Ria'],
    'waiting-list-by-stage/intake': ['Noa', 'Pia Ria'],
    'waiting-list-by-stage/conference': ['Xia', 'Oz'],
    'participants-by-direction/RETURN': ['Ada Leo Sam', 'Cem Wim'],
    'participants-by-direction/ONWARD_MIGRATION': ['', 'Fay'],
    'participants-by-direction/LEGALISATION': ['Kim', 'Tom'],
    // Nobody has agreed anything for Eva and Han: that is not the same as under investigation.
    'participants-by-direction/NONE_AGREED': ['Eva', 'Han'],
    'days-to-maximum-stay/no-maximum': ['Ada Eva Kim Leo Sam', 'Cem Fay Han Tom Wim'],
    admitted: ['Eva', ''],
    'transferred-in/participating': ['', 'Cem'],
    'transferred-in/waiting': ['', 'Oz'],
    'transferred-out/participating': ['Cem', ''],
    'transferred-out/waiting': ['Oz', ''],
    'referral-to-intake-n': ['Xia', ''],
    'referral-to-admission-n': ['Eva', 'Han'],
    // The level that was asked about Xia answered.
    escalations: ['Xia', ''],
    'escalations-by-result/local-steering-group/agreed': ['Xia', ''],
    'objections-decided': ['', 'Han'],
    'objections-decided-by-result/objection/upheld': ['', 'Han'],
  },
  numbers: {
    capacity: [null, 300, null],
    'occupancy-rate': [null, 1, null],
    // Xia, from 20 December to 10 March.
    'referral-to-intake-median': [80, null, 80],
    'referral-to-intake-p90': [80, null, 80],
    // Eva 106, Han 315.
    'referral-to-admission-median': [106, 315, 106],
    'referral-to-admission-p90': [106, 315, 315],
  },
};

/** Who was referred or admitted in the first half of 2025, and what had come of them at the end of the year. */
const cohort: ByHand = {
  ask: { view: 'cohort', from: '2025-01-01', to: '2025-06-30', on: '2025-12-31', now: known },
  people: {
    // Leo was admitted in Utrecht. Mia stays in the cohort of Eindhoven, and Kim would in that of Groningen.
    'cohort-admitted': ['Ada Bob Cem Mia Rik', 'Fay Han Ivy'],
    'cohort-participating': ['Ada Cem Mia', 'Fay Han'],
    'cohort-left': ['Bob Rik', 'Ivy'],
    'cohort-by-outcome/RETURNED_INDEPENDENT': ['Bob', ''],
    'cohort-by-outcome/MOB': ['Rik', 'Ivy'],
    'cohort-by-class/DURABLE': ['Bob', ''],
    'cohort-by-class/NONE': ['Rik', 'Ivy'],
    'cohort-by-month/2025-02': ['Ada Rik', ''],
    'cohort-by-month/2025-03': ['Bob Cem Mia', ''],
    'cohort-by-month/2025-04': ['', 'Fay'],
    'cohort-by-month/2025-05': ['', 'Han'],
    'cohort-by-month/2025-06': ['', 'Ivy'],
    'cohort-by-month-participating/2025-02': ['Ada', ''],
    'cohort-by-month-participating/2025-03': ['Cem Mia', ''],
    'cohort-by-month-participating/2025-04': ['', 'Fay'],
    'cohort-by-month-participating/2025-05': ['', 'Han'],
    'cohort-by-month-left/2025-02': ['Rik', ''],
    'cohort-by-month-left/2025-03': ['Bob', ''],
    'cohort-by-month-left/2025-06': ['', 'Ivy'],
    'cohort-referred': ['Ada Bob Cem Mia Rik', 'Fay Gio Han Ivy Jan Kim'],
    'cohort-referred-by-stage/admitted': ['Ada Bob Cem Mia Rik', 'Fay Han Ivy Jan Kim'],
    'cohort-referred-by-stage/refused': ['', 'Gio'],
  },
  numbers: {},
};

const count = (names: string) => (names === '' ? 0 : names.split(' ').length);

/** Every cell by its row, apart from steps: those are counted by the record and not by people (see durations.test.ts). */
function cellsOf({ rows }: Table): Record<string, (number | null)[]> {
  const people = rows.filter(({ group }) => group !== 'waiting');
  return Object.fromEntries(
    people.map(({ figure, part, cells }) => [
      part === null ? figure : `${figure}/${part}`,
      cells.map((one) => one.value),
    ]),
  );
}

/** The same by hand: what is not named is nobody, and of nobody there is no median or share. */
function cellsByHand({ ask, people, numbers }: ByHand, rows: readonly string[]): Record<string, (number | null)[]> {
  const named = Object.entries(people).map(([row, [eindhoven, groningen]]) => {
    const [e, g] = [count(eindhoven), count(groningen)];
    return [row, [e, g, e + g]] as const;
  });
  const { figures } = catalogue[ask.view ?? 'period'];
  const nobody = rows.map((row) => {
    const { making } = figures.find(({ id }) => id === row.split('/')[0])!;
    const none = making.kind === 'count' || making.kind === 'transfers' ? 0 : null;
    return [row, [none, none, none]] as const;
  });
  return Object.fromEntries([...nobody, ...named, ...Object.entries(numbers)]);
}

describe('The figures of twenty-five life stories', () => {
  for (const [what, byHand] of Object.entries({
    'of a year': year,
    'of that year as it was known at its end': yearAsKnownThen,
    'of a day in the next year, and the quarter before it': spring,
    'of a cohort': cohort,
  })) {
    it(`${what} are those counted by hand, in every cell`, () => {
      const cells = cellsOf(tableOfCases(cases, { ...byHand.ask, municipalities }));
      assert.deepEqual(cells, cellsByHand(byHand, Object.keys(cells)));
    });
  }

  it('close for each municipality: who was there, and who came, less who went and who left, are who is there', () => {
    const ends = ['2024-12-31', '2025-03-31', '2025-09-30', '2025-10-01', '2025-12-31', '2026-01-31', '2026-06-30'];
    for (const asOf of [known, '2025-12-31T22:00:00.000Z']) {
      for (const [i, from] of ends.slice(0, -1).entries()) {
        const [before, after] = [from, ends[i + 1]!].map((on) =>
          tableOfCases(cases, { from: dayAfter(from), to: on < dayAfter(from) ? dayAfter(from) : on, on, asOf }),
        ) as [Table, Table];
        for (const municipality of ['eindhoven', 'groningen', 'utrecht', 'total']) {
          const now = (figure: string, part?: string) => value(after, figure, municipality, part) ?? 0;
          const moved = (stage: string) => now('transferred-in', stage) - now('transferred-out', stage);
          assert.equal(
            value(before, 'participants', municipality)! + now('admitted') + moved('participating') - now('outflow'),
            now('participants'),
            `participants of ${municipality} after ${from} as of ${asOf}`,
          );
        }
      }
    }
  });
});

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
