import { requestToken } from '../dev/requestToken.js';
import { readRunning } from './running.js';
import { publicUrlOf } from './local.js';
import { settingsFor } from './settings.js';

export interface TokenOptions {
  municipality?: string;
  agency: string;
  role: string[];
  subject?: string;
  expiresIn?: string;
}

/** `bestendig token`: prints a token of the local identity provider, and nothing else. */
export async function printToken({ municipality, agency, role, subject, expiresIn }: TokenOptions): Promise<void> {
  const settings = settingsFor('token', process.env);
  // A given PORT says which one is meant; otherwise the one that runs with this data folder.
  const running = process.env['PORT'] ? null : readRunning(settings.BESTENDIG_DATA);
  const issuer = running?.issuer ?? settings.OIDC_ISSUER ?? `${publicUrlOf(settings)}/dev/identity`;
  const token = await requestToken({
    issuer,
    agency,
    roles: role,
    ...(municipality !== undefined && { municipality }),
    ...(subject !== undefined && { subject }),
    ...(expiresIn !== undefined && { expiresIn: Number(expiresIn) }),
  });
  process.stdout.write(`${token}\n`);
}
