import { createTransport } from 'nodemailer';
import { markOf, saysOfDelivery, Undelivered } from './undelivered.js';

/** A message on its way by mail. */
export interface Mail {
  /** Becomes the Message-ID: a repeat can be recognised by it. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** @throws Undelivered */
  send(mail: Mail, timeoutMs: number): Promise<void>;
  close(): void;
}

/**
 * Mail by SMTP over a few connections that stay open.
 * @param url such as `smtp://127.0.0.1:2525` or `smtps://user:password@mail.example`.
 * @param from the sender's address; its domain is the one of the Message-IDs.
 */
export function mailer(url: string, from: string): Mailer {
  const transport = createTransport(
    { url, pool: true, maxConnections: 4, connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 20_000 },
    { from },
  );
  const domain = from.slice(from.lastIndexOf('@') + 1).replace('>', '');
  return {
    async send({ id, to, subject, text }, timeoutMs) {
      const sending = transport.sendMail({
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        textEncoding: 'quoted-printable',
      });
      await withTimeout(sending, timeoutMs);
    },
    close: () => transport.close(),
  };
}

/** Stops waiting; what was sent may still arrive, and is sent again under the same id. */
function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const silent = saysOfDelivery('mail-silent', { seconds: ms / 1000 });
    const timer = setTimeout(() => reject(new Undelivered(silent)), ms);
    promise.then(resolve, (error: unknown) => reject(failed(error))).finally(() => clearTimeout(timer));
  });
}

/** No more of what a mail server answers is kept. */
const mostOfAnswer = 400;
/** What is left of a character that was cut in two. */
const halfCharacter = /[\uD800-\uDBFF]$/;

/** What the mail server answered stays as it is; that it was not reached is a code. */
function failed(error: unknown): Undelivered {
  const { response } = (error ?? {}) as { response?: unknown };
  const said =
    typeof response === 'string' && response !== ''
      ? saysOfDelivery('mail-refused', { answer: response.slice(0, mostOfAnswer).replace(halfCharacter, '') })
      : saysOfDelivery('mail-unreachable', { mark: markOf(error) });
  return new Undelivered(said, { cause: error });
}
