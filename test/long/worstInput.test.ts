import { costsNoMoreThanItsSize } from '../api/worstInput.js';

describe('The worst input of its size', () => {
  it('to any operation, in its body or in a parameter, costs no more than a constant for each byte, in the answer and in CPU time, however long one looks', async function () {
    this.timeout(1_800_000);
    console.log(
      `      ${await costsNoMoreThanItsSize({ seed: Number(process.env['WORST_SEED'] ?? Date.now() % 1_000_000), runs: 60 })}`,
    );
  });
});
