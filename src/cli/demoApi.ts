import { requestToken } from '../dev/requestToken.js';

/** The API as the made-up people who work in the demo use it. */
export class DemoApi {
  private readonly url: string;
  private readonly issuer: string;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(url: string, issuer: string) {
    this.url = url;
    this.issuer = issuer;
  }

  /** @param who `agency:role@municipality`, under the name that the local identity provider gives them */
  get<T>(who: string, path: string): Promise<T> {
    return this.call(who, 'GET', path);
  }

  post<T>(who: string, path: string, body: unknown): Promise<T> {
    return this.call(who, 'POST', path, body);
  }

  /** @throws Error with what was answered, when that is no success */
  private async call<T>(who: string, method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.token(who)}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok)
      throw new Error(`The demo's request to ${path} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  private token(who: string): Promise<string> {
    const known = this.tokens.get(who);
    if (known) return known;
    const [, agency = '', role = '', municipality = ''] = /^(.+):(.+)@(.+)$/.exec(who) ?? [];
    const asked = requestToken({ issuer: this.issuer, municipality, agency, roles: [role] });
    this.tokens.set(who, asked);
    return asked;
  }
}
