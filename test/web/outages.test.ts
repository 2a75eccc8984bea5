import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../src/dev/requestToken.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { freePort } from '../../src/temporal/freePort.js';
import { chromiumPath, Person } from '../support/chromium.js';
import { fillIn } from '../support/filling.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { Program } from '../support/process.js';
import { temporalBinary } from '../support/shared.js';
import { eventually } from '../support/stack.js';
import { example } from '../support/walk.js';
import { isThorough } from '../support/thorough.js';

describe('A form while parts of Bestendig are killed, in Chromium', () => {
  let folder: string;
  let temporal: DevServer;
  let postgres: PostgresServer;
  let url: string;
  let env: Record<string, string>;
  let token: string;
  let person: Person;
  const running = new Map<'api' | 'worker', Program>();

  const start = async (part: 'api' | 'worker'): Promise<void> => {
    const program = new Program([part], env);
    running.set(part, program);
    await program.prints(part === 'api' ? 'The API of Bestendig is ready' : 'A worker of Bestendig is ready');
  };
  const kill = (part: 'api' | 'worker'): Promise<void> => running.get(part)!.killGroup();
  const call = async (path: string, body?: unknown): Promise<Record<string, any>> => {
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, any>;
    assert.ok(response.ok, JSON.stringify(answer));
    return answer;
  };
  const referred = async (): Promise<string> =>
    (await call('/v1/trajectories', example('referral').body))['id'] as string;
  const timesDone = async (id: string): Promise<number> => {
    const { items } = (await call(`/v1/trajectories/${id}/timeline`)) as { items: { type: string; step: string }[] };
    return items.filter(({ type, step }) => type === 'step-completed' && step === 'intake').length;
  };
  const banner = () => person.page.locator('.b-banner');
  const button = (name: string | RegExp) => person.page.getByRole('button', { name });
  const isDoneOnce = async (id: string): Promise<void> => {
    await person.page.waitForURL(`${url}/trajectories/${id}`, { timeout: 30_000 });
    await eventually(async () => (await timesDone(id)) > 0, 20_000);
    assert.equal(await timesDone(id), 1);
  };

  before(async function () {
    this.timeout(120_000);
    const server = chromiumPath() === undefined ? null : await startPostgres();
    if (!server) return this.skip();
    postgres = server;
    folder = await mkdtemp(join(tmpdir(), 'bestendig-outages-'));
    temporal = await startDevServer({ binary: await temporalBinary() });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const DATABASE_URL = await postgres.createDatabase();
    env = { PORT: String(port), BESTENDIG_DATA: folder, TEMPORAL_ADDRESS: temporal.address, DATABASE_URL };
    await Promise.all([start('api'), start('worker')]);
    const roles = ['intake-officer', 'case-director'];
    token = await requestToken({
      issuer: `${url}/dev/identity`,
      municipality: 'utrecht',
      agency: 'municipality',
      roles,
    });
    person = await Person.signedIn({ url, as: 'municipality:intake-officer:case-director' });
  });
  after(async () => {
    await person?.leave();
    await Promise.all([...running.values()].map((program) => program.killGroup()));
    await temporal?.stop();
    await postgres?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('the worker is killed while a step is sent: the screen says that it is not confirmed, and it is done once', async function () {
    this.timeout(120_000);
    const id = await referred();
    await person.open(`/trajectories/${id}/steps/intake`);
    await fillIn(person, 'intake');
    await button(/^Verder/).click();
    await button('Versturen').waitFor();
    await kill('worker');
    await button('Versturen').dblclick();
    await person.page.getByText(/^Nog niet bevestigd/).waitFor({ timeout: 30_000 });
    await person.isAccessible('sending without an answer, in nl');
    await person.picture('form-sending-nl');
    await button('English').click();
    await person.isAccessible('sending without an answer, in en');
    await person.picture('form-sending-en');
    await button('Nederlands').click();
    await start('worker');
    await isDoneOnce(id);
    assert.deepEqual(person.complaints, []);
  });

  it('the API is killed with a form half filled in, and while it is sent: what was typed stays, and it is done once', async function () {
    if (!isThorough) return this.skip();
    this.timeout(120_000);
    const id = await referred();
    await person.open(`/trajectories/${id}/steps/intake`);
    await fillIn(person, 'intake');
    await kill('api');
    await button(/^Verder/).click();
    await banner()
      .getByText(/^Geen verbinding/)
      .waitFor();
    await person.page.getByText(/er is nog niets verstuurd/).waitFor();
    assert.equal(await person.page.getByLabel(/^Gehouden op/).inputValue(), '2026-11-05');
    await start('api');
    await button('Versturen').waitFor({ timeout: 30_000 });
    await kill('api');
    await button('Versturen').click();
    await person.page.getByText(/^Nog niet bevestigd/).waitFor();
    await start('api');
    await isDoneOnce(id);
    await banner()
      .getByText(/^Geen verbinding/)
      .waitFor({ state: 'detached' });
    assert.deepEqual(person.complaints, []);
  });

  it('the API is killed before someone goes to another screen: it says so, and shows that screen once it can', async function () {
    this.timeout(120_000);
    await person.open('/work');
    await kill('api');
    await person.page.getByRole('link', { name: 'Stappen', exact: true }).click();
    await banner()
      .getByText(/^Geen verbinding/)
      .waitFor();
    await start('api');
    await person.page.getByRole('heading', { level: 1, name: 'Stappen' }).waitFor({ timeout: 30_000 });
    await person.page.locator('.b-definition-card').first().waitFor();
    const style = await person.page.evaluate(
      `getComputedStyle(document.querySelector('.b-definition-card')).marginBlockEnd`,
    );
    assert.equal(style, '8px', 'it comes with its styles');
    await banner()
      .getByText(/^Geen verbinding/)
      .waitFor({ state: 'detached' });
    assert.deepEqual(person.complaints, []);
  });

  it('the register is stopped while a step is sent: the screen says so and goes on by itself, and it is done once', async function () {
    this.timeout(120_000);
    const id = await referred();
    await person.open(`/trajectories/${id}/steps/intake`);
    await fillIn(person, 'intake');
    await postgres.halt();
    await button(/^Verder/).click();
    await banner()
      .getByText(/^(Een onderdeel|Geen verbinding)/)
      .waitFor({ timeout: 30_000 });
    // What would come of it is asked of the engine, and so is the step: neither waits for the register.
    await button('Versturen').click({ timeout: 30_000 });
    await person.picture('form-register-down-nl');
    await postgres.resume();
    await isDoneOnce(id);
    await banner()
      .getByText(/^Een onderdeel/)
      .waitFor({ state: 'detached', timeout: 30_000 });
    assert.deepEqual(person.complaints, []);
  });
});
