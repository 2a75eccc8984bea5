/**
 * The guard of every stand-in in this folder: each accepts what the real service would check, so none may ever run
 * where real people's data is. It looks at the environment itself, so that no way to it can forget to.
 *
 * @param what the stand-in, as the start of a sentence
 * @param instead what to configure so that the stand-in is not needed
 * @throws Error when BESTENDIG_LOCAL is not 1
 */
export function mustBeLocal(what: string, instead: string): void {
  if (process.env['BESTENDIG_LOCAL'] !== '1') {
    throw new Error(`${what} is for local use only and starts only with BESTENDIG_LOCAL=1. ${instead}`);
  }
}
