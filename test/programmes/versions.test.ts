import assert from 'node:assert/strict';
import { ConfigurationError, parseConfiguration } from '../../src/programmes/configuration.js';
import { outcomeCodes } from '../../src/steps/codes.js';
import { standardSteps } from '../../src/steps/index.js';
import { months, weeks, workingDays } from '../../src/trajectory/deadlines.js';
import { rulesOf, type Programme } from '../../src/trajectory/programme.js';
import { defaultRules } from '../../src/trajectory/rules.js';

/** Two versions, of which the second is like the first but for what it says itself. */
const valid = `municipalities:
  utrecht:
    name: Utrecht
    programmes:
      - id: utrecht-2019
        from: 2019-03-01
        basis: { en: A covenant, nl: Een convenant }
        without: [return-counselling]
        terms:
          intake: { target: 3 working days, fatal: 6 working days }
        partners: [municipality, ngo, dtv]
        ladder:
          - { level: local-steering-group, title: { en: Steering group, nl: Stuurgroep } }
          - { level: programme-council, title: { en: Council, nl: Programmaraad }, term: 6 weeks }
        conference: { perMeeting: 12, quorum: [municipality, dtv] }
        admissionAfter: case-conference
        secondPair: { admission: always }
        capacity: 100
        maximumStay: 18 months
        mostExtension: 6 months
        classMap: strict
        retention: { default: 60 months, DUPLICATE: 1 month }
      - id: utrecht-2025
        from: 2025-01-01
        like: utrecht-2019
        ladder: []
        conference: { positionsBefore: 1 week }
        capacity: null
        maximumStay: null
        mostExtension: null
        classMap: null
    agencies:
      municipality: { name: Gemeente Utrecht }
      ngo: { name: NGO partner }
      dtv: { name: DT&V }
classMaps:
  - id: strict
    from: 2018-01-01
    title: { en: Strict, nl: Streng }
    source: Made up for this test
    classes:
${outcomeCodes.map((outcome) => `      ${outcome}: ${outcome === 'RETURNED_INDEPENDENT' ? 'DURABLE' : 'NONE'}\n`).join('')}`;

const read = (text: string) => parseConfiguration(text, 'config.yaml', {});

function file(...changes: [from: string, to: string][]): string {
  let text = valid;
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  return text;
}

/** The line of the first place in a text where this is. */
const lineOf = (text: string, what: string) => text.slice(0, text.indexOf(what)).split('\n').length;

function on(day: string, text = valid): Programme {
  const programme = read(text).programmes.at('utrecht', `${day}T12:00:00.000Z`);
  assert.ok(programme);
  return programme;
}

