import assert from 'node:assert/strict';
import { ConfigurationError, parseConfiguration, readConfiguration } from '../../src/programmes/configuration.js';
import { env, file, secret, valid } from './aConfiguration.js';
import { lvv, standardSteps } from '../../src/lvv/index.js';

function faults(text: string): string[] {
  try {
    parseConfiguration(text, 'config.yaml', env, lvv);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.message.split('\n');
  }
  throw new Error('The configuration was accepted.');
}

/** What is wrong, how the file came to be so, and what must be said of it: each fault with its line and path. */
const wrong: [what: string, text: string, told: RegExp[]][] = [
  ['a value of another type', file(['name: IND', 'name: [IND]']), [/^config\.yaml:13: .*\.ind\.name: must be text$/m]],
  [
    'an unknown key',
    file(['    programme:', '    colour: red\n    programme:']),
    [/^config\.yaml:4: municipalities\.utrecht\.colour: is not known here$/],
  ],
  [
    'an unknown agency',
    file(['      ind:', '      police:']),
    [/^config\.yaml:12: .*\.agencies\.police: is not known/],
  ],
  [
    'an unknown channel',
    file(['type: mail', 'type: pigeon']),
    [/^config\.yaml:10: .*\.municipality\.channels\.0\.type: must be mail or webhook$/m],
  ],
  ['a missing key', file(['      id: utrecht-2025', '      without: []']), [/^config\.yaml:4: .*\.programme\.id: /]],
  [
    'a missing part',
    file(['    programme:\n      id: utrecht-2025\n', '']),
    [/^config\.yaml:2: .*utrecht\.programmes: is missing/],
  ],
  [
    'a municipality that does not take part itself',
    file(['      municipality:', '      ngo:']),
    [/^config\.yaml:6: .*\.agencies: the municipality itself must be there/],
  ],
  [
    'a municipality in capitals',
    file(['  utrecht:', '  Utrecht:']),
    [/^config\.yaml:2: municipalities\.Utrecht: a municipality is named in small letters$/],
  ],
  [
    'an environment variable that is not set',
    file(['${HOOKS}/ind', 'https://ind.example/${NOWHERE}']),
    [/^config\.yaml:16: the environment variable NOWHERE is not set$/],
  ],
  [
    'an environment variable that is empty',
    file(['${HOOKS}', '${EMPTY}']),
    [/^config\.yaml:16: .*\.ind\.channels\.0\.url: must be an http or https address$/],
  ],
  [
    'an address of no web protocol',
    file(['${HOOKS}', 'ftp://ind.example']),
    [/^config\.yaml:16: .*\.url: must be an http/],
  ],
  ['an address that is none', file(['${HOOKS}', 'ind']), [/^config\.yaml:16: .*\.url: must be an http or https/]],
  [
    'a mail address that is none',
    file(['lvv@utrecht.example', 'lvv']),
    [/^config\.yaml:11: .*\.channels\.0\.to: .*mail address/],
  ],
  [
    'a name that cannot be read',
    file(['name: IND', "name: '  \u200b '"]),
    [/^config\.yaml:13: .*\.ind\.name: must have/],
  ],
  [
    'a maximum stay of nothing',
    file(['id: utrecht-2025', 'id: utrecht-2025\n      maximumStay: 0 months']),
    [/^config\.yaml:\d+: .*\.maximumStay: must be longer than nothing/],
  ],
  ...(
    [
      'target: 0 working days, fatal: 9 working days',
      'target: 5 working days, fatal: 9 working days, remind: [0 weeks]',
    ] as const
  ).map((terms): (typeof wrong)[number] => [
    `a term of nothing (${terms})`,
    file(['id: utrecht-2025', `id: utrecht-2025\n      terms: { intake: { ${terms} } }`]),
    [/^config\.yaml:6: .*\.terms\.intake\.(target|remind\.0): must be longer than nothing/],
  ]),
  ['a secret that is too short', file(['${SECRET}', 'whsec_abc']), [/^config\.yaml:17: .*\.secret: must be whsec_ /]],
  [
    'a term that is none',
    file([
      'id: utrecht-2025',
      'id: utrecht-2025\n      terms:\n        intake: { target: 5 days, fatal: 9 working days }',
    ]),
    [/^config\.yaml:7: .*\.terms\.intake\.target: must be like "20 working days"/],
  ],
  [
    'a step that does not exist',
    file(['id: utrecht-2025', 'id: utrecht-2025\n      without: [intake, dance]']),
    [/^config\.yaml:6: .*\.programme\.without\.1: there is no step dance$/],
  ],
  [
    'terms that are not in their order',
    file([
      'id: utrecht-2025',
      'id: utrecht-2025\n      terms:\n        intake: { target: 9 working days, fatal: 5 working days, remind: [6 working days], escalate: 4 working days }',
    ]),
    [
      /^config\.yaml:7: .*\.terms\.intake\.fatal: comes before the target/,
      /^config\.yaml:7: .*\.terms\.intake\.remind\.0: comes after the fatal term/,
      /^config\.yaml:7: .*\.terms\.intake\.escalate: comes before the fatal term/,
    ],
  ],
  [
    'terms that are in the wrong order whenever they begin, though their units differ',
    file([
      'id: utrecht-2025',
      'id: utrecht-2025\n      terms:\n        intake: { target: 30 working days, fatal: 10 calendar days, remind: [1 month], escalate: 1 week }',
    ]),
    [
      /^config\.yaml:7: .*\.terms\.intake\.fatal: comes before the target/,
      /^config\.yaml:7: .*\.terms\.intake\.remind\.0: comes after the fatal term/,
      /^config\.yaml:7: .*\.terms\.intake\.escalate: comes before the fatal term/,
    ],
  ],
  ...['6 fortnights', '6 weeks statutory', '90 seconds, statutory', '1 year', '-1 weeks'].map(
    (term): [string, string, RegExp[]] => [
      `the term "${term}"`,
      file([
        'id: utrecht-2025',
        `id: utrecht-2025\n      terms:\n        intake: { target: 1 month, fatal: "${term}" }`,
      ]),
      [/^config\.yaml:7: .*\.terms\.intake\.fatal: must be like .*"6 weeks, statutory"/],
    ],
  ),
  [
    'terms of a step that does not exist',
    file([
      'id: utrecht-2025',
      'id: utrecht-2025\n      terms:\n        constructor: { target: 5 working days, fatal: 9 working days }',
    ]),
    [/^config\.yaml:7: .*\.programme\.terms\.constructor: there is no step constructor$/],
  ],
  [
    'a municipality that is there twice',
    `${valid}  utrecht:\n    name: Again\n`,
    [/^config\.yaml:18: Map keys must be unique$/],
  ],
  [
    'an agency that is there twice',
    `${valid}      ind:\n        name: Again\n`,
    [/^config\.yaml:18: Map keys must be unique$/],
  ],
  [
    'two channels of one type',
    `${valid}          - type: webhook\n            url: \${HOOKS}/2\n            secret: \${SECRET}\n`,
    [/^config\.yaml:14: .*\.ind\.channels: has more than one channel of a type$/],
  ],
  ['a quote that is not closed', file(['name: IND', 'name: "IND']), [/^config\.yaml:18: Missing closing "quote$/]],
  ['an alias of nothing', file(['name: IND', 'name: *ind']), [/^config\.yaml:13: \*ind is an alias of nothing/]],
  ['a tag of another language', file(['name: IND', 'name: !!python/name IND']), [/^config\.yaml:13: Unresolved tag/]],
  ['two documents', `${valid}---\nmunicipalities: {}\n`, [/^config\.yaml:18: .*multiple documents/]],
  ['no municipality', 'municipalities: {}\n', [/^config\.yaml:1: municipalities: names no municipality$/]],
  ['nothing at all', '', [/^config\.yaml:1: the file: /]],
  ['a list', '- utrecht\n', [/^config\.yaml:1: the file: /]],
];

describe('A configuration file', () => {
  it('is read into programmes and a directory, with the environment filled in', () => {
    const { municipalities, programmes, directory } = parseConfiguration(valid, 'config.yaml', env, lvv);
    assert.deepEqual(municipalities, ['utrecht']);
    assert.deepEqual(programmes.at('utrecht', '2026-11-02T12:00:00.000Z')?.steps, standardSteps);
    assert.deepEqual(directory.get('utrecht')?.ind?.channels, [
      { type: 'webhook', url: 'https://hooks.example/ind', secret },
    ]);
  });

  it('can leave steps out and set other terms', () => {
    const text = file([
      'id: utrecht-2025',
      `id: utrecht-2025
      without: [legal-review]
      terms:
        intake: { target: 3 calendar days, fatal: 6 working days, remind: [90 seconds, 1 week], escalate: "6 weeks, statutory" }`,
    ]);
    const programme = parseConfiguration(text, 'config.yaml', env, lvv).programmes.at(
      'utrecht',
      '2026-11-02T12:00:00.000Z',
    )!;
    assert.equal(programme.steps.length, standardSteps.length - 1);
    assert.ok(programme.steps.every(({ name }) => name !== 'legal-review'));
    assert.deepEqual(programme.terms['intake'], {
      target: { amount: 3, unit: 'calendar-day' },
      fatal: { amount: 6, unit: 'working-day' },
      remind: [
        { amount: 90, unit: 'second' },
        { amount: 1, unit: 'week' },
      ],
      escalate: { amount: 6, unit: 'week', statutory: true },
    });
  });

  it('may have a mail address with the letters of its own language', () => {
    parseConfiguration(file(['lvv@utrecht.example', 'lvv@münchen.example']), 'config.yaml', env, lvv);
  });

  for (const [what, text, told] of wrong) {
    it(`with ${what} is refused, and the line says where`, () => {
      const lines = faults(text);
      for (const pattern of told)
        assert.ok(
          lines.some((line) => pattern.test(line)),
          `${pattern}\n${lines.join('\n')}`,
        );
      for (const line of lines) assert.match(line, /^config\.yaml:\d+: \S/);
    });
  }

  it('with several faults is told all of them in one go, each on a line', () => {
    const text = file(
      ['name: Utrecht', 'name: 7'],
      ['id: utrecht-2025', 'id: utrecht-2025\n      without: [dance]'],
      ['      ind:', '      police: {}\n      ind:'],
      ['${HOOKS}', '${NOWHERE}'],
      ['${SECRET}', 'abc'],
    );
    const told = faults(text).map((line) => line.split(':').slice(0, 3).join(':'));
    assert.deepEqual(
      told.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
      [
        'config.yaml:3: municipalities.utrecht.name',
        'config.yaml:6: municipalities.utrecht.programme.without.0',
        'config.yaml:13: municipalities.utrecht.agencies.police',
        'config.yaml:18: municipalities.utrecht.agencies.ind.channels.0.url',
        'config.yaml:18: the environment variable NOWHERE is not set',
        'config.yaml:19: municipalities.utrecht.agencies.ind.channels.0.secret',
      ],
    );
  });

  it('never has a secret repeated in what is said of it', () => {
    const texts = [
      file(['${SECRET}', 'hunter2']),
      file(['${SECRET}', '"hunter2']),
      file(['secret: ${SECRET}', 'secrets: hunter2']),
    ];
    for (const text of texts) assert.ok(!faults(text).join('\n').includes('hunter2'));
  });

  it('that is not there is told with its name', () => {
    assert.throws(() => readConfiguration('/nowhere/config.yaml', env, lvv), {
      name: 'ConfigurationError',
      message: /^\/nowhere\/config\.yaml: can't be read \(ENOENT/,
    });
  });
});
