import assert from 'node:assert/strict';
import { outcomeCodes } from '../../src/lvv/codes.js';
import { standardSteps } from '../../src/lvv/index.js';
import { months, weeks, workingDays } from '../../src/trajectory/terms/deadlines.js';
import { rulesOf, type Programme } from '../../src/trajectory/definitions/programme.js';
import { engineDefaults } from '../../src/trajectory/definitions/rules.js';
import { lvvRules } from '../../src/lvv/rules.js';
import { file, read, valid } from './twoVersions.js';

function on(day: string, text = valid): Programme {
  const programme = read(text).programmes.at('utrecht', `${day}T12:00:00.000Z`);
  assert.ok(programme);
  return programme;
}

describe('The versions of a programme', () => {
  it('are read in full: what a version says, and where it says nothing what is neutral', () => {
    const first = on('2024-12-31');
    assert.equal(first.id, 'utrecht-2019');
    assert.equal(first.from, '2019-03-01');
    assert.deepEqual(rulesOf(first), {
      basis: { en: 'A covenant', nl: 'Een convenant' },
      partners: ['municipality', 'ngo', 'dtv'],
      ladder: [
        { level: 'local-steering-group', title: { en: 'Steering group', nl: 'Stuurgroep' }, term: workingDays(10) },
        { level: 'programme-council', title: { en: 'Council', nl: 'Programmaraad' }, term: weeks(6) },
      ],
      conference: { perMeeting: 12, quorum: ['municipality', 'dtv'], positionsBefore: workingDays(2) },
      admissionAfter: 'case-conference',
      secondPair: { admission: 'always', outcome: 'when-it-says-no' },
      capacity: 100,
      maximumStay: months(18),
      mostExtension: months(6),
      stayExtendedBy: ['case-conference', 'steering-group', 'municipality', 'court'],
      underMandate: false,
      assumedTerms: false,
      escalationGrace: workingDays(3),
      vNumberDigits: 10,
      classes: read(valid).classMaps.find(({ id }) => id === 'strict')!.classes,
      retention: { default: months(60), DUPLICATE: months(1) },
    });
    assert.ok(first.steps.length > 5 && first.steps.every(({ name }) => name !== 'return-counselling'));
  });

  it('take over what they do not say from the one that they are like, and replace what they say as a whole', () => {
    const [first, second] = [on('2024-12-31'), on('2025-01-01')];
    assert.equal(second.id, 'utrecht-2025');
    const rules = rulesOf(second);
    assert.deepEqual(rules.conference, {
      perMeeting: null,
      quorum: ['municipality'],
      positionsBefore: weeks(1),
    });
    assert.deepEqual([rules.ladder, rules.capacity, rules.maximumStay], [[], null, null]);
    assert.deepEqual(rules.partners, rulesOf(first).partners);
    assert.deepEqual([second.steps, second.terms], [first.steps, first.terms]);
  });

  it('that say nothing have the defaults, with the agencies of the municipality as partners', () => {
    for (const version of ['programme: { id: plain }', 'programmes: [{ id: plain, from: 2019-03-01 }]']) {
      const { programmes, classMaps } = read(
        `municipalities: { utrecht: { name: Utrecht, ${version}, agencies: { ngo: { name: N }, municipality: { name: M } } } }`,
      );
      const [plain] = programmes.all;
      const { partners, classes, ...rest } = rulesOf(plain!);
      const { classes: _none, ...defaults } = { ...engineDefaults, ...lvvRules.defaults };
      assert.deepEqual(partners, ['municipality', 'ngo']);
      assert.deepEqual(classes, classMaps[0]!.classes);
      assert.deepEqual(rest, defaults);
      assert.deepEqual([plain!.steps, plain!.terms], [standardSteps, {}]);
    }
  });

  it('hold each until the next one, the first one also before its day', () => {
    const days = ['2018-01-01', '2019-03-01', '2024-12-31', '2025-01-01', '2031-06-09'];
    assert.deepEqual(
      days.map((day) => on(day).id),
      ['utrecht-2019', 'utrecht-2019', 'utrecht-2019', 'utrecht-2025', 'utrecht-2025'],
    );
    // New year begins an hour earlier by the clock of the world than in the Netherlands.
    const { programmes } = read(valid);
    assert.equal(programmes.at('utrecht', '2024-12-31T22:59:59.999Z')?.id, 'utrecht-2019');
    assert.equal(programmes.at('utrecht', '2024-12-31T23:00:00.000Z')?.id, 'utrecht-2025');
    assert.equal(programmes.at('den-haag', '2025-01-01T12:00:00.000Z'), undefined);
  });

  it('have the class map that they name, else the one that holds on their first day, else the built-in one', () => {
    assert.equal(on('2024-12-31').classMap, 'strict');
    // From 2025 none is named: the evaluation's own is the last one before that day.
    assert.equal(on('2025-01-01').classMap, 'evaluation-2022');
    const later = file(['from: 2018-01-01', 'from: 2024-06-01']);
    assert.equal(on('2025-01-01', later).classMap, 'strict');
    const unnamed = file(['        classMap: strict\n', ''], ['from: 2018-01-01', 'from: 2024-06-01']);
    assert.equal(on('2024-12-31', unnamed).classMap, 'evaluation-2022');
  });

  it('give each outcome a class by every map that there is', () => {
    for (const { id, classes } of read(valid).classMaps) {
      const without = outcomeCodes.filter((outcome) => !Object.hasOwn(classes, outcome));
      assert.deepEqual(without, [], id);
    }
  });
});
