import { serverAddresses } from '../load/serverAddresses.js';
import type { Settings } from './settings.js';

const hidden = '[secret]';

/** What is a secret by its look, wherever it stands: also in a message of a library, or in an address. */
const looks: [RegExp, string][] = [
  // Tokens and sealed cookies: JWS and JWE.
  [/\beyJ[\w-]{4,}\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?/g, hidden],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`],
  [/\bwhsec_[\w+/=-]+/g, hidden],
  // The password in an address, such as that of the database or the mail server.
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@"]*):[^\s/?#@"]+@/gi, `$1:${hidden}@`],
  [/\b((?:__Host-)?bestendig-(?:session|sign-in)[\w.-]*)=[^;\s"]+/g, `$1=${hidden}`],
  [/\b(code|state|nonce|code_verifier|id_token_hint)=[^&\s"\\]+/g, `$1=${hidden}`],
  [
    /\b(client_secret|refresh_token|access_token|id_token|password|authorization|cookie)(=|\\?":\s*\\?")[^&\s"\\;,}]+/gi,
    `$1$2${hidden}`,
  ],
];

/**
 * Takes secrets out of a line of the log, just before it is written: so that none gets there by a message, an error or a
 * field that nobody thought of.
 * @param secrets that this process knows, whatever they look like
 */
export function scrubber(secrets: readonly string[]): (line: string) => string {
  const known = secrets.filter((secret) => secret.length >= 6);
  return (line) => {
    let clean = line;
    for (const secret of known) clean = clean.replaceAll(secret, hidden);
    for (const [look, instead] of looks) clean = clean.replaceAll(look, instead);
    return clean;
  };
}

/** The secrets in the settings. */
export function secretsIn(settings: Settings): string[] {
  const addresses = [settings.DATABASE_URL, settings.SMTP_URL].filter((one) => one !== undefined);
  return [
    settings.OIDC_CLIENT_SECRET,
    settings.BESTENDIG_PERSON_KEY,
    ...(settings.BESTENDIG_SESSION_KEY ?? []),
    ...addresses.flatMap((address) => {
      const { password } = new URL(address.startsWith('smtp') ? address : serverAddresses(address).urls[0]!);
      return [password, decodeURIComponent(password)];
    }),
  ].filter((secret): secret is string => secret !== undefined && secret !== '');
}
