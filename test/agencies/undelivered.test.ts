import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { mailer } from '../../src/agencies/mail.js';
import { failureOf, saysOfDelivery, Undelivered, whyUndelivered } from '../../src/agencies/undelivered.js';
import { inPlainWords } from '../../src/api/http/wording.js';
import { refusalWords } from '../../src/trajectory/words/refusing.js';
import { ourVocabulary } from '../support/languages.js';

const mail = { id: 'p.1-3-ngo-mail', to: 'lvv@agency.example', subject: 'Een taak', text: 'Log in.' };

/** What is recorded of a mail to a server that answers each line like this; undefined: it says nothing. */
async function recordedOf(answer: (line: string) => string | undefined): Promise<ReturnType<typeof failureOf>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const say = (line: string) => {
      const said = answer(line);
      if (said !== undefined) socket.write(`${said}\r\n`);
    };
    socket.on('error', () => {});
    socket.on('data', (data) => String(data).trim().split('\r\n').forEach(say));
    say('');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { send, close } = mailer(`smtp://127.0.0.1:${port}`, 'Bestendig <lvv@utrecht.example>');
  try {
    const error: unknown = await send(mail, 400).then(
      () => assert.fail('it was taken'),
      (reason: unknown) => reason,
    );
    return failureOf(error);
  } finally {
    close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('That a message did not arrive', () => {
  it('is recorded as a code with what it is about; only what the mail server answered stays as it was written', async () => {
    const refusing = await recordedOf((line) =>
      line.startsWith('RCPT') ? '550 5.1.1 no such mailbox' : line === '' ? '220 ready' : '250 ok',
    );
    assert.deepEqual(refusing, {
      said: { because: 'mail-refused', params: { answer: '550 5.1.1 no such mailbox' } },
      final: false,
    });
    const silent = await recordedOf(() => undefined);
    assert.deepEqual(silent.said, { because: 'mail-silent', params: { seconds: 0.4 } });
    const { send, close } = mailer('smtp://127.0.0.1:9', 'Bestendig <lvv@utrecht.example>');
    const gone: unknown = await send(mail, 2_000).catch((reason: unknown) => reason);
    close();
    assert.deepEqual(failureOf(gone).said, { because: 'mail-unreachable', params: { mark: 'ESOCKET' } });
  });

  it('names nothing of an error that nobody foresaw', () => {
    const error = Object.assign(new TypeError('cannot read p.1 of amsterdam'), { final: true });
    assert.deepEqual(failureOf(error), { said: { because: 'undelivered' }, final: false });
    assert.deepEqual(failureOf('text'), { said: { because: 'undelivered' }, final: false });
    const known = new Undelivered(saysOfDelivery('receiver-answered', { status: 410 }), { final: true });
    assert.deepEqual(failureOf(known), {
      said: { because: 'receiver-answered', params: { status: 410 } },
      final: true,
    });
  });

  it('is read in the language of the reader, with its code and parameters beside it', () => {
    const said = saysOfDelivery('receiver-silent', { seconds: 5 });
    assert.deepEqual(whyUndelivered(said, inPlainWords, 'nl'), {
      ...said,
      detail: 'Het systeem van de ontvanger antwoordde niet binnen 5 seconden.',
    });
    assert.deepEqual(whyUndelivered(said, inPlainWords, 'en'), {
      ...said,
      detail: 'The system of the receiver did not answer within 5 seconds.',
    });
  });

  it('is read as unknown where its code has no words any more, and keeps the code for a machine', () => {
    const gone = { because: 'carrier-pigeon-lost', params: { pigeon: 3 } };
    assert.ok(!refusalWords().has(gone.because));
    for (const language of ['nl', 'en'] as const) {
      const { detail, ...recorded } = whyUndelivered(gone, inPlainWords, language);
      assert.deepEqual(recorded, gone);
      assert.doesNotMatch(detail, /pigeon|undelivered/);
      assert.deepEqual(ourVocabulary().strangeWords(detail, language), []);
    }
  });
});
