import { join } from 'node:path';
import * as mailbox from '../dev/mailbox.js';
import * as webhooks from '../dev/webhookReceiver.js';
import { localSecret } from './keys.js';
import type { Settings } from './settings.js';

/** The agencies' side on this machine: a mail server and a webhook receiver that keep what they get. */
export interface StandIns {
  /** To be added to the environment, for the settings and the configuration file that are not given. */
  env: Record<string, string>;
  /** The receiver of this machine; undefined where the environment names another. */
  receiver: { hooks: string; secret: string } | undefined;
  stop(): Promise<void>;
}

export const devFolder = (settings: Settings): string => join(settings.BESTENDIG_DATA, 'dev');

/** Starts, locally, what the environment does not name. Each refuses to run where BESTENDIG_LOCAL is not on. */
export async function startStandIns(settings: Settings, env: NodeJS.ProcessEnv): Promise<StandIns> {
  const folder = devFolder(settings);
  const given: Record<string, string> = {};
  const stops: (() => Promise<void>)[] = [];
  let receiver: StandIns['receiver'];
  if (!settings.BESTENDIG_LOCAL) return { env: given, receiver, stop: async () => {} };
  if (!settings.SMTP_URL) {
    const { host, port, stop } = await mailbox.start({ folder });
    given['SMTP_URL'] = `smtp://${host}:${port}`;
    stops.push(stop);
  }
  if (!env['BESTENDIG_WEBHOOK_BASE']) {
    const secret = `whsec_${localSecret(settings.BESTENDIG_DATA, 'webhook').toString('base64')}`;
    const { url, stop } = await webhooks.start({ folder, secret });
    receiver = { hooks: `${url}/hooks`, secret };
    given['BESTENDIG_WEBHOOK_BASE'] = receiver.hooks;
    given['BESTENDIG_WEBHOOK_SECRET'] = secret;
    stops.push(stop);
  }
  return { env: given, receiver, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}
