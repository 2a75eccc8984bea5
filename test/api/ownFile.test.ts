import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { filledInOf } from '../../src/api/ownFile/fields.js';
import { pageOf } from '../../src/api/ownFile/page.js';
import { codeNamesOf } from '../../src/api/ownFile/personFile.js';
import { activityTitle } from '../../src/api/ownFile/readers.js';
import type { FileTrajectory, FilledIn, PersonFile } from '../../src/api/ownFile/schema.js';
import { lvv } from '../../src/lvv/index.js';
import { parseConfiguration, readConfiguration } from '../../src/programmes/configuration.js';
import { isCorrecting } from '../../src/trajectory/definitions/ownNames.js';
import { everyDefinition, programmesOf } from '../../src/trajectory/definitions/programme.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import { ourVocabulary } from '../support/languages.js';
import { programmeWith } from '../support/play.js';
import { debtCounselling } from '../domains/debtCounselling/index.js';

const shipped = join(packageRoot, 'config', 'bestendig.yaml');
const { programmes } = readConfiguration(shipped, withPlaceholders(process.env), lvv);
const names = codeNamesOf(programmes);
const named = (name: string) => everyDefinition(programmes).find((one) => one.name === name);

/** The names of the parts of a value, however deep. */
function partsIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(partsIn);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...partsIn(inner)]);
}

/** A file of one trajectory in which this was filled in. */
function fileWith(filledIn: FilledIn[], more: Partial<FileTrajectory> = {}): PersonFile {
  const at = '2026-11-02T09:30:00.000Z';
  const roles = [{ en: 'Case director', nl: 'Casusregisseur' }];
  const by = {
    agency: 'municipality',
    agencyTitle: { en: 'Municipality', nl: 'Gemeente' },
    municipality: 'bergen',
    municipalityName: 'Bergen (NH)',
    roles,
  };
  const title = { en: 'Filled in', nl: 'Ingevuld' };
  return {
    madeAt: at,
    readers: [],
    trajectories: [
      {
        id: 'p.1',
        municipality: 'bergen',
        municipalityName: 'Bergen (NH)',
        ownReference: null,
        status: 'open',
        openedAt: at,
        closedAt: null,
        direction: null,
        directionTitle: null,
        outcome: null,
        outcomeTitle: null,
        parties: ['municipality'],
        openSteps: [],
        events: [
          {
            sequence: 1,
            at,
            on: '2026-11-02',
            type: 'x',
            title,
            step: null,
            stepTitle: null,
            by,
            causedBy: null,
            reason: null,
            filledIn,
            told: [],
          },
        ],
        messages: [],
        retention: { programme: null, term: null, dueFrom: null, held: false, holds: [] },
        ...more,
      },
    ],
  };
}

describe('What was filled in, in a person’s own file', () => {
  it('has each part of a row by its title, and no name of a field', () => {
    const debts = programmesOf([
      { ...programmeWith([...debtCounselling.steps]), domain: debtCounselling, actions: debtCounselling.actions },
    ]);
    let met = 0;
    for (const definition of [...everyDefinition(programmes), ...debtCounselling.steps, ...debtCounselling.actions]) {
      // What a correction changes is shown by the fields of the entry that it is about.
      if (isCorrecting(definition.name)) continue;
      for (const { value, parts } of filledInOf(definition.example as Json, definition, codeNamesOf(debts))) {
        for (const part of partsIn(value)) {
          met += 1;
          assert.ok(parts[part], `${definition.name}: ${part}`);
          assert.doesNotMatch(parts[part].nl, /^Niet meer in gebruik/, `${definition.name}: ${part}`);
        }
      }
    }
    assert.ok(met > 5, String(met));
    const efforts = [{ agency: 'dtv', effort: 'guides' }];
    const html = pageOf(lvv, fileWith(filledInOf({ efforts }, named('case-conference'), names)), 'nl');
    assert.match(html, /<li>Partij: DT&amp;V<\/li><li>Inzet: Begeleidt<\/li>/);
  });

  it('says that nothing was filled in where an answer has nothing in it', () => {
    const html = pageOf(lvv, fileWith(filledInOf({ languages: [], reach: {} }, lvv.referral, names)), 'nl');
    assert.match(html, /<dt>Talen<\/dt><dd>–<\/dd>/);
    assert.match(html, /<dt>Hoe de deelnemer te bereiken is<\/dt><dd>–<\/dd>/);
  });

  it('calls steps and municipalities by their names, the latter as the configuration does', () => {
    const text = readFileSync(shipped, 'utf8').replace('name: Groningen', "name: Stad 's-Groningen");
    const own = parseConfiguration(text, 'x.yaml', withPlaceholders(process.env), lvv).programmes;
    const codesOf = (data: Json, name: string, of = codeNamesOf(own)) =>
      Object.assign({}, ...filledInOf(data, named(name), of).map(({ codes }) => codes)) as FilledIn['codes'];
    assert.deepEqual(codesOf({ to: 'groningen' }, 'offer-transfer')['groningen']?.nl, "Stad 's-Groningen");
    assert.deepEqual(codesOf({ step: 'legal-review' }, 'plan-step')['legal-review'], named('legal-review')!.title);
    const html = pageOf(lvv, fileWith([]), 'nl');
    assert.ok(html.includes('<dd>Bergen (NH)</dd>') && html.includes('Gemeente (Bergen (NH)), Casusregisseur'));
    assert.ok(!html.includes('bergen'));
  });

  it('has a title for what the engine noted itself, and for what no definition is left of', () => {
    const [planned] = filledInOf({ opensOn: '2026-12-01' }, named('legal-review'), names);
    assert.deepEqual(planned?.title, { nl: 'Opent op', en: 'Opens on' });
    const [gone] = filledInOf({ rows: [{ agency: 'dtv', weight: 3 }] }, undefined, names);
    assert.deepEqual(
      [gone?.title.nl, gone?.parts['weight']?.nl],
      ['Niet meer in gebruik: rows', 'Niet meer in gebruik: weight'],
    );
    assert.equal(gone?.codes['dtv']?.nl, 'DT&V');
  });
});

