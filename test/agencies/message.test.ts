import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { courier, type Message } from '../../src/agencies/deliver.js';
import type { Directory } from '../../src/agencies/directory.js';
import type { Mail } from '../../src/agencies/mail.js';
import { mailText, screenOf, subjectLine } from '../../src/agencies/message.js';
import { messagesOf, triedFor } from '../../src/agencies/messagesOf.js';
import { stepNamesOf } from '../../src/agencies/names.js';
import { Reach } from '../../src/agencies/reach.js';
import { WebhookSender } from '../../src/agencies/webhook.js';
import { standardActions, standardSteps } from '../../src/lvv/index.js';
import { fieldsOf } from '../../src/trajectory/definitions/field.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { nextWakeAt, type Json } from '../../src/trajectory/replayed/state.js';
import { definition, Play, programmeWith } from '../support/play.js';
import { startReceiver } from './receiver.js';

const names = stepNamesOf(programmesOf([programmeWith()]));
const publicUrl = 'https://bestendig.example';
const webhooks = new WebhookSender(new Reach(['127.0.0.1'], false));
const secret = `whsec_${randomBytes(32).toString('base64')}`;

/** Put into every text that a caseworker can fill in; it must come out nowhere. */
const mark = 'ZQX7';

/** A day on which nothing else happened. */
const heldOn = '2026-11-07';

function marked(name: string): Json {
  const { input: schema, example } = definition(name);
  // By then the days of the example that are to come have passed.
  const future = fieldsOf({ name, input: schema }).filter(({ day }) => day?.when === 'future');
  const input: Record<string, Json> = {
    ...(example as object),
    ...(name === 'intake' && { heldOn }),
    ...(name === 'withdraw' && { saidOn: '2026-11-20' }),
  };
  for (const { name: field } of future) if (input[field] !== undefined) input[field] = '2030-01-07';
  for (const field of [
    'medicalFile',
    'legalRepresentative',
    'motivation',
    'mandate',
    'procedure',
    'support',
    'statement',
    'reason',
  ]) {
    const more = { ...input, [field]: `${mark}-${field}` };
    if (schema.safeParse(more).success) input[field] = more[field]!;
  }
  return input;
}

/** A trajectory in which everything happens: each step late, each action, and each text that can be filled in. */
function eventful(): Play {
  const play = new Play();
  const late = () => {
    for (let at = nextWakeAt(play.state); at !== null; at = nextWakeAt(play.state)) {
      play.now = Date.parse(at);
      play.tick();
    }
  };
  for (const name of ['intake', 'admission', 'legal-review', 'plan-step', 'return-counselling', 'change-direction']) {
    late();
    play.perform(name, marked(name));
  }
  late();
  play.perform('withdraw', marked('withdraw'));
  return play;
}

/** Every agency by both ways, so that each message is seen as mail and as webhook. */
const everyWay = (url: string): Directory => {
  const entry = {
    name: 'Someone',
    channels: [
      { type: 'mail' as const, to: 'lvv@agency.example' },
      { type: 'webhook' as const, url, secret },
    ],
  };
  return new Map([['utrecht', { municipality: entry, ngo: entry, ind: entry, dtv: entry, avim: entry }]]);
};
const messages = (play: Play, directory = everyWay('http://127.0.0.1:9')) =>
  messagesOf(play.state, play.batches, directory, names);

