import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { rulesOf } from '../../src/trajectory/definitions/programme.js';
import { lvvRules } from '../../src/lvv/rules.js';
import { agencies } from '../../src/lvv/agencies.js';

describe('The configuration that is shipped', () => {
  const path = join(packageRoot, 'config', 'bestendig.yaml');

  it('is valid, and has the five municipalities with all five agencies', () => {
    const env = {
      BESTENDIG_WEBHOOK_BASE: 'http://127.0.0.1:9000/hooks',
      BESTENDIG_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    };
    const shipped = readConfiguration(path, env, lvv);
    assert.deepEqual(shipped.municipalities, ['amsterdam', 'rotterdam', 'utrecht', 'eindhoven', 'groningen']);
    for (const municipality of shipped.municipalities) {
      const entries = Object.keys(shipped.directory.get(municipality)!);
      assert.deepEqual(entries.toSorted(), ['avim', 'dtv', 'ind', 'municipality', 'ngo']);
      assert.equal(shipped.programmes.at(municipality, '2026-11-02T12:00:00.000Z')?.municipality, municipality);
    }
  });

  const versionsOn = (day: string) => {
    const { municipalities, programmes } = readConfiguration(path, withPlaceholders({}), lvv);
    return municipalities
      .map((municipality) => programmes.at(municipality, `${day}T12:00:00.000Z`)!)
      .map((version) => ({ ...version, rules: lvvRules.of(rulesOf(version)) }));
  };

  it('has each city under the covenant and the mandate until 2025, and by itself since, with the agencies that it had', () => {
    for (const { id, rules } of versionsOn('2024-12-31')) {
      assert.match(id, /-20(19|23|24)$/);
      assert.match(rules.basis!.en, /Covenant/);
      const levels = rules.ladder.map(({ level }) => level);
      assert.deepEqual(levels, ['local-steering-group', 'programme-council', 'administrative-meeting']);
    }
    for (const { id, rules } of versionsOn('2025-01-01')) {
      assert.match(id, /-2025$/);
      assert.doesNotMatch(rules.basis!.en, /Covenant/);
      assert.deepEqual(
        rules.ladder.map(({ level }) => level),
        ['local-steering-group'],
      );
      assert.deepEqual(rules.partners, agencies);
    }
  });

  it('has what was published and no more: the rest is not known, or as neutral as the defaults', () => {
    const known = (day: string) =>
      versionsOn(day).map(({ rules }) => [rules.capacity, rules.maximumStay && `${rules.maximumStay.amount}`]);
    // What sources of 2023 and 2024 say does not hold for the years before.
    const places = (day: string) => versionsOn(day).map(({ rules }) => rules.capacity);
    assert.deepEqual(places('2019-12-31'), [null, null, null, null, null]);
    assert.deepEqual(places('2023-04-30'), [null, null, null, null, null]);
    assert.deepEqual(places('2023-05-01'), [360, 117, null, null, null]);
    assert.deepEqual(places('2024-06-01'), [360, 117, null, null, 300]);
    assert.deepEqual(known('2024-12-31'), [
      [360, '18'],
      [117, null],
      [null, null],
      [null, null],
      [300, null],
    ]);
    assert.deepEqual(known('2025-01-01'), [
      [null, '18'],
      [null, null],
      [null, null],
      [null, null],
      [null, null],
    ]);
    for (const { rules, terms } of [...versionsOn('2024-12-31'), ...versionsOn('2025-01-01')]) {
      const { conference, secondPair, mostExtension } = lvvRules.defaults;
      assert.deepEqual(
        [rules.conference, rules.secondPair, rules.mostExtension, rules.retention, terms],
        [conference, secondPair, mostExtension, {}, {}],
      );
    }
  });

  it('holds no secret: without the environment it is refused, by the name of what is missing', () => {
    assert.throws(() => readConfiguration(path, {}, lvv), /BESTENDIG_WEBHOOK_SECRET is not set/);
  });
});
