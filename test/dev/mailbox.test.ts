import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { start } from '../../src/dev/mailbox.js';
import type { Mailbox } from '../../src/dev/mailbox.js';
import { freshFolder, inProduction } from './folder.js';

const message = { from: 'bestendig@localhost', to: 'regie@utrecht.example', subject: 'Een taak', text: 'Open: intake' };

describe('the local mailbox', () => {
  const folder = freshFolder();
  let mailbox: Mailbox;
  beforeEach(async () => {
    mailbox = await start({ folder: folder.path });
  });
  afterEach(() => mailbox.stop());

  const send = (mail: SendMailOptions) =>
    createTransport({ host: mailbox.host, port: mailbox.port }).sendMail({ ...message, ...mail });

  it('keeps a message as it was written: accents, long lines and leading dots', async () => {
    const subject =
      'Herbeoordeling afgerond: coördinator Zoë wordt gevraagd de beëindiging te beoordelen vóór vrijdag €';
    const text = `Geachte coördinator,\n\n${'één lange regel zonder einde '.repeat(80)}\n.\n..een punt vooraan\n= 100%`;
    const { messageId } = await send({ subject, text });
    const [mail, ...others] = mailbox.items();
    assert.deepEqual(others, []);
    assert.equal(mail?.subject, subject);
    assert.equal(mail.text, text);
    assert.equal(mail.messageId, messageId.replace(/^<|>$/g, ''));
    assert.equal(mail.to, 'regie@utrecht.example');
    assert.ok(Math.abs(Date.parse(mail.receivedAt) - Date.now()) < 5000);
  });

  for (const encoding of ['quoted-printable', 'base64'] as const) {
    it(`decodes ${encoding}`, async () => {
      const text = `Reünie op ’t Plein: ${'ö'.repeat(200)}\nTweede regel`;
      await send({ text, textEncoding: encoding });
      assert.equal(mailbox.items()[0]?.text, text);
    });
  }

  for (const encoding of ['7bit', '8bit']) {
    it(`takes ${encoding} as it is, and joins a folded header`, async () => {
      const text = encoding === '7bit' ? 'Plain text' : 'Coördinatie';
      const raw = [
        'Message-ID: <raw@localhost>',
        'From: "Regie, gemeente" <regie@localhost>',
        'Subject: =?utf-8?Q?Co=C3=B6rdinator?=',
        ' =?utf-8?B?IGdldnJhYWdk?=, dus',
        ' snel',
        'Content-Type: text/plain; charset=utf-8',
        `Content-Transfer-Encoding: ${encoding}`,
        '',
        text,
      ].join('\r\n');
      await send({ raw, envelope: { from: 'a@localhost', to: ['b@localhost', 'c@localhost'] } });
      const { receivedAt: _, ...mail } = mailbox.items()[0]!;
      const subject = 'Coördinator gevraagd, dus snel';
      const from = 'regie@localhost';
      assert.deepEqual(mail, { messageId: 'raw@localhost', from, to: 'b@localhost, c@localhost', subject, text });
    });
  }

  it('keeps every one of 50 messages that come over pooled connections, and stops while those are open', async () => {
    const pool = createTransport({ host: mailbox.host, port: mailbox.port, pool: true, maxConnections: 5 });
    const numbers = Array.from({ length: 50 }, (_, i) => i);
    const sent = await Promise.all(numbers.map((i) => pool.sendMail({ ...message, subject: `Bericht ${i}` })));
    const kept = mailbox.items();
    const ids = (list: { messageId: string }[]) => list.map(({ messageId }) => messageId.replace(/^<|>$/g, '')).sort();
    assert.deepEqual(ids(kept), ids(sent));
    assert.deepEqual(new Set(kept.map(({ subject }) => subject)), new Set(numbers.map((i) => `Bericht ${i}`)));
    await mailbox.stop();
    pool.close();
    mailbox = await start({ folder: folder.path });
  });

  it('has the messages of earlier runs, oldest first', async () => {
    await send({ subject: 'eerste' });
    await mailbox.stop();
    mailbox = await start({ folder: folder.path });
    await send({ subject: 'tweede' });
    assert.deepEqual(
      mailbox.items().map(({ subject }) => subject),
      ['eerste', 'tweede'],
    );
  });

  it('loses no message to half a line that a killed process left', async () => {
    await send({ subject: 'voor' });
    await mailbox.stop();
    await appendFile(join(folder.path, 'mail.jsonl'), '{"messageId":"half@localhost","subj');
    mailbox = await start({ folder: folder.path });
    await send({ subject: 'na' });
    await mailbox.stop();
    mailbox = await start({ folder: folder.path });
    assert.deepEqual(
      mailbox.items().map(({ subject }) => subject),
      ['voor', 'na'],
    );
  });

  it('refuses a message that is too large, for good, and keeps the connection usable', async () => {
    const pool = createTransport({ host: mailbox.host, port: mailbox.port, pool: true, maxConnections: 1 });
    const tooLarge = pool.sendMail({ ...message, text: 'x\n'.repeat(700_000) });
    await assert.rejects(tooLarge, { responseCode: 552 });
    await pool.sendMail(message);
    pool.close();
    assert.equal(mailbox.items().length, 1);
  });

  it('goes on when a sender breaks off in the middle of a message', async () => {
    const socket = connect(mailbox.port, mailbox.host);
    for (const line of ['EHLO x', 'MAIL FROM:<a@localhost>', 'RCPT TO:<b@localhost>', 'DATA']) {
      await once(socket, 'data');
      socket.write(`${line}\r\n`);
    }
    await once(socket, 'data');
    socket.write('Subject: half\r\n\r\nhal');
    socket.resetAndDestroy();
    await send({ subject: 'heel' });
    assert.deepEqual(
      mailbox.items().map(({ subject }) => subject),
      ['heel'],
    );
  });

  it('says so when its port is taken', async () => {
    const second = start({ folder: join(folder.path, 'second'), port: mailbox.port });
    await assert.rejects(second, { code: 'EADDRINUSE' });
  });

  it('refuses to start in production, and says what to configure', async () => {
    await assert.rejects(
      inProduction(() => start({ folder: folder.path })),
      /BESTENDIG_LOCAL=1.*SMTP_URL/,
    );
  });
});

describe('a mailbox that is killed', () => {
  const folder = freshFolder();

  it('keeps what it acknowledged', async () => {
    const module = new URL('../../src/dev/mailbox.js', import.meta.url).href;
    const script = `
      const { start } = await import(${JSON.stringify(module)});
      console.log((await start({ folder: ${JSON.stringify(folder.path)} })).port);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(child.stdout, 'data')) as [Buffer];
    await createTransport({ host: '127.0.0.1', port: Number(printed) }).sendMail(message);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const mailbox = await start({ folder: folder.path });
    assert.deepEqual(
      mailbox.items().map(({ subject }) => subject),
      [message.subject],
    );
    await mailbox.stop();
  }).timeout(10_000); // starts a process of its own
});