describe('A message to an agency', () => {
  it('never says who: nothing that was filled in, and nobody who acted, is in any mail or webhook', async () => {
    const play = eventful();
    const given = JSON.stringify(play.batches);
    assert.ok(given.split(mark).length > 8, 'the marks are in the events');
    const receiver = await startReceiver();
    const directory = everyWay(receiver.url);
    const mails: Mail[] = [];
    const mailer = { send: async (mail: Mail) => void mails.push(mail), close: () => {} };
    const { deliver } = courier({
      directory,
      mailer,
      webhooks,
      names,
      publicUrl,
      domain: 'lvv',
      source: 'urn:nld:test',
      timeoutMs: 5_000,
    });
    const caused = messages(play, directory);
    for (const message of caused) {
      await deliver({ ...message, trajectoryId: play.state.id, createdAt: new Date(message.createdAt) });
    }
    await receiver.stop();
    assert.equal(mails.length + receiver.received.length, caused.length);
    assert.ok(mails.length >= 10 && mails.length === receiver.received.length);
    const sent = JSON.stringify([caused, mails, receiver.received]);
    const subjects = new Set(play.batches.flatMap(({ actor }) => (actor ? [actor.subject] : [])));
    for (const secretText of [mark, ...subjects, 'RETURN', 'OWN_REQUEST', heldOn, 'command-']) {
      assert.ok(given.includes(secretText), `${secretText} is in the events`);
      assert.ok(!sent.includes(secretText), `${secretText} was sent`);
    }
  });

  it('is a CloudEvent that refers to the trajectory, and carries codes only', async () => {
    const receiver = await startReceiver();
    const mailer = { send: () => Promise.reject(new Error('no mail')), close: () => {} };
    const directory = everyWay(receiver.url);
    const { deliver } = courier({
      directory,
      mailer,
      webhooks,
      names,
      publicUrl,
      domain: 'lvv',
      source: 'urn:nld:test',
      timeoutMs: 5_000,
    });
    const play = new Play();
    const message = messages(play, directory).find(({ channel }) => channel === 'webhook')!;
    const createdAt = new Date(message.createdAt);
    await deliver({ ...message, trajectoryId: play.state.id, createdAt });
    await receiver.stop();
    const event = JSON.parse(receiver.received[0]!.body) as Record<string, unknown>;
    const { id } = play.state;
    assert.deepEqual(event, {
      specversion: '1.0',
      id: `${id}-2-municipality-webhook`,
      source: 'urn:nld:test',
      type: 'nl.lvv.trajectory.step-opened',
      subject: id,
      time: play.instant,
      datacontenttype: 'application/json',
      dataref: `${publicUrl}/v1/trajectories/${id}`,
      data: {
        trajectoryId: id,
        screen: `${publicUrl}/trajectories/${id}`,
        sequence: 2,
        eventType: 'step-opened',
        step: 'intake',
        agency: 'municipality',
        municipality: 'utrecht',
      },
    });
  });

  it('has the same id each time that the same event is worked on, and no other has it', () => {
    const play = eventful();
    const ids = messages(play).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      messages(play).map(({ id }) => id),
      ids,
    );
    // In pieces, as when several runs take it over from each other.
    const pieces = play.batches.flatMap((batch) =>
      messagesOf(play.state, [batch], everyWay('http://127.0.0.1:9'), names).map(({ id }) => id),
    );
    assert.deepEqual(pieces, ids);
    const another = new Play('another');
    assert.ok(messages(another).every(({ id }) => !ids.includes(id)));
  });

  it('goes by each channel that an agency has; without one it is in the work list; without an entry it has failed', () => {
    const play = new Play();
    play.perform('intake');
    const mail = { type: 'mail' as const, to: 'lvv@agency.example' };
    const directory: Directory = new Map([
      ['utrecht', { dtv: { name: 'DT&V', channels: [] }, municipality: { name: 'U', channels: [mail] } }],
    ]);
    const caused = messagesOf(play.state, play.batches.slice(1), directory, names);
    assert.deepEqual(
      caused.map(({ agency, channel, status }) => [agency, channel, status]),
      [
        ['ind', 'inbox', 'failed'],
        ['dtv', 'inbox', 'sent'],
        ['municipality', 'mail', 'pending'],
      ],
    );
    assert.deepEqual(caused[0]?.lastError, { because: 'not-in-directory' });
  });

  it('is tried for days after the event, counted from the event itself', () => {
    for (const { createdAt, retryUntil } of messages(eventful())) {
      assert.equal(Date.parse(retryUntil) - Date.parse(createdAt), triedFor.days * 86_400_000);
    }
  });

  it('to an agency that is gone from the directory fails, and may be tried again', async () => {
    const mailer = { send: () => Promise.resolve(), close: () => {} };
    const directory: Directory = new Map();
    const { deliver } = courier({
      directory,
      mailer,
      webhooks,
      names,
      publicUrl,
      domain: 'lvv',
      source: 'urn:nld:test',
      timeoutMs: 100,
    });
    const message = { ...messages(new Play())[0]!, trajectoryId: 'p.1', createdAt: new Date() } as Message;
    await assert.rejects(deliver(message), {
      said: { because: 'address-gone' },
      final: false,
    });
    await deliver({ ...message, channel: 'inbox' });
  });
});

describe('The words of a message', () => {
  const types = [
    'step-opened',
    'step-reassigned',
    'step-withdrawn',
    'step-completed',
    'step-reminded',
    'step-overdue',
    'step-escalated',
  ];

  it('are in Dutch and English, for every step and every kind of event', () => {
    for (const { name: step, title } of standardSteps) {
      const lines = types.map((eventType) => subjectLine(names, { eventType, step, title }));
      assert.equal(new Set(lines).size, types.length);
      for (const line of lines) {
        const [nl = '', en = '', ...more] = line.split(' | ');
        assert.deepEqual(more, []);
        assert.ok(nl.includes(title.nl), line);
        assert.ok(en.includes(title.en), line);
        assert.doesNotMatch(line, /[\r\n]/);
      }
    }
    for (const { name, title, done } of standardActions) {
      assert.equal(subjectLine(names, { eventType: name, step: name, title }), `${done.nl} | ${done.en}`);
    }
  });

  it('lead in both languages to the screen of the trajectory, and say that it is not said on purpose who it is about', () => {
    for (const title of [standardSteps[0]!.title, null]) {
      const text = mailText(names, { eventType: 'step-opened', step: 'intake', title }, screenOf('p.1', publicUrl));
      assert.equal(text.split(`${publicUrl}/trajectories/p.1\n`).length, 3);
      assert.doesNotMatch(text, /\/v1\//);
      assert.match(text, /met opzet niet om wie het gaat/);
      assert.match(text, /does not say who it is about, on purpose/);
    }
  });

  it('say of a trajectory as a whole what happened as the agency that is told sees it, and what that means', () => {
    const offered = { eventType: 'duplicate-offered', step: null, title: null };
    assert.equal(
      subjectLine(names, offered),
      'Er is u een dubbel traject aangeboden | A duplicate trajectory was offered to you',
    );
    const text = mailText(names, offered, 'https://x.example');
    assert.match(text, /Open het bericht om het aanbod te aanvaarden/);
    assert.match(text, /Open the message to accept or refuse the offer/);
  });

  it('say something also of a step whose definition is gone', () => {
    const line = subjectLine(names, { eventType: 'step-opened', step: 'gone', title: null });
    assert.equal(line, 'Er is iets gewijzigd in een traject | Something changed in a trajectory');
  });
});
