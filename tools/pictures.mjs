// Makes the pictures of docs/pictures: real screens of the demo, in the Chromium of this machine. `node tools/pictures.mjs`,
// after `npm run build`. It runs a Bestendig of its own, in a folder that it throws away.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs', 'pictures');
const most = 150_000;
const port = Number(process.env.PORT || 3141);
const url = `http://127.0.0.1:${port}`;

const data = mkdtempSync(join(tmpdir(), 'bestendig-pictures-'));
const program = spawn(process.execPath, [join(root, 'dist', 'src', 'cli', 'main.js'), 'start', '--demo'], {
  cwd: root,
  env: { ...process.env, PORT: String(port), BESTENDIG_DATA: data },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await printed('Demo: it is ready');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--headless', '--no-sandbox'] });
  mkdirSync(folder, { recursive: true });
  const director = await signedIn(browser, 'case-director');
  await director.goto(`${url}/trajectories`);
  await director.locator('main a[href^="/trajectories/"]:not([href$="/new"])').first().click();
  await settled(director);
  await picture(director, 'trajectory');
  const coordinator = await signedIn(browser, 'coordinator');
  await coordinator.goto(`${url}/coordinator`);
  await settled(coordinator);
  await picture(coordinator, 'coordination');
  await browser.close();
} finally {
  program.kill('SIGINT');
  await new Promise((resolve) => program.once('close', resolve));
  rmSync(data, { recursive: true, force: true });
}

function printed(text) {
  return new Promise((resolve, reject) => {
    let output = '';
    program.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      if (output.includes(text)) resolve();
    });
    program.once('close', () => reject(new Error(`It ended:\n${output}`)));
  });
}

/** In English, on a screen of a usual size, as someone of the municipality; a coordinator is one for the whole country. */
async function signedIn(browser, role) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 750 } });
  const page = await context.newPage();
  await page.goto(`${url}/auth/sign-in?returnTo=/`);
  await page.selectOption('select[name=agency]', 'municipality');
  await page.selectOption('select[name=municipality]', role === 'coordinator' ? '' : 'utrecht');
  await page.check(`input[name=role][value=${role}]`);
  await page.click('button[type=submit]');
  await settled(page);
  return page;
}

async function settled(page) {
  await page.waitForSelector('h1');
  await page.locator('.b-spinner').first().waitFor({ state: 'detached' });
}

async function picture(page, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > most) throw new Error(`${path} has ${size} bytes, more than ${most}.`);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
}

function chromiumPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const all = [process.env.CHROMIUM, ...folders.flatMap((one) => names.map((name) => join(one, name)))];
  return all.find((path) => path !== undefined && existsSync(path));
}
