/** The key has been destroyed: what was sealed with it can't be read by anyone, and never will be. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
  constructor(keyId: string) {
    super(`The key ${keyId} has been destroyed: what was sealed with it cannot be read any more.`);
  }
}

/** The key store does not know this key, or what was sealed was changed. The message is for an operator. */
export class Undecipherable extends Error {
  override name = 'Undecipherable';
}

/** The keys can't be reached now. The message is for an operator. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}
