import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { referral, standardActions, standardSteps } from '../../src/lvv/index.js';
import { processingActivities, seenBy } from '../../src/trajectory/access/sharing.js';
import { agencies } from '../../src/lvv/agencies.js';
import { audienceOf } from '../../src/trajectory/definitions/step.js';
import { processingPage } from './page.js';

const definitions = [referral, ...standardSteps, ...standardActions];

describe('The register of processing', () => {
  it('has each step and action once, each with a purpose for all that it asks', () => {
    const activities = processingActivities(definitions, agencies);
    assert.equal(new Set(activities.map(({ activity }) => activity)).size, definitions.length);
    for (const { activity, data, facts, purposes } of activities) {
      assert.ok(purposes.length > 0, activity);
      for (const { purpose } of [...data, ...facts])
        assert.ok(
          purposes.some(({ nl }) => nl === purpose.nl),
          activity,
        );
    }
  });

  it('agrees with what each agency is shown: it receives what it sees, and sees what it receives', () => {
    const activities = processingActivities(definitions, agencies);
    for (const agency of agencies) {
      const shown = seenBy(agency, definitions);
      for (const [i, { recipients, knownTo }] of activities.entries()) {
        const { name } = definitions[i]!;
        const seen = shown.find((one) => one.name === name);
        assert.equal(seen !== undefined, knownTo.includes(agency), name);
        const some = (seen?.fields.length ?? 0) + (seen?.facts.length ?? 0) > 0;
        assert.equal(recipients.includes(agency), some, `${agency}: ${name}`);
        for (const { field } of seen?.fields ?? []) assert.ok(audienceOf(definitions[i]!, field).includes(agency));
      }
    }
  });

  it('is what docs/processing-register.md says', () => {
    const path = join(packageRoot, 'docs', 'processing-register.md');
    // Whoever adds a step changes no page by hand: outside CI the page is made anew, and goes along with the step.
    if (process.env['WRITE_DOCS'] || !process.env['CI']) writeFileSync(path, processingPage());
    const fresh = readFileSync(path, 'utf8') === processingPage();
    assert.ok(fresh, 'A definition has changed: run this test with WRITE_DOCS=1.');
  });
});
