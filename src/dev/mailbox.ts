import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { openJsonLines } from './jsonLines.js';
import { loadOptional } from '../optional/loadOptional.js';
import { mustBeLocal } from './localOnly.js';

/** A message as it arrived. Texts are decoded; what the sender left out is the empty string. */
export interface Mail {
  /** Without angle brackets. The same one twice means that the sender was not sure and sent it again. */
  messageId: string;
  /** The address in the header. */
  from: string;
  /** The addresses of the envelope, so those that a real server would deliver to, separated by `, `. */
  to: string;
  subject: string;
  text: string;
  /** UTC instant, ISO 8601. */
  receivedAt: string;
}

export interface Mailbox {
  host: string;
  port: number;
  /** Oldest first, from earlier runs on the same folder too. */
  items(): Mail[];
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const largestMessage = 1_048_576; // bytes

/**
 * Starts an SMTP server that delivers nothing and keeps every message in `<folder>/mail.jsonl`. A message is written
 * before it is acknowledged, so one that the sender need not send again is never lost, also when this process is killed.
 *
 * @param options.port 0 or absent takes a free one
 * @throws Error when BESTENDIG_LOCAL is not 1, or when the port is taken
 */
export async function start(options: { folder: string; port?: number }): Promise<Mailbox> {
  mustBeLocal('The capturing mail server', 'Configure a real SMTP server instead: set SMTP_URL.');
  // Loaded here, so that a process which sends to a real server does not pay for it.
  const instead = 'set SMTP_URL to a real SMTP server';
  const [{ SMTPServer }, { default: PostalMime }] = await Promise.all([
    loadOptional('smtp-server', () => import('smtp-server'), instead),
    loadOptional('postal-mime', () => import('postal-mime'), instead),
  ]);
  const kept = openJsonLines<Mail>(join(options.folder, 'mail.jsonl'));

  const keep = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) {
      throw Object.assign(new Error(`Message larger than ${largestMessage} bytes`), { responseCode: 552 });
    }
    const mail = await PostalMime.parse(raw);
    kept.append({
      messageId: (mail.messageId ?? '').replace(/^<|>$/g, ''),
      from: mail.from?.address ?? '',
      to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
      subject: mail.subject ?? '',
      // The line end that closes every message on the wire is not part of what was written.
      text: (mail.text ?? '').replace(/\r?\n$/, ''),
      receivedAt: new Date().toISOString(),
    });
  };

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true, // a lookup in the name service for each connection can take seconds
    size: largestMessage,
    closeTimeout: 100, // ms; a pooled sender keeps its connection open and idle
    logger: false,
    onData(stream, session, answer) {
      // An error without a code answers 450, so the sender keeps the message and tries again.
      keep(stream, session).then(() => answer(), answer);
    },
  });
  // A sender that breaks off is the sender's affair; without a listener it would end this process.
  server.on('error', () => {});
  server.listen(options.port ?? 0, host);
  try {
    await once(server.server, 'listening');
  } catch (error) {
    kept.close();
    throw error;
  }

  return {
    host,
    port: (server.server.address() as AddressInfo).port,
    items: () => kept.items(),
    stop: async () => {
      await new Promise<void>((closed) => server.close(closed));
      kept.close();
    },
  };
}
