import { costsNoMoreThanItsSize } from './worstInput.js';

describe('The worst input of its size', () => {
  // The same inputs each time, some for each operation; test/long looks further.
  it('to any operation, in its body or in a parameter, costs no more than a constant for each byte, in the answer and in CPU time', async function () {
    this.timeout(300_000);
    console.log(`      ${await costsNoMoreThanItsSize({ seed: 1, runs: 2 })}`);
  });
});
