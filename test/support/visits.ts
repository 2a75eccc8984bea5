import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../src/cli/settings.js';
import { Person } from './chromium.js';
import type { Situations } from './everySituation.js';

/** What someone does on a screen to come to a state of it; what it gives is done when one has looked. */
export type Doing = (page: Page) => Promise<void | (() => Promise<void>)>;

/** A state of a screen: the screen as `src/web/shell/screens.tsx` has it, who looks, where, what one sees of it in Dutch. */
export type State<Who extends string> = readonly [
  screen: string,
  state: string,
  who: Who,
  address: string | ((all: Situations) => string),
  sees: string | RegExp,
  doing?: Doing,
];

/** The addresses of all screens, as the shell has them. */
export function allScreens(): string[] {
  const text = readFileSync(join(packageRoot, 'src', 'web', 'shell', 'screens.tsx'), 'utf8');
  return [...text.matchAll(/^ {4}path: '([^']+)',$/gm)].map(([, path]) => path!);
}

/** People who sign in once, and go from screen to screen as links do. */
export class Visits<Who extends string> {
  private readonly people = new Map<Who, Promise<Person>>();
  private readonly roles: Record<Who, string>;
  private readonly all: Situations;

  constructor(all: Situations, roles: Record<Who, string>) {
    this.all = all;
    this.roles = roles;
  }

  person(who: Who): Promise<Person> {
    const known = this.people.get(who);
    if (known) return known;
    const asked = Person.signedIn({ url: this.all.stack.url, as: this.roles[who], subject: who });
    this.people.set(who, asked);
    return asked;
  }

  /** @returns what axe finds in this state, in either language */
  async find([screen, state, who, address, sees, doing]: State<Who>): Promise<string[]> {
    const person = await this.person(who);
    await person.go(typeof address === 'string' ? address : address(this.all));
    const leave = await doing?.(person.page);
    await person.settled();
    await person.page.getByText(sees).filter({ visible: true }).first().waitFor();
    const { pathname } = new URL(person.page.url());
    assert.match(pathname, new RegExp(`^${screen.replaceAll(/:[a-z]+/g, '[^/]+')}$`), `${state} is on another screen`);
    const found = await findInBoth(person, `${screen}, ${state}`);
    await leave?.();
    assert.deepEqual(person.complaints, [], `${screen}, ${state}`);
    return found;
  }

  async leave(): Promise<void> {
    for (const asked of this.people.values()) await (await asked).leave();
  }
}

/** Looks at the same state in Dutch and in English, without leaving it. */
export async function findInBoth(person: Person, what: string, part?: string): Promise<string[]> {
  const found: string[] = [];
  for (const language of ['nl', 'en']) {
    await speak(person.page, language);
    found.push(...(await person.violations(part)).map((one) => `${what}, ${language}: ${one}`));
  }
  await speak(person.page, 'nl');
  return found;
}

/** By the page's own button, also where a dialog keeps a mouse from it. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(`document.querySelector('.b-header-button[lang=${language}]')?.click()`);
  await page.locator(`html[lang=${language}]`).waitFor();
}
