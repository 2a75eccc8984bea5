import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** ECDSA on P-256: cheaper to verify in OpenSSL than Ed25519, and every JWT library knows it. */
export const signingAlgorithm = 'ES256';

export interface IdentityKeys {
  /** The private key with which access tokens are signed. */
  signing: JsonWebKey & {
    kty: 'EC';
    crv: 'P-256';
    x: string;
    y: string;
    d: string;
    kid: string;
    alg: string;
    use: 'sig';
  };
  /** What the provider signs its cookies with. */
  cookies: string[];
}

/**
 * The keys in `<folder>/identity.json`, made the first time, so that tokens stay valid across restarts. Only the owner
 * can read the file.
 *
 * @throws Error when the file is there and is not ours
 */
export async function identityKeys(folder: string): Promise<IdentityKeys> {
  const path = join(folder, 'identity.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) {
    await chmod(path, 0o600); // a copy or an unpacked archive may have opened it
    return parse(text, path);
  }
  const keys = generate();
  await mkdir(folder, { recursive: true });
  // Written aside and renamed, so that a process killed meanwhile leaves either no keys or whole ones.
  await writeFile(`${path}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return keys;
}

function generate(): IdentityKeys {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return {
    signing: {
      ...(jwk as Pick<IdentityKeys['signing'], 'kty' | 'crv' | 'x' | 'y' | 'd'>),
      kid: randomBytes(12).toString('base64url'),
      alg: signingAlgorithm,
      use: 'sig',
    },
    cookies: [randomBytes(32).toString('base64url')],
  };
}

function parse(text: string, path: string): IdentityKeys {
  try {
    const keys = JSON.parse(text) as Partial<IdentityKeys>;
    if (typeof keys.signing?.d === 'string' && Array.isArray(keys.cookies)) return keys as IdentityKeys;
  } catch {
    // Said below.
  }
  throw new Error(`${path} does not hold the local identity keys. Delete it and start again: new ones are made.`);
}
