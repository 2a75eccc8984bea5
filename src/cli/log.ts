import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Runtime, type LogLevel } from '@temporalio/worker';
import { pino, type Logger } from 'pino';

/** A log of JSON lines, to a file or to standard output. What might carry a token is left out. */
export function createLog(level: string, file?: string): Logger {
  const options = { level, redact: ['*.authorization', '*.headers', '*.token', 'authorization', 'token'] };
  if (file === undefined) return pino(options);
  mkdirSync(dirname(file), { recursive: true });
  return pino(options, pino.destination({ dest: file, sync: true }));
}

/**
 * Sends the Temporal SDK's own messages to this log, and keeps it from handling signals, which we do. Must come before
 * the first connection of the process.
 */
export function installRuntime(log: Logger): void {
  const write = (level: LogLevel, message: string, meta?: Record<string, unknown>) => {
    const text = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;
    log[text[level]]({ sdk: true, ...(meta?.['error'] ? { err: meta['error'] } : {}) }, message);
  };
  Runtime.install({
    shutdownSignals: [],
    // What the core of the SDK has to say comes through the logger as well, and not on the terminal.
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    logger: {
      log: write,
      trace: (message, meta) => write('TRACE', message, meta),
      debug: (message, meta) => write('DEBUG', message, meta),
      info: (message, meta) => write('INFO', message, meta),
      warn: (message, meta) => write('WARN', message, meta),
      error: (message, meta) => write('ERROR', message, meta),
    },
  });
}
