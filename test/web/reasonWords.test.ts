import { lvvRules } from '../../src/lvv/rules.js';
import { rulesOf } from '../../src/trajectory/definitions/programme.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { withPlaceholders } from '../../src/cli/placeholders.js';
import { packageRoot } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { labels } from '../../src/lvv/labels.js';
import { lvv, standardSteps } from '../../src/lvv/index.js';
import { simulate } from '../support/simulation.js';

const { programmes } = readConfiguration(`${packageRoot}/config/bestendig.yaml`, withPlaceholders({}), lvv);
const words = readFileSync(`${packageRoot}/src/web/screens/trajectory/eventWords.ts`, 'utf8');

/** Codes that have words elsewhere: those of forms, and the levels of escalation of each programme. */
const elsewhere = new Set([
  ...Object.keys(labels),
  ...standardSteps.map(({ name }) => name),
  ...programmes.all.flatMap((one) => lvvRules.of(rulesOf(one)).ladder.map(({ level }) => level)),
]);

describe('A reason that is a code', () => {
  it('has words on the timeline, whichever step gives it', () => {
    const codes = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const { trajectories } = simulate({ programmes, trajectories: 60, start: '2026-01-01', days: 500, seed });
      for (const { batches } of trajectories.values()) {
        for (const { reason = '' } of batches.flatMap(({ events }) => events)) {
          if (/^[a-z]+(-[a-z]+)*$/.test(reason)) codes.add(reason);
        }
      }
    }
    assert.ok(codes.size >= 8, [...codes].join());
    const without = [...codes].filter(
      (code) => !elsewhere.has(code) && !new RegExp(`^  '?${code}'?: \\{`, 'm').test(words),
    );
    assert.deepEqual(without, []);
  });
});
