/**
 * The guard of every stand-in in this folder: each accepts what the real service would check, so none may ever run
 * where real people's data is.
 *
 * @param what the stand-in, as the start of a sentence
 * @param instead what to configure so that the stand-in is not needed
 * @throws Error when NODE_ENV is `production`
 */
export function refuseInProduction(what: string, instead: string): void {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(`${what} is for local use only and does not start when NODE_ENV=production. ${instead}`);
  }
}
