import { hkdfSync } from 'node:crypto';

/**
 * The key with which a person's browser seals what they have typed and not sent yet: the same at every process and each
 * time that they sign in, another for anyone else. It leads back neither to the secret of the sessions nor to a cookie.
 * Where the secret is replaced, the drafts of before can't be read any more.
 * @param secret the one that seals now
 * @returns 32 bytes, base64url
 */
export function draftKeyOf(secret: string | Buffer, subject: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `bestendig drafts/${subject}`, 32)).toString('base64url');
}
