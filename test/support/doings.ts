import type { Page } from 'playwright-core';
import type { Doing } from './visits.js';

/** Presses one button after another; a dialog that opens is closed when one has looked. */
export const press =
  (...names: (string | RegExp)[]): Doing =>
  async (page) => {
    for (const name of names) {
      const dialog = page.locator('dialog[open]');
      const place = (await dialog.count()) > 0 ? dialog : page.locator('main');
      await place.getByRole('button', { name }).first().click();
    }
    return () => closeDialog(page);
  };
const closeDialog = async (page: Page): Promise<void> => {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
};

export const unfold: Doing = (page) =>
  page.evaluate('document.querySelectorAll("main details").forEach((one) => { one.open = true; })');

export const unfoldAndPress =
  (...names: (string | RegExp)[]): Doing =>
  async (page) => {
    await unfold(page);
    return press(...names)(page);
  };

/** The bar for what is chosen stays in sight, so what is above it is looked at where it ends. */
export const choose: Doing = async (page) => {
  await page
    .getByRole('checkbox', { name: /^Kies alle: / })
    .first()
    .check();
  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
};

export const bulk =
  (...names: (string | RegExp)[]): Doing =>
  async (page) => {
    await choose(page);
    const bar = page.getByRole('group', { name: 'Met wat u hebt gekozen' });
    await bar.getByRole('button', { name: names[0]! }).click();
    return press(...names.slice(1))(page);
  };

export const search =
  (text: string): Doing =>
  async (page) => {
    await press('Persoon zoeken')(page);
    await page.getByLabel(/^V-nummer, code/).fill(text);
    await page.keyboard.press('Enter');
    return () => closeDialog(page);
  };

export const find: Doing = async (page) => {
  const address = await page.locator('tbody a').first().getAttribute('href');
  return search(address!.split('/').at(-1)!)(page);
};

export const propose: Doing = async (page) => {
  await page.locator('tbody').getByRole('checkbox').first().check();
  return press(/^Voorstel maken/, 'Voorstellen')(page);
};

export const saved: Doing = async (page) => {
  await press('Weergave bewaren')(page);
  await page.getByLabel('Naam').fill('Wat te laat is');
  await press(/^Bewaren$/)(page);
};

export const seek: Doing = (page) => page.getByRole('searchbox').fill('zzz');

/** As if the API answered something else. */
export const tryWith =
  (path: string, answer: { status: number; headers?: Record<string, string>; json: unknown }, doing: Doing): Doing =>
  async (page) => {
    await page.route(path, (route) => route.fulfill(answer));
    await doing(page);
    return () => page.unroute(path);
  };
export const reload: Doing = async (page) => void (await page.reload());

export const refusal = {
  status: 403,
  headers: { 'content-language': 'nl' },
  json: { code: 'forbidden', title: 'U mag dit niet doen', status: 403, detail: 'Met uw rollen kunt u dit niet doen.' },
};
export const nothing = { status: 200, json: { items: [], nextCursor: null } };
export const absent = { status: 404, json: { code: 'not-found', title: 'Not found', status: 404, detail: 'No.' } };

export const print: Doing = async (page) => {
  await page.emulateMedia({ media: 'print' });
  return () => page.emulateMedia({ media: 'screen' });
};
