import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../src/cli/settings.js';
import { Person } from './chromium.js';
import type { Situations } from './everySituation.js';
import { strangeTexts } from './strangeTexts.js';
import { isThorough } from './thorough.js';

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

export type Look = (person: Person, what: string) => Promise<string[]>;

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

  /** @returns what is found in this state: by axe in either language, or by another look at it */
  async find([screen, state, who, address, sees, doing]: State<Who>, look: Look = findInBoth): Promise<string[]> {
    const person = await this.person(who);
    await person.go(typeof address === 'string' ? address : address(this.all));
    const leave = await doing?.(person.page);
    await person.settled();
    await person.page.getByText(sees).filter({ visible: true }).first().waitFor();
    const { pathname } = new URL(person.page.url());
    assert.match(pathname, new RegExp(`^${screen.replaceAll(/:[a-z]+/g, '[^/]+')}$`), `${state} is on another screen`);
    const found = await look(person, `${screen}, ${state}`);
    await leave?.();
    assert.deepEqual(person.complaints, [], `${screen}, ${state}`);
    return found;
  }

  async leave(): Promise<void> {
    for (const asked of this.people.values()) await (await asked).leave();
  }
}

/**
 * Looks at the same state in Dutch and in English, without leaving it: for words of the other language, and with axe. With less
 * time axe looks at one of the two: which one it is goes by the name of the state, so that it is the same each time and half
 * of the states are seen in either.
 */
export async function findInBoth(person: Person, what: string, part?: string): Promise<string[]> {
  return inLanguages(person, languages, async (language) => {
    await person.settled();
    const found = await strangeOnceSettled(person.page, part);
    if (isThorough || language === languages[what.length % 2]) found.push(...(await person.violations(part)));
    return found.map((one) => `${what}, ${language}: ${one}`);
  });
}

/** What the API words stays on the screen until it has come in the language that was chosen: so it gets a moment. */
async function strangeOnceSettled(page: Page, part: string | undefined): Promise<string[]> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await strangeTexts(page, part);
    if (found.length === 0 || Date.now() > end) return found;
    await page.waitForTimeout(50);
  }
}

/** Whether it fits in either language; and what axe finds, which is no other for longer words. */
export async function findWhereNarrow(person: Person, what: string): Promise<string[]> {
  const found = (await person.violations()).map((one) => `${what}: ${one}`);
  const wide = await inLanguages(person, languages, async (language) =>
    (await person.page.evaluate('document.documentElement.scrollWidth > innerWidth'))
      ? [`${what}, ${language}: it scrolls sideways`]
      : [],
  );
  return [...found, ...wide];
}

const languages = ['nl', 'en'] as const;

async function inLanguages(
  { page }: Person,
  which: readonly string[],
  look: (language: string) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const language of which) {
    await speak(page, language);
    found.push(...(await look(language)));
  }
  if (which.at(-1) !== 'nl') await speak(page, 'nl');
  return found;
}

/** By the page's own button, also where a dialog keeps a mouse from it. */
export async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(`document.querySelector('.b-header-button[lang=${language}]')?.click()`);
  await page.locator(`html[lang=${language}]`).waitFor();
}
