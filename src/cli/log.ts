import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Runtime, type LogLevel } from '@temporalio/worker';
import { pino, type Logger, type LoggerOptions } from 'pino';
import { scrubber } from './scrubbing.js';

/**
 * A log of JSON lines, to a file or to standard output. Of an error there is what happened and where, and not what it
 * carries; and what is or looks like a secret is taken out of every line.
 * @param secrets that this process knows, see `secretsIn`
 */
export function createLog(level: string, file?: string, secrets: readonly string[] = []): Logger {
  const options: LoggerOptions = {
    level,
    redact: ['*.authorization', '*.headers', '*.token', 'authorization', 'token'],
    serializers: { err: whatHappened },
    hooks: { streamWrite: scrubber(secrets) },
  };
  if (file === undefined) return pino(options);
  mkdirSync(dirname(file), { recursive: true });
  return pino(options, pino.destination({ dest: file, sync: true }));
}

const deepest = 5;

/** An error's own words and those of its causes: not its other fields, in which libraries keep requests and answers. */
function whatHappened(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name: type, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    type,
    message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack,
    ...(cause !== undefined && depth < deepest && { cause: whatHappened(cause, depth + 1) }),
  };
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
