import { createHash, hkdfSync } from 'node:crypto';
import type { Request, Response } from 'express';
import { EncryptJWT, jwtDecrypt } from 'jose';

/** Browsers keep about 4 kB of one cookie, its name and attributes included. */
const chunkSize = 3_600;
/** All headers of a request may have 16 kB together. */
const mostChunks = 3;

/**
 * Cookies that only this installation can make and read (AES-256-GCM). They are for HTTP only, are sent along when
 * someone follows a link to us and not when another site calls us, and where the address is https, they are bound to it.
 */
export class SealedCookies {
  private readonly keys: { id: string; key: Uint8Array }[];
  private readonly publicUrl: string;
  private readonly secure: boolean;

  /** @param secrets the first seals, all open: so that a secret can be replaced while people are signed in */
  constructor(secrets: readonly (string | Buffer)[], publicUrl: string) {
    this.keys = secrets.map((secret) => {
      const key = new Uint8Array(hkdfSync('sha256', secret, '', 'bestendig cookies', 32));
      return { id: createHash('sha256').update(key).digest('base64url').slice(0, 8), key };
    });
    this.publicUrl = publicUrl;
    this.secure = publicUrl.startsWith('https:');
  }

  nameOf(name: string): string {
    return `${this.secure ? '__Host-' : ''}bestendig-${name}`;
  }

  /** What is in the cookie of this name; undefined when there is none, or when it is not ours, or is too old. */
  async read(request: Request, name: string): Promise<unknown> {
    const all = cookiesIn(request.headers.cookie);
    const full = this.nameOf(name);
    const text = Array.from({ length: mostChunks }, (_none, i) => all.get(chunkName(full, i)) ?? '').join('');
    if (text === '') return undefined;
    try {
      const { payload } = await jwtDecrypt(text, ({ kid }) => this.keyOf(kid), {
        issuer: this.publicUrl,
        audience: name,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      });
      return payload['is'];
    } catch {
      return undefined;
    }
  }

  /** @param maxAge milliseconds @throws Error when it does not fit into a request's headers */
  async write(response: Response, name: string, value: unknown, maxAge: number): Promise<void> {
    const [{ id, key } = this.keys[0]!] = this.keys;
    const text = await new EncryptJWT({ is: value })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
      .setIssuer(this.publicUrl)
      .setAudience(name)
      .setExpirationTime(new Date(Date.now() + maxAge))
      .encrypt(key);
    const chunks = text.match(new RegExp(`.{1,${chunkSize}}`, 'g')) ?? [];
    if (chunks.length > mostChunks)
      throw new Error(`The cookie ${name} would be too large: ${text.length} characters.`);
    for (let i = 0; i < mostChunks; i += 1) {
      const chunk = chunks[i];
      if (chunk !== undefined) this.set(response, chunkName(this.nameOf(name), i), chunk, maxAge);
      else this.forget(response, chunkName(this.nameOf(name), i));
    }
  }

  clear(response: Response, name: string): void {
    for (let i = 0; i < mostChunks; i += 1) this.forget(response, chunkName(this.nameOf(name), i));
  }

  private forget(response: Response, name: string): void {
    // Only what the caller has is taken away.
    if (cookiesIn(response.req.headers.cookie).has(name)) this.set(response, name, '', 0);
  }

  private set(response: Response, name: string, value: string, maxAge: number): void {
    const attributes = `Path=/; Max-Age=${Math.floor(maxAge / 1000)}; HttpOnly; SameSite=Lax`;
    response.append('set-cookie', `${name}=${value}; ${attributes}${this.secure ? '; Secure' : ''}`);
  }

  private keyOf(id: string | undefined): Uint8Array {
    const known = this.keys.find((key) => key.id === id);
    if (!known) throw new Error('sealed elsewhere');
    return known.key;
  }
}

const chunkName = (name: string, index: number) => (index === 0 ? name : `${name}.${index}`);

/** Of a name that comes twice the first, as browsers send the most specific one first. */
function cookiesIn(header = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && !found.has(name)) found.set(name, pair.slice(at + 1).trim());
  }
  return found;
}
