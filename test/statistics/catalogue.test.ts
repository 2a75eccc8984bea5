import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { allFigures, allGroups, builtInClassMaps } from '../support/lvvFigures.js';
import { classMapOn, classOf, type ClassMap } from '../../src/trajectory/figures/classMap.js';
import { directionCodes, endings, outcomeCodes } from '../../src/lvv/codes.js';
import { statisticsPage } from './page.js';

describe('The catalogue of figures', () => {
  it('says in both languages in one sentence what each counts, under an id of its own in either view', () => {
    const ids = allFigures.map(({ figure }) => figure.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { figure } of allFigures) {
      for (const language of ['en', 'nl'] as const) {
        assert.match(figure.definition[language], /^\S.*\.$/, figure.id);
        assert.ok(figure.title[language].length > 1, figure.id);
      }
      assert.ok(allGroups.some(({ id }) => id === figure.group));
    }
  });

  it('keeps a cohort and a period apart: they share no figure and no population', () => {
    const of = (view: string) => allFigures.filter((one) => one.view === view).map(({ figure }) => figure);
    for (const figure of of('cohort')) {
      assert.equal(figure.window, 'cohort');
      assert.ok(of('period').every(({ id, population }) => id !== figure.id && population !== figure.population));
    }
    assert.ok(of('period').every(({ window }) => window !== 'cohort'));
  });

  it('has no direction among the outcomes, and no refusal or duplicate among the outflow', () => {
    for (const { figure } of allFigures.filter(({ figure: { id } }) => id.endsWith('by-outcome'))) {
      const parts = Object.keys(figure.parts ?? {});
      for (const code of [...directionCodes, ...Object.keys(endings), 'REFUSED_AT_ADMISSION']) {
        assert.ok(!parts.includes(code), code);
      }
    }
  });

  it('is what docs/statistics.md says', () => {
    const path = join(packageRoot, 'docs', 'statistics.md');
    if (process.env['WRITE_DOCS']) writeFileSync(path, statisticsPage());
    assert.equal(readFileSync(path, 'utf8'), statisticsPage());
  });
});

describe('A class map', () => {
  const [evaluation, together] = builtInClassMaps as [ClassMap, ClassMap];

  it('of the evaluation has a class for every outcome, and MOB is no return', () => {
    for (const code of [...outcomeCodes, ...Object.keys(endings)]) {
      assert.notEqual(classOf(evaluation, code), 'UNCLASSIFIED', code);
    }
    assert.equal(classOf(evaluation, 'MOB'), 'NONE');
    assert.equal(classOf(evaluation, 'RETURNED_INDEPENDENT'), 'DURABLE');
    assert.equal(classOf(evaluation, 'STATE_RECEPTION_OTHER'), 'UNDECIDED');
    assert.equal(classOf(together, 'MEDICAL_DEFERRAL'), 'DURABLE');
  });

  it('that does not name an outcome gives it no class at all', () => {
    assert.equal(classOf({ ...evaluation, classes: {} }, 'MOB'), 'UNCLASSIFIED');
    assert.equal(classOf({ ...evaluation, classes: {} }, 'constructor'), 'UNCLASSIFIED');
  });

  it('holds from its day, before which the earliest does', () => {
    const later: ClassMap = { ...evaluation, id: 'council-2025', from: '2025-01-01' };
    const maps = [...builtInClassMaps, later];
    const on = (day: string) => classMapOn(maps, day).id;
    assert.deepEqual(
      [on('2019-12-31'), on('2022-12-01'), on('2024-12-31'), on('2025-01-01')],
      ['evaluation-2022', 'evaluation-2022', 'evaluation-2022', 'council-2025'],
    );
  });
});