describe('The page of a person’s own file', () => {
  const filled = () => filledInOf({ channel: 'desk' }, lvv.referral, names);

  it('says why each thing was asked, and that it stopped only when it did', () => {
    const [nl, en] = [pageOf(lvv, fileWith(filled()), 'nl'), pageOf(lvv, fileWith(filled()), 'en')];
    assert.match(nl, /<small>Waarom: /);
    assert.match(en, /<small>Why: /);
    assert.doesNotMatch(nl + en, /Gestopt op|Ended on/);
    const closedAt = '2026-11-20T09:30:00.000Z';
    assert.match(
      pageOf(lvv, fileWith(filled(), { closedAt, status: 'closed' }), 'nl'),
      /Gestopt op<\/dt><dd>20 november 2026/,
    );
  });

  it('says by what something happened that nobody did', () => {
    const file = fileWith([]);
    const [event] = file.trajectories[0]!.events;
    for (const [causedBy, nl, en] of [
      ['time', 'Automatisch: de datum is bereikt.', 'Automatic: the date was reached.'],
      ['another-trajectory', 'Dit komt uit een ander traject.', 'This came from another trajectory.'],
      ['changed-rules', 'Automatisch: de regels zijn gewijzigd.', 'Automatic: the rules have changed.'],
    ] as const) {
      Object.assign(event!, { by: null, causedBy });
      assert.ok(pageOf(lvv, file, 'nl').includes(`. ${nl}</p>`), nl);
      assert.ok(pageOf(lvv, file, 'en').includes(`. ${en}</p>`), en);
    }
  });

  it('says what those did who looked: actions in the past tense, and a sentence for what is gone', () => {
    const definitions = everyDefinition(programmes);
    for (const one of definitions) {
      const { nl, en } = activityTitle(`trajectory.${one.name}`, definitions);
      if (one.kind === 'action') assert.deepEqual({ nl, en }, { nl: one.done.nl, en: one.done.en });
      else assert.deepEqual([nl, en], [`Ingevuld: ${one.title.nl}`, `Filled in: ${one.title.en}`]);
    }
    for (const gone of ['trajectory.no-such-step', 'someOperation', 'trajectory.toString']) {
      assert.deepEqual(activityTitle(gone, definitions), {
        en: 'Did something in the file',
        nl: 'Deed iets in het dossier',
      });
    }
    for (const activity of ['erasure.approve', 'erasure.reject', 'trajectory.end-hold', 'figures.read', 'log.read']) {
      for (const language of ['nl', 'en'] as const) {
        const title = activityTitle(activity, definitions)[language];
        assert.notEqual(title, activityTitle('nothing', definitions)[language], activity);
        assert.deepEqual(ourVocabulary().strangeWords(title, language), []);
      }
    }
  });
});
