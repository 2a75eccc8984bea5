import assert from 'node:assert/strict';
import { personFile, type PersonFile } from '../../src/api/ownFile/schema.js';
import { definition } from '../support/play.js';
import { startQuickStack } from '../support/quickStack.js';
import { writtenDay } from '../../src/trajectory/words/days.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer } from '../support/walk.js';

const director = 'municipality:case-director';

/** Every text and code in a value, however deep. */
function leaves(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [typeof value === 'string' ? value : JSON.stringify(value)];
  return Object.values(value).flatMap((inner) => leaves(inner));
}

describe("A person's own file", () => {
  let stack: Stack;
  let id: string;
  /** What was filled in, as it was sent. */
  const sent: { name: string; field: string; value: unknown }[] = [];

  const page = async (as: string, path: string, language: string) => {
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    return fetch(`${stack.url}${path}?format=html&language=${language}`, {
      headers: { authorization: `Bearer ${await stack.token(agencyRole, municipality)}` },
    });
  };

  before(async () => {
    stack = await startQuickStack();
    id = await refer(stack, { vNumber: '2700000031' });
    const perform = async (kind: 'steps' | 'actions', name: string) => {
      const { by, body } = example(name);
      // Text that can be told from anything else, with what HTML takes for its own.
      const marked = Object.fromEntries(
        Object.entries(body as object).map(([field, value]) => [
          field,
          field === 'reason' ? `MARK <b>${name}</b> & "${field}"` : (value as unknown),
        ]),
      );
      const answer = await stack.post(by, `/v1/trajectories/${id}/${kind}/${name}`, marked);
      assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.body)}`);
      for (const [field, value] of Object.entries(marked)) if (field !== 'vNumber') sent.push({ name, field, value });
    };
    await perform('steps', 'intake');
    await perform('actions', 'add-contact');
    await perform('actions', 'suspend');
    await perform('actions', 'resume');
    await perform('steps', 'admission');
    await perform('steps', 'legal-review');
    await perform('actions', 'raise-blocker');
    await perform('steps', 'return-counselling');
    await perform('steps', 'outcome-registration');
    await eventually(async () => (await stack.get(director, `/v1/trajectories/${id}`)).body['status'] === 'closed');
    await stack.post(director, `/v1/trajectories/${id}/hold`, { reason: 'An appeal.', reference: 'AWB 26/77' });
  });
  after(() => stack?.stop());

  const file = async (as = director): Promise<PersonFile> => {
    const answer = await stack.get(as, `/v1/trajectories/${id}/file`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return personFile.parse(answer.body);
  };

  it('has all that was filled in, each with its title in two languages and why it was asked', async () => {
    const { trajectories } = await file();
    const events = trajectories.flatMap((one) => one.events);
    assert.deepEqual(
      events.map(({ sequence }) => sequence),
      events.map((_event, i) => i + 1),
    );
    for (const { name, field, value } of sent) {
      const event = events.find((one) => (one.step ?? one.type) === name && one.filledIn.length > 0);
      const found = event?.filledIn.find((one) => one.field === field);
      assert.ok(found, `${name}.${field}`);
      assert.deepEqual(found.value, value);
      assert.ok(found.title.en && found.title.nl && found.purpose?.en && found.purpose.nl, `${name}.${field}`);
    }
    const channel = events[0]?.filledIn.find(({ field }) => field === 'channel');
    assert.ok(channel && typeof channel.value === 'string');
    assert.ok(channel.codes[channel.value]?.nl, 'a code has its words');
    const [{ retention, messages } = assert.fail()] = trajectories;
    assert.ok(messages.length > 3 && messages.every(({ subject }) => subject.nl !== '' && subject.en !== ''));
    assert.deepEqual([retention.held, retention.holds[0]?.reference], [true, 'AWB 26/77']);
    assert.deepEqual([retention.programme, retention.term], ['utrecht-2025', null]);
  });

  it('names who did it by agency and role, and no one of the staff', async () => {
    const { trajectories } = await file();
    for (const { by, causedBy, sequence } of trajectories.flatMap(({ events }) => events)) {
      assert.notEqual(by === null, causedBy === null, `${sequence} was done by someone, or else by something`);
    }
    const acted = trajectories.flatMap(({ events }) => events.flatMap(({ by }) => (by ? [by] : [])));
    assert.ok(acted.some(({ agency, roles }) => agency === 'ngo' && roles[0]?.nl === 'Jurist'));
    const subjects = await subjectsIn(stack, id);
    assert.ok(subjects.length > 1);
    const text = JSON.stringify(trajectories);
    for (const subject of subjects) assert.ok(!text.includes(subject), subject);
  });

  it('is a page as well, in plain Dutch or English, that has all of it and no script', async () => {
    const { trajectories } = await file();
    for (const language of ['nl', 'en'] as const) {
      const answer = await page(director, `/v1/trajectories/${id}/file`, language);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(answer.headers.get('content-language'), language);
      const html = await answer.text();
      assert.match(html, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
      assert.doesNotMatch(html, /<script|<b>|style=|undefined|\[object/i);
      assert.ok(html.includes('<dd>Utrecht</dd>') && html.includes('(Utrecht)') && !/\(utrecht\)/.test(html));
      assert.match(html, language === 'nl' ? /<h1>Uw dossier<\/h1>/ : /<h1>Your file<\/h1>/);
      const said = html
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
      assert.doesNotMatch(said.replaceAll(/<[^>]*>/g, ' '), /\d{4}-\d{2}-\d{2}/, 'days are written out');
      for (const { subject } of trajectories.flatMap(({ messages }) => messages)) {
        assert.ok(said.includes(subject[language]), subject[language]);
      }
      for (const event of trajectories.flatMap(({ events }) => events)) {
        assert.ok(said.includes(event.title[language]), event.title[language]);
        if (event.reason !== null) assert.ok(said.includes(event.reason[language]));
        for (const { value, title, codes, parts } of event.filledIn) {
          for (const part of Object.values(parts)) assert.ok(said.includes(`${part[language]}: `), part[language]);
          assert.ok(said.includes(title[language]));
          for (const leaf of leaves(value).filter((one) => one !== 'true' && one !== 'false')) {
            assert.ok(said.includes(codes[leaf]?.[language] ?? writtenDay(leaf)[language]), leaf);
          }
        }
      }
      for (const opening of ['table', 'section', 'dl', 'ol', 'main', 'li', 'p']) {
        const count = (mark: string) => html.split(mark).length;
        assert.equal(count(`<${opening}>`), count(`</${opening}>`), opening);
      }
    }
  });

  it('says in words who looked in it, and what they did', async () => {
    await stack.get(director, `/v1/trajectories/${id}/timeline`);
    const contact = definition('add-contact');
    assert.ok(contact.kind === 'action');
    for (const [language, ...done] of [
      ['nl', 'Keek in het dossier', 'Ingevuld: Intake', 'Maakte een kopie van het dossier voor u'],
      ['en', 'Looked in the file', 'Filled in: Intake', 'Made a copy of the file for you'],
    ] as const) {
      const said = async () => {
        const html = await (await page(director, `/v1/trajectories/${id}/file`, language)).text();
        return html.slice(html.lastIndexOf('<table>'));
      };
      for (const one of [...done, contact.done[language]]) {
        assert.ok(await eventually(async () => (await said()).includes(`<td>${one}</td>`)), one);
      }
      assert.ok(
        !(await said()).includes(`<td>${contact.title[language]}</td>`),
        'what one can do is not what was done',
      );
    }
  });

  it('has all of their trajectories that the municipality knows, and is for who directs it or coordinates', async () => {
    const second = await refer(stack, { vNumber: '2700000031' });
    await eventually(async () => (await file()).trajectories.some((one) => one.id === second));
    assert.deepEqual(
      (await file()).trajectories.map((one) => one.id),
      [id, second],
    );
    const { status } = await stack.post(
      director,
      `/v1/trajectories/${second}/actions/withdraw`,
      example('withdraw').body,
    );
    assert.equal(status, 200);
    await eventually(async () => (await stack.get(director, `/v1/trajectories/${second}`)).body['status'] === 'closed');
    const third = await eventually(async () => {
      const { by, body } = example('referral');
      const answer = await stack.post(`${by}@groningen`, '/v1/trajectories', {
        ...(body as object),
        vNumber: '2700000031',
      });
      return answer.status === 201 && (answer.body['id'] as string);
    });
    await eventually(async () => {
      const { body } = await stack.get('municipality:coordinator@', `/v1/trajectories/${id}/file`);
      return body['trajectories'].length === 3;
    });
    // One municipality tells nothing of another, and the other nothing of it.
    assert.equal((await file()).trajectories.length, 2);
    const there = await stack.get(`${director}@groningen`, `/v1/trajectories/${third}/file`);
    assert.deepEqual(
      there.body['trajectories'].map((one: { id: string }) => one.id),
      [third],
    );
    assert.equal((await stack.get(`${director}@groningen`, `/v1/trajectories/${id}/file`)).status, 404);
    assert.equal((await stack.get('ngo:legal', `/v1/trajectories/${id}/file`)).status, 403);
    assert.equal((await stack.get('municipality:administrator', `/v1/trajectories/${id}/file`)).status, 404);
  });
});

/** Who is in the sealed events of a trajectory. */
async function subjectsIn(stack: Stack, id: string): Promise<string[]> {
  const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
  const items = body['items'] as { actor: { subject: string } | null }[];
  return [...new Set(items.flatMap(({ actor }) => (actor ? [actor.subject] : [])))];
}
