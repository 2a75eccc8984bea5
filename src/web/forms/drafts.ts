import { answered, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';

/**
 * What someone typed and has not sent. It is kept in the browser, encrypted with a key that only their session can get
 * from the server: who finds the machine reads nothing, and who signs in again finds everything. Without a key, such as
 * while the server is away, it stays in the memory of this page.
 */
export interface Draft {
  input: Record<string, unknown>;
  /** When it was last changed: an instant. */
  at: string;
  /** The version of the trajectory on which it was begun. */
  version: number | null;
  /** The key under which it was sent and not yet answered: the same request must not become two. */
  sentAs: string | null;
}

const prefix = 'bestendig-draft-';
/** Milliseconds after which nobody comes back to it. */
const keptFor = 14 * 86_400_000;
const inMemory = new Map<string, Draft>();
let key: Promise<CryptoKey | null> | undefined;

function draftKey(): Promise<CryptoKey | null> {
  key ??= answered(api.GET('/v1/me/draft-key', {}))
    .then((found) => crypto.subtle.importKey('raw', bytes(found.key), 'AES-GCM', false, ['encrypt', 'decrypt']))
    .catch((error: unknown) => {
      // Who has no session has no key, and that stays so; all else is asked again.
      if (!(error instanceof ApiProblem && error.status === 403)) key = undefined;
      return null;
    });
  return key;
}

/** Where it is kept: a hash, so that the place says nothing of whose it is, or about whom. */
async function placeOf(who: string, what: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${who}\n${what}`));
  return prefix + text(new Uint8Array(digest)).slice(0, 32);
}

/** @param who the subject of the one who types @param what the trajectory and the step */
export async function keepDraft(who: string, what: string, draft: Draft): Promise<void> {
  const place = await placeOf(who, what);
  inMemory.set(place, draft);
  const known = await draftKey();
  if (!known) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    known,
    new TextEncoder().encode(JSON.stringify(draft)),
  );
  // Sent or thrown away in the meantime: then it must not come back.
  if (inMemory.get(place) !== draft) return;
  localStorage.setItem(place, `${Date.now()}.${text(iv)}.${text(new Uint8Array(sealed))}`);
}

export async function findDraft(who: string, what: string): Promise<Draft | null> {
  forgetOldDrafts();
  const place = await placeOf(who, what);
  const here = inMemory.get(place);
  if (here) return here;
  const [, iv, sealed] = localStorage.getItem(place)?.split('.') ?? [];
  const known = await draftKey();
  if (iv === undefined || sealed === undefined || !known) return null;
  try {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, known, bytes(sealed));
    const draft = JSON.parse(new TextDecoder().decode(opened)) as Draft;
    inMemory.set(place, draft);
    return draft;
  } catch {
    // Of an older key: nobody can read it any more.
    localStorage.removeItem(place);
    return null;
  }
}

export async function dropDraft(who: string, what: string): Promise<void> {
  const place = await placeOf(who, what);
  inMemory.delete(place);
  localStorage.removeItem(place);
}

function forgetOldDrafts(): void {
  for (const place of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
    const keptAt = Number(localStorage.getItem(place)?.split('.')[0]);
    if (!(Date.now() - keptAt < keptFor)) localStorage.removeItem(place);
  }
}

const text = (all: Uint8Array): string =>
  btoa(String.fromCharCode(...all))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.codePointAt(0)!);
