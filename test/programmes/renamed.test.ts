import assert from 'node:assert/strict';
import { parseConfiguration } from '../../src/programmes/configuration.js';
import { lvv, standardSteps } from '../../src/lvv/index.js';

describe('A configuration file', () => {
  it('may call a step as it was called before: a renaming asks nothing of a file', () => {
    const before: Record<string, string> = { intake: 'first-talk', 'legal-review': 'legal', 'end-of-stay': 'leaving' };
    const renamed = standardSteps.map((step) => {
      const earlier = before[step.name];
      return earlier === undefined ? step : { ...step, formerly: [earlier] };
    });
    const text = (intake: string, legal: string, leaving: string) =>
      `municipalities:
  utrecht:
    name: Utrecht
    programme:
      id: utrecht-2025
      admissionAfter: ${intake}
      without: [${leaving}]
      terms:
        ${legal}: { target: 5 working days, fatal: 9 working days }
    agencies:
      municipality: { name: Gemeente Utrecht, channels: [{ type: mail, to: lvv@utrecht.example }] }
`;
    const read = (content: string) =>
      parseConfiguration(content, 'config.yaml', {}, { ...lvv, steps: renamed }).programmes.all[0]!;
    const asBefore = read(text('first-talk', 'legal', 'leaving'));
    const asNow = read(text('intake', 'legal-review', 'end-of-stay'));
    assert.deepEqual(
      [asBefore.rules?.admissionAfter, Object.keys(asBefore.terms), asBefore.steps.map(({ name }) => name)],
      [asNow.rules?.admissionAfter, Object.keys(asNow.terms), asNow.steps.map(({ name }) => name)],
    );
    assert.deepEqual(asBefore.terms, asNow.terms);
    assert.equal(asBefore.rules?.admissionAfter, 'intake');
  });
});
