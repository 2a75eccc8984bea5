import { partWordsOf } from '../../src/api/figures/figures.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { programmeWith } from '../support/play.js';
import { allFigures, allGroups, builtInClassMaps } from '../support/lvvFigures.js';
import { additive, partsOf } from '../../src/trajectory/figures/figure.js';

/** The page on the figures: what is said of each comes from the catalogue, so that it can't say anything else. */
const words = partWordsOf(programmesOf([programmeWith()]));

export function statisticsPage(): string {
  return [intro, ...allGroups.map(groupOf), mapsPage, limits].join('\n\n') + '\n';
}

const intro = `# The figures

<!-- Made from the catalogue of figures by test/statistics/catalogue.test.ts: WRITE_DOCS=1 writes it. -->

\`GET /v1/statistics\` gives the table of the evaluation: outcomes in rows, municipalities in columns, and last the total.
It needs \`view\` (\`period\` or \`cohort\`), \`from\` and \`to\` (the first and the last day), and takes:

- \`on\`: the reference date (peildatum); \`to\` when left out.
- \`municipality\`: once for each, or with commas; all that you may see when left out.
- \`classMap\`: which outcome counts as what; when left out the map that holds on the reference date.
- \`asOf\`: the figures as they were known at that moment. What was recorded, corrected or reversed later is not in them.
- \`format=csv\` and \`language\`: for a spreadsheet, with all that the table is about above it.

\`GET /v1/statistics/definitions\` gives what follows as JSON. A coordinator or case director of a municipality may ask for
its figures, a national coordinator for those of all.

Every figure has a version, which is raised when what it counts changes. Figures of different definitions, versions,
populations, windows or class maps cannot be added up: the code refuses it. Totals are added up from counts; medians and
percentages of the total are worked out from all people together. Shares are rounded to whole percents, each for itself:
18, 41 and 41 need not be 100. A period and a cohort count different people under different names and are never in one table.`;

function groupOf({ id, title }: (typeof allGroups)[number]): string {
  const figures = allFigures.filter(({ figure }) => figure.group === id);
  const lines = figures.map(({ figure }) => {
    const { version, unit, window, definition, making, byClass } = figure;
    const share = making.kind === 'count' && making.shareOf !== undefined ? `; share of \`${making.shareOf}\`` : '';
    const about = { 'on-date': 'on the reference date', period: 'in the period', cohort: 'of the cohort' }[window];
    const facts = [
      `version ${version}`,
      `${unit} ${about}${share}`,
      additive(figure) ? 'adds up over municipalities' : 'does not add up',
      ...(byClass ? ['by the class map'] : []),
    ].join('; ');
    const names =
      figure.parts === undefined
        ? []
        : [
            `  Parts: ${Object.values(partsOf(figure, words))
              .map(({ en }) => en)
              .join(', ')}.`,
          ];
    return [
      `- **${figure.title.en}** (\`${figure.id}\`, ${figure.title.nl}; ${facts}).`,
      `  ${definition.en}`,
      `  _${definition.nl}_`,
      ...names,
    ].join('\n');
  });
  return [`## ${title.en} (${title.nl})`, lines.join('\n')].join('\n\n');
}

const mapsPage = [
  '## Class maps',
  'Which outcome counts as a durable solution is a choice, and sources choose differently: so a map has a name, a day from which it holds and a source, and is printed with every table. The configuration can have others. The ground of a residence permit makes no difference yet.',
  builtInClassMaps
    .map(({ id, from, title, source, classes }) => {
      const each = Object.entries(classes).map(([outcome, is]) => `${outcome} ${is}`);
      return `- **${id}**, from ${from}: ${title.en} (${title.nl}). ${source.en}\n  ${each.join(', ')}.`;
    })
    .join('\n'),
].join('\n\n');

const limits = `## What they do not say

- **Small cells.** Counts from 1 to 4 (\`BESTENDIG_SMALL_CELLS\`) are not shown, nor are as many others as it takes that they
  cannot be worked out from totals or shares in the same table. But **two tables can be subtracted**: of neighbouring days,
  of two class maps, of a few municipalities and all. Whoever publishes a series looks at that; the API does not.
- **Everything counts where the person was on that day**, at the end of it: after a transfer the inflow and occupancy of last
  year stay with the first municipality. Those who were there, and who came new, came in by transfer, went out by transfer and
  left in the period, make those who are there at its end. A cohort stays with the municipality that admitted it. In the total
  a transfer between two municipalities of the table is both one in and one out.
- **"As it was" goes by the moment at which something was done**, not at which the register had it. What was done while the
  register was down is in the table of that moment once it has been recorded.
- **Everything counts by the day on which it happened**, whenever it was recorded: who withdrew in September and was recorded
  in January is not on the waiting list of 31 December. So do the direction (from the day on which it was agreed), the end of the
  stay, shelter and escalations. Only steps, done and open, go by the record: they are about the work and not about the person.
- **A reopened trajectory** counts as one that never ended, since that is what is known now.
- **Participants and places are two things**: someone admitted may have no place yet, and someone sheltered may not be
  admitted. Of records from before each day of shelter was kept, only the last time is known.
- **A direction is no outcome**, and an outcome that waits for the second pair of eyes is none yet.
- **Trajectories from before the figures were kept** have what could be read from their events; how long agencies were waited
  for then includes days on which the clock stood still.
- **Capacity** is what the programme says for that date; where it says nothing it is not known, never zero, and neither is a
  total of which one part is not known.`;
