import assert from 'node:assert/strict';
import { screenAddresses } from '../../src/api/http/screens.js';
import { chromiumPath, Person } from '../support/chromium.js';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { allScreens } from '../support/visits.js';
import type { Stack } from '../support/stack.js';

describe('The screens, in Chromium', () => {
  let stack: Stack;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
  });
  after(() => stack?.stop());

  it('are given to browsers alone, with scripts and styles of their own address and none in the page', async () => {
    const html = await fetched(`${stack.url}/trajectories/x`, { headers: { accept: 'text/html,*/*;q=0.8' } });
    assert.equal(html.status, 200);
    const policy = html.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; /);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(html.headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(html.text, /<style|style=|<script(?! type="module" crossorigin src=)/);
    assert.equal((await fetched(`${stack.url}/trajectories/x`)).status, 404);
    const [script] = /\/assets\/[^"]+\.js/.exec(html.text) ?? [];
    const asset = await fetched(`${stack.url}${script}`, { headers: { 'accept-encoding': 'br' } });
    assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
    assert.equal(asset.headers.get('content-encoding'), 'br');
    assert.match(asset.headers.get('content-type') ?? '', /^text\/javascript/);
  });

  it('answer an address that does not exist with a screen that says so, signed in or not; and machines as the API does', async () => {
    const html = { headers: { accept: 'text/html,*/*;q=0.8' } };
    for (const path of ['/zomaar/iets', '/trajecten', '/work/iets', '/trajectories/x/steps', '/v2', '/index.html']) {
      const page = await fetched(`${stack.url}${path}`, html);
      assert.equal(page.status, 404, path);
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/, path);
      assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'/);
      const machine = await fetched(`${stack.url}${path}`, { headers: { accept: 'application/json' } });
      assert.equal(machine.status, 404, path);
      assert.match(machine.headers.get('content-type') ?? '', /problem\+json/, path);
    }
    for (const path of ['/v1/zomaar', '/v1', '/health/iets', '/assets/x.js']) {
      const answer = await fetched(`${stack.url}${path}`, html);
      assert.doesNotMatch(answer.headers.get('content-type') ?? '', /html/, path);
    }
    assert.deepEqual([...screenAddresses].slice(1).toSorted(), allScreens().toSorted());
    const person = await Person.signedIn({ url: stack.url, as: 'ngo:counsellor' });
    const says = person.page.getByRole('heading', { level: 1, name: 'Deze pagina bestaat niet' });
    for (const isSignedIn of [true, false]) {
      if (!isSignedIn) await person.context.clearCookies();
      for (const path of ['/zomaar/iets', '/trajecten']) {
        await person.page.goto(`${stack.url}${path}`);
        await says.waitFor();
      }
    }
    await person.leave();
  });

  it('open with the first screen that is theirs, in Dutch or English, with nothing that the policy of content stops', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'ngo:counsellor' });
    await person.settled();
    assert.equal(new URL(person.page.url()).pathname, '/work');
    assert.equal(await person.page.getAttribute('html', 'lang'), 'nl');
    await person.page.getByRole('button', { name: 'English' }).click();
    assert.equal(await person.page.getAttribute('html', 'lang'), 'en');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('say that a session has ended, and go on by themselves when one has signed in again beside them', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:case-director' });
    await person.context.clearCookies();
    await person.page.getByRole('link', { name: 'Trajecten', exact: true }).click();
    await person.page.getByRole('link', { name: /^Log opnieuw in/ }).waitFor();
    await person.signInBeside();
    await person.page.getByText('Er zijn nog geen trajecten').or(person.page.getByRole('table')).first().waitFor();
    await person.leave();
  });

  it('say of one that cannot be shown, after an update or by a fault in it, what to do; and the others go on', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator@utrecht' });
    const { page, context } = person;
    const title = page.getByRole('heading', { level: 1, name: 'Deze pagina kon niet worden getoond' });
    const go = (name: string) => page.getByRole('link', { name, exact: true }).click();
    // Files of before an update are not there any more.
    await context.route('**/assets/StatisticsScreen-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await go('Cijfers');
    await title.waitFor();
    assert.equal(await page.getByText(/^Geen verbinding/).count(), 0);
    await person.isAccessible('a screen that could not be shown');
    await person.picture('not-shown-nl');
    await context.unroute('**/assets/StatisticsScreen-*.js');
    await page.getByRole('button', { name: 'Pagina opnieuw laden' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cijfers' }).waitFor();
    // What only draws is missed by nobody else: the figures stay, in words and as a table.
    await context.route('**/assets/*Drawing-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await go('Coördinatie');
    await page.getByText('Dezelfde cijfers als tabel').first().click();
    await page.getByRole('table', { name: 'Open stappen per partij' }).waitFor();
    assert.equal(await page.locator('.b-chart rect').count(), 0);
    assert.equal(await title.count(), 0);
    await go('Trajecten');
    // A fault of a screen, which here an answer brings about that it does not expect.
    await context.route('**/v1/notifications?*', (route) =>
      route.fulfill({ json: { items: [null], nextCursor: null } }),
    );
    await go('Berichten');
    await title.waitFor();
    await page.locator('h1:focus').waitFor();
    await go('Trajecten');
    await page.getByRole('heading', { level: 1, name: 'Trajecten' }).waitFor();
    await person.leave();
  });
});
