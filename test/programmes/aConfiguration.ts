import assert from 'node:assert/strict';

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const env = { HOOKS: 'https://hooks.example', SECRET: secret, EMPTY: '' };

/** A whole file, as short as it can be; its lines are numbered in the tests below. */
export const valid = `municipalities:
  utrecht:
    name: Utrecht
    programme:
      id: utrecht-2025
    agencies:
      municipality:
        name: Gemeente Utrecht
        channels:
          - type: mail
            to: lvv@utrecht.example
      ind:
        name: IND
        channels:
          - type: webhook
            url: \${HOOKS}/ind
            secret: \${SECRET}
`;

/** The valid file with a piece replaced, which must be in it. */
export function file(...changes: [from: string, to: string][]): string {
  let text = valid;
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  return text;
}
