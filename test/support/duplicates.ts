import assert from 'node:assert/strict';
import { eventually, type Stack } from './stack.js';

const why = { reason: 'One person, referred at two desks.' };

/** Proposes a trajectory as a duplicate, and has a colleague confirm it once the other one knows. */
export async function asDuplicate(stack: Stack, id: string, continuesIn: string, city = 'utrecht'): Promise<void> {
  const at = `/v1/trajectories/${id}`;
  const by = (role: string) => `municipality:${role}@${city}`;
  const proposed = await stack.post(by('case-director'), `${at}/actions/close-as-duplicate`, { continuesIn, ...why });
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
  await eventually(async () => {
    const look = { verdict: 'confirmed', ...why };
    const looked = await stack.post(by('coordinator'), `${at}/steps/duplicate-check`, look);
    assert.ok([200, 409].includes(looked.status), JSON.stringify(looked.body));
    return looked.status === 200;
  });
}
