import assert from 'node:assert/strict';

/** Whom one chooses to be on the page of the local identity provider. */
export interface Choice {
  agency?: string;
  municipality?: string;
  roles?: string[];
  subject?: string;
  /** Seconds for which each access token holds. */
  expiresIn?: number;
}

export interface Went {
  status: number;
  headers: Headers;
  text: string;
  url: string;
  json(): Record<string, any>;
}

/** As much of a browser as signing in needs: cookies, and redirects that one follows by hand or to the end. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly home: string;

  constructor(home: string, cookies: Iterable<[string, string]> = []) {
    this.home = home;
    for (const [name, value] of cookies) this.cookies.set(name, value);
  }

  /** A copy with the same cookies, as a thief would have. */
  copy(): Browser {
    return new Browser(this.home, this.cookies);
  }

  /** One request; a redirect is not followed. What changes something comes from a page of ours, unless told otherwise. */
  async go(
    address: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Went> {
    const url = new URL(address, this.home).href;
    const unsafe = init.method !== undefined && init.method !== 'GET';
    const headers: Record<string, string> = {
      accept: 'text/html,*/*',
      ...(this.cookies.size > 0 && { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...(unsafe && { 'sec-fetch-site': 'same-origin' }),
      ...init.headers,
    };
    const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(20_000) });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      url,
      json: () => JSON.parse(text) as Record<string, any>,
    };
  }

  /** Follows redirects as long as they lead to a place below `within`. @returns the last answer */
  async follow(went: Went, within = ''): Promise<Went> {
    const location = went.headers.get('location');
    if (went.status < 300 || went.status > 399 || location === null) return went;
    const next = new URL(location, went.url).href;
    return next.startsWith(within) ? this.follow(await this.go(next), within) : went;
  }

  /** Up to the provider's form, filled in: the answer that sends one back to us is not followed. */
  async untilCallback(choice: Choice = {}, returnTo = '/v1/me'): Promise<string> {
    const issuer = `${this.home}/dev/identity`;
    const began = await this.go(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    assert.equal(began.status, 303, began.text);
    const form = await this.follow(began, issuer);
    // Who has signed in at the provider already is not asked again.
    if (form.status === 303) return form.headers.get('location')!;
    assert.equal(form.status, 200, form.text);
    const { agency = 'municipality', municipality = 'utrecht', roles = ['case-director'], subject, expiresIn } = choice;
    const body = new URLSearchParams({ agency, municipality });
    for (const role of roles) body.append('role', role);
    if (subject !== undefined) body.set('subject', subject);
    if (expiresIn !== undefined) body.set('expiresIn', String(expiresIn));
    const sent = await this.follow(await this.go(form.url, { method: 'POST', body }), issuer);
    const callback = sent.headers.get('location') ?? '';
    assert.ok(callback.startsWith(`${this.home}/auth/callback?`), `${sent.status} ${sent.text} ${callback}`);
    return callback;
  }

  /** Signs in. @returns the answer to the callback */
  async signIn(choice: Choice = {}, returnTo = '/v1/me'): Promise<Went> {
    const went = await this.go(await this.untilCallback(choice, returnTo));
    assert.equal(went.status, 303, went.text);
    return went;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const name = pair.slice(0, pair.indexOf('=')).trim();
    const value = pair.slice(pair.indexOf('=') + 1);
    const gone = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970.*)$/i.test(attribute));
    if (gone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
