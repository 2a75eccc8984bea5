import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { endedTrajectory, startErasingStack } from '../support/erasing.js';
import { eventually, type Stack } from '../support/stack.js';

describe('The screens of administration, in Chromium', () => {
  let stack: Stack;
  let ended: string;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startErasingStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
    ended = await endedTrajectory(stack);
  });
  after(() => stack?.stop());

  const administrator = (subject: string, language: 'nl' | 'en' = 'nl') =>
    Person.signedIn({ url: stack.url, as: 'municipality:administrator', subject, language });

  it('let an erasure be proposed by one administrator and approved by another, never by the same', async function () {
    this.timeout(120_000);
    const first = await administrator('admin-a');
    await first.open('/administration?part=erasures');
    await first.picture('administration-erasures-nl');
    await first.page.getByRole('checkbox', { name: ended }).check();
    await first.page.getByRole('button', { name: /Voorstel maken/ }).click();
    await first.page.getByRole('button', { name: 'Voorstellen' }).click();
    await first.page.getByLabel('Waarom nu').fill('De termijn is voorbij.');
    await first.page.getByLabel('Waar dit in de selectielijst staat').fill('Selectielijst gemeenten 2020');
    await first.page.getByRole('button', { name: 'Voorstellen' }).click();
    const proposal = first.page.getByRole('article');
    await proposal.getByText('Dit hebt u zelf voorgesteld', { exact: false }).waitFor();
    assert.equal(await proposal.getByRole('button', { name: 'Goedkeuren' }).count(), 0);

    const second = await administrator('admin-b', 'en');
    await second.open('/administration?part=erasures');
    await second.page.getByRole('article').getByRole('button', { name: 'Approve' }).click();
    await second.picture('administration-erasure-approve-en');
    await second.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await second.page.getByText('Approved, being carried out').or(second.page.getByText('Done')).first().waitFor();
    await eventually(async () => {
      const { body } = await stack.get('municipality:auditor', '/v1/erasures');
      return body['items'][0].status === 'done';
    });
    await second.open('/administration?part=erasures');
    await second.page.getByText('Nothing leads to them any more').waitFor();
    assert.deepEqual([...first.complaints, ...second.complaints], []);
    await Promise.all([first.leave(), second.leave()]);
  });

  it('show each part to whom it belongs, in both languages, and ask for nothing that is refused', async function () {
    this.timeout(120_000);
    const visits = [
      { as: 'municipality:auditor', language: 'nl', parts: ['programmes', 'access-log', 'processing', 'erasures'] },
      { as: 'municipality:administrator', language: 'en', parts: ['directory'] },
      { as: 'municipality:case-director', language: 'en', parts: ['programmes', 'delegations'] },
    ] as const;
    for (const { as, language, parts } of visits) {
      const person = await Person.signedIn({ url: stack.url, as, language });
      const refused: string[] = [];
      person.page.on('response', (answer) => {
        if (answer.status() === 403) refused.push(answer.url());
      });
      for (const part of parts) {
        await person.open(`/administration?part=${part}`);
        await person.page.locator('.b-parts a[aria-current=page]').waitFor();
        await person.picture(`administration-${part}-${language}`);
      }
      assert.deepEqual(refused, []);
      const isAuditor = as.endsWith('auditor');
      assert.equal(await person.page.getByRole('link', { name: /Toegangslog|Access log/ }).count(), isAuditor ? 1 : 0);
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });

  it('let someone have a colleague act for them, and end it again', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:case-director', subject: 'away' });
    await person.open('/administration?part=delegations');
    await person.page.getByRole('button', { name: 'Vastleggen' }).click();
    await person.page.getByLabel('Gebruikersnaam van uw collega').fill('a.colleague');
    await person.page.getByLabel('Reden').fill('Verlof');
    await person.page.getByRole('button', { name: 'Vastleggen' }).click();
    await person.page.getByRole('cell', { name: 'a.colleague', exact: true }).waitFor();
    await person.page.getByRole('button', { name: 'Beëindigen: away, a.colleague' }).click();
    await person.page.getByText('Voorbij').waitFor();
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('explain the steps and actions to people, from their definitions, also on a narrow screen', async () => {
    for (const language of ['nl', 'en'] as const) {
      const narrow = { width: 320, height: 640 };
      const person = await Person.signedIn({ url: stack.url, as: 'ngo:legal', language, viewport: narrow });
      await person.open('/steps#legal-review');
      await person.page.locator('#legal-review[open]').waitFor();
      assert.equal(await person.page.evaluate('document.documentElement.scrollWidth'), narrow.width);
      await person.picture(`steps-320-${language}`);
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });
});
