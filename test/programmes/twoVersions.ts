import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { parseConfiguration, type Configuration } from '../../src/programmes/configuration.js';
import { outcomeCodes } from '../../src/lvv/codes.js';

/** Two versions, of which the second is like the first but for what it says itself. */
export const valid = `municipalities:
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
        escalationGrace: 3 working days
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

export const read = (text: string): Configuration => parseConfiguration(text, 'config.yaml', {}, lvv);

/** The valid file with pieces replaced, which must be in it. */
export function file(...changes: [from: string, to: string][]): string {
  let text = valid;
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  return text;
}
