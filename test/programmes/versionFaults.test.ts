import assert from 'node:assert/strict';
import { ConfigurationError, parseConfiguration } from '../../src/programmes/configuration.js';
import { lvv, standardSteps } from '../../src/lvv/index.js';
import { file, read, valid } from './twoVersions.js';

/** The line of the first place in a text where this is. */
const lineOf = (text: string, what: string) => text.slice(0, text.indexOf(what)).split('\n').length;

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
  [
    'a partner that does not exist',
    [['ngo, dtv]', 'ngo, coa]']],
    'partners:',
    /programmes\.0\.partners\.2: must be .*avim$/m,
  ],
  ['a partner that is named twice', [['ngo, dtv]', 'ngo, ngo, dtv]']], 'partners:', /partners: names one twice/],
  [
    'a second pair of eyes that is left out',
    [['id: utrecht-2025', 'id: utrecht-2025\n        without: [outcome-check]']],
    'without: [outcome-check]',
    /programmes\.1\.without: outcome-check is left out, so nobody could be the second pair of eyes/,
  ],
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

describe('Versions of a programme', () => {
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
    assert.equal(parseConfiguration(text, 'config.yaml', {}, { ...lvv, steps: steps }).programmes.all.length, 2);
    const gone = text.replace('ladder: []', 'partners: [municipality, ngo]');
    assert.throws(
      () => parseConfiguration(gone, 'config.yaml', {}, { ...lvv, steps: steps }),
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
});