/** What is wrong, how the file came to be so, at which of its words it is told, and what. */
const wrong: [what: string, changes: [string, string][], at: string, told: RegExp][] = [
  ['a day that is none', [['2025-01-01', '2025-02-30']], '2025-02-30', /programmes\.1\.from: must be a day/],
  ['a day of another form', [['2025-01-01', '1-1-2025']], '1-1-2025', /programmes\.1\.from: must be a day/],
  ['a version without a day', [['        from: 2025-01-01\n', '']], 'id: utrecht-2025', /programmes\.1\.from: /],
  [
    'two versions from one day',
    [['2025-01-01', '2019-03-01']],
    'from: 2019-03-01\n        like',
    /programmes\.1\.from: is the first day of the version before as well/,
  ],
  [
    'a version out of order',
    [['2025-01-01', '2018-12-31']],
    'from: 2018-12-31',
    /programmes\.1\.from: comes before 2019-03-01/,
  ],
  [
    'an id that is used twice',
    [['id: utrecht-2025', 'id: utrecht-2019']],
    'id: utrecht-2019\n        from: 2025',
    /programmes\.1\.id: utrecht-2019 is the id of another version, of utrecht/,
  ],
  [
    'no version',
    [[valid.slice(valid.indexOf('programmes:'), valid.indexOf('    agencies:')), 'programmes: []\n']],
    'programmes: []',
    /programmes: has no version/,
  ],
  [
    'a single programme beside the versions',
    [['    programmes:', '    programme: { id: utrecht }\n    programmes:']],
    'programme: {',
    /utrecht\.programme: is there beside programmes/,
  ],
  [
    'a version that is like no earlier one',
    [['like: utrecht-2019', 'like: utrecht-2020']],
    'like: utrecht-2020',
    /programmes\.1\.like: there is no earlier version utrecht-2020/,
  ],
  [
    'a version that is like itself',
    [['like: utrecht-2019', 'like: utrecht-2025']],
    'like: utrecht-2025',
    /programmes\.1\.like: there is no earlier version utrecht-2025/,
  ],
  ['a partner that does not exist', [['ngo, dtv]', 'ngo, coa]']], 'partners:', /programmes\.0\.partners\.2: .*"avim"/],
  ['a partner that is named twice', [['ngo, dtv]', 'ngo, ngo, dtv]']], 'partners:', /partners: names one twice/],
  [
    'a partner that is no agency of the municipality',
    [['ngo, dtv]', 'ngo, dtv, avim]']],
    'partners:',
    /programmes\.0\.partners\.3: avim is not among the agencies/,
  ],
  [
    'partners without the municipality',
    [['[municipality, ngo, dtv]', '[ngo, dtv]']],
    'partners:',
    /programmes\.0\.partners: the municipality itself must be among them/,
  ],
  [
    'a quorum of who is no partner',
    [['ngo, dtv]', 'ngo]']],
    'conference: { perMeeting',
    /programmes\.0\.conference\.quorum\.1: dtv is no partner/,
  ],
  [
    'a quorum that a later version has no partner for',
    [
      ['        conference: { positionsBefore: 1 week }\n', ''],
      ['ladder: []', 'partners: [municipality, ngo]'],
    ],
    'id: utrecht-2025',
    /programmes\.1\.conference\.quorum\.1: dtv is no partner/,
  ],
  ['a step that does not exist', [['return-counselling]', 'dance]']], 'without:', /without\.0: there is no step dance/],
  [
    'admission after a step that does not exist',
    [['admissionAfter: case-conference', 'admissionAfter: dance']],
    'admissionAfter:',
    /programmes\.0\.admissionAfter: there is no step dance/,
  ],
  [
    'admission after a step that is left out',
    [['without: [return-counselling]', 'without: [case-conference]']],
    'admissionAfter:',
    /programmes\.0\.admissionAfter: case-conference is left out/,
  ],
  [
    'admission after a step that a later version leaves out',
    [['ladder: []', 'without: [case-conference]']],
    'id: utrecht-2025',
    /programmes\.1\.admissionAfter: case-conference is left out/,
  ],
  [
    'admission after itself',
    [['admissionAfter: case-conference', 'admissionAfter: admission']],
    'admissionAfter:',
    /programmes\.0\.admissionAfter: admission does not come before it/,
  ],
  [
    'admission after a step that comes later',
    [['admissionAfter: case-conference', 'admissionAfter: legal-review']],
    'admissionAfter:',
    /programmes\.0\.admissionAfter: legal-review does not come before it/,
  ],
  [
    'a level of the ladder that is there twice',
    [['level: programme-council', 'level: local-steering-group']],
    'level: local-steering-group, title: { en: Council',
    /ladder\.1\.level: local-steering-group is on the ladder already/,
  ],
  [
    'a level of the ladder that is an alias of nothing',
    [['ladder: []', 'ladder: [*steering-group]']],
    '[*steering-group]',
    /\*steering-group is an alias of nothing/,
  ],
  [
    'a level without a title',
    [[', title: { en: Council, nl: Programmaraad }', '']],
    'level: programme-council',
    /ladder\.1\.title: /,
  ],
  ['a title in one language', [[', nl: Programmaraad', '']], 'level: programme-council', /ladder\.1\.title\.nl: /],
  [
    'a class map that does not exist',
    [['classMap: strict', 'classMap: mild']],
    'classMap: mild',
    /programmes\.0\.classMap: there is no class map mild/,
  ],
  [
    'an unknown outcome in a class map',
    [['      MOB: NONE', '      MOBB: NONE\n      MOB: NONE']],
    'MOBB',
    /classes\.MOBB: is not known here/,
  ],
  [
    'a class map that lacks an outcome',
    [['      MOB: NONE\n', '']],
    'classes:',
    /classMaps\.0\.classes\.MOB: must be one of DURABLE.*there is none/,
  ],
  [
    'an unknown class',
    [['      MOB: NONE', '      MOB: HALF']],
    'MOB: HALF',
    /classMaps\.0\.classes\.MOB: must be one of DURABLE/,
  ],
  [
    'a class map with the id of one that is built in',
    [
      ['id: strict', 'id: evaluation-2022'],
      ['classMap: strict', 'classMap: evaluation-2022'],
    ],
    'id: evaluation-2022',
    /classMaps\.0\.id: there is another class map evaluation-2022/,
  ],
  [
    'an unknown outcome in the retention',
    [['DUPLICATE: 1 month', 'ALL: 1 month']],
    'retention:',
    /retention\.ALL: is not known here/,
  ],
  [
    'a capacity that is no number of places',
    [['capacity: 100', 'capacity: -1']],
    'capacity: -1',
    /programmes\.0\.capacity: /,
  ],
  [
    'an unknown way of second looks',
    [['admission: always', 'admission: often']],
    'secondPair:',
    /secondPair\.admission: .*when-it-says-no/,
  ],
  ['an unknown key', [['capacity: 100', 'places: 100']], 'places: 100', /programmes\.0\.places: is not known here/],
];

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
      const { partners: _all, classes: _none, ...defaults } = defaultRules;
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

  for (const [what, changes, at, told] of wrong) {
    it(`with ${what} are refused, and the line says where`, () => {
      const text = file(...changes);
      assert.throws(
        () => read(text),
        (error) => {
          assert.ok(error instanceof ConfigurationError, String(error));
          const line = error.message.split('\n').find((one) => told.test(one));
          assert.ok(line, `${told}\n${error.message}`);
          assert.ok(line.startsWith(`config.yaml:${lineOf(text, at)}: `), `${line}, not line ${lineOf(text, at)}`);
          return true;
        },
      );
    });
  }

  it('of another municipality may not have the same id, so that an id says which one is meant', () => {
    const other =
      '  groningen: { name: Groningen, programmes: [{ id: utrecht-2025, from: 2019-03-01 }], agencies: { municipality: { name: G } } }\n';
    assert.throws(
      () => read(file(['classMaps:', `${other}classMaps:`])),
      /groningen\.programmes\.0\.id: utrecht-2025 is the id of another version, of utrecht/,
    );
  });

  it('wait for no step before admission that nobody who takes part can perform', () => {
    const visit = {
      ...standardSteps[1]!,
      name: 'visit',
      responsible: 'dtv' as const,
      performedBy: ['dtv:liaison' as const],
    };
    const steps = [standardSteps[0]!, visit, ...standardSteps.slice(1)];
    const text = file(
      ['admissionAfter: case-conference', 'admissionAfter: visit'],
      ['quorum: [municipality, dtv]', 'quorum: []'],
    );
    assert.equal(parseConfiguration(text, 'config.yaml', {}, steps).programmes.all.length, 2);
    const gone = text.replace('ladder: []', 'partners: [municipality, ngo]');
    assert.throws(
      () => parseConfiguration(gone, 'config.yaml', {}, steps),
      /programmes\.1\.admissionAfter: nobody who takes part can perform visit/,
    );
  });

  it('with faults in several places are told all of them in one go', () => {
    const text = file(
      ['like: utrecht-2019', 'like: nothing'],
      ['ngo, dtv]', 'ngo, dtv, ind]'],
      ['classMap: strict', 'classMap: mild'],
    );
    assert.throws(
      () => read(text),
      (error) => (error as Error).message.split('\n').length === 3,
    );
  });

  it('give each outcome a class by every map that there is', () => {
    for (const { id, classes } of read(valid).classMaps) {
      assert.deepEqual(Object.keys(classes).toSorted(), outcomeCodes.toSorted(), id);
    }
  });
});
