import { reopenedWhileAway } from './reopenedWhileAway.js';

describe('A trajectory that is reopened while an agency does not answer', () => {
  it('is not held up by what the closing left undelivered, closes again, and has each message sent once', async function () {
    this.timeout(240_000);
    await reopenedWhileAway();
  });
});
