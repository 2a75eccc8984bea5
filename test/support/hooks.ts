import { pino } from 'pino';
import { installRuntime } from '../../src/cli/log.js';
import { stopBrowser } from './chromium.js';
import './local.js';
import { stopSharedParts } from './shared.js';

// One Temporal SDK runtime for the whole test run, and it speaks up only when something is wrong.
installRuntime(pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }));

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopBrowser();
    await stopSharedParts();
  },
};
