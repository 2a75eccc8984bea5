import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, relative } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { packageRoot } from '../../src/cli/settings.js';
import { noteName, noteTyped } from './typed.js';

/** Where the pictures of this run land; the run names it. */
export const screenshots = join(packageRoot, 'test-results', 'screens');

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
let running: Promise<Browser> | undefined;

/** The Chromium of this machine, or undefined where there is none. */
export function chromiumPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const candidates = [process.env['CHROMIUM'], ...folders.flatMap((one) => names.map((name) => join(one, name)))];
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/** One real browser for all tests of this run. */
function browser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: chromiumPath()!, args: flags });
  return running;
}

export async function stopBrowser(): Promise<void> {
  const started = running;
  running = undefined;
  if (started) console.log(`\n  Pictures of the screens: ${relative(packageRoot, screenshots)}`);
  await (await started?.catch(() => undefined))?.close();
}

/** Someone at a screen: `agency:role@municipality`, as `Stack.call` has them; `municipality:coordinator@` is national. */
export interface Visitor {
  url: string;
  as: string;
  subject?: string;
  language?: 'nl' | 'en';
  viewport?: { width: number; height: number };
}

/** A person with a browser of their own, signed in through the provider as a person would. */
export class Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  private readonly visitor: Visitor;
  /** What the page complained of: scripts that failed, and what the Content-Security-Policy stopped. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page, visitor: Visitor) {
    this.context = context;
    this.page = page;
    this.url = visitor.url;
    this.visitor = visitor;
    if (visitor.subject !== undefined) noteName(visitor.subject);
    page.on('request', (request) => {
      if (request.headers()['content-type'] === 'application/json') noteTyped(request.postDataJSON());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE/.test(message.text())) {
        this.complaints.push(message.text());
      }
    });
  }

  static async signedIn(visitor: Visitor): Promise<Person> {
    const { language = 'nl', viewport } = visitor;
    const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
    const context = await (
      await browser()
    ).newContext({ locale, ...(viewport && { viewport }), reducedMotion: 'reduce' });
    context.setDefaultTimeout(40_000);
    const page = await context.newPage();
    const person = new Person(context, page, visitor);
    await person.signIn('/');
    await page.waitForSelector('h1');
    return person;
  }

  /** Signs in, to come to a place here. */
  async signIn(place: string): Promise<void> {
    await this.page.goto(`${this.url}/auth/sign-in?returnTo=${place}`);
    await chooseWho(this.page, this.visitor);
  }

  /** Signs in again in a tab beside the work, by the link that says that the session has ended. */
  async signInBeside(): Promise<void> {
    const link = this.page.locator('.b-banner').getByRole('link');
    const [beside] = await Promise.all([this.context.waitForEvent('page'), link.click()]);
    await chooseWho(beside, this.visitor);
    await beside.getByRole('heading', { name: /^(U bent weer ingelogd|You are signed in again)$/ }).waitFor();
    await link.waitFor({ state: 'detached' });
    await beside.close();
  }

  /** Goes to a screen, and waits until nothing is being loaded on it. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.settled();
  }

  /** Goes to a screen as a link does, without loading the page again. */
  async go(path: string): Promise<void> {
    await this.page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.waitForSelector('h1');
    await this.page.locator('.b-spinner').first().waitFor({ state: 'detached' });
  }

  async picture(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  }

  /** The file that comes from a button. */
  async downloads(button: RegExp): Promise<{ name: string; text: string }> {
    const [file] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: button }).first().click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
  }

  /** Nothing that axe-core finds, by WCAG 2.2 A and AA and its best practices. */
  async isAccessible(what: string): Promise<void> {
    assert.deepEqual(await this.violations(), [], `axe-core on ${what}`);
  }

  /** What axe-core finds on the page, or within what is selected. */
  violations(within?: string): Promise<string[]> {
    return violationsOn(this.page, within);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/** At the page of the provider. */
export async function chooseWho(page: Page, { as, subject }: Visitor): Promise<void> {
  const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
  const [agency = '', ...roles] = agencyRole.split(':');
  await page.selectOption('select[name=agency]', agency);
  await page.selectOption('select[name=municipality]', municipality);
  for (const role of roles) await page.check(`input[name=role][value=${role}]`);
  if (subject !== undefined) await page.fill('input[name=subject]', subject);
  await page.click('button[type=submit]');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** One line for each place. The Content-Security-Policy stays as it is: the debugger runs axe, and not the page. */
async function violationsOn(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const options = JSON.stringify({ runOnly: tags, resultTypes: ['violations'] });
  const place = within === undefined ? 'document' : JSON.stringify(within);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${place}, ${options})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${id}: ${help} – ${html.slice(0, 200)} – ${failureSummary.slice(0, 200)}`,
    ),
  );
}
