import { setTimeout as pauseFor } from 'node:timers/promises';
import type { Logger } from 'pino';
import { digestOf, snapshotOf } from '../api/settings/configurationSnapshot.js';
import type { Configuration } from '../programmes/configuration.js';
import { noteReading } from '../register/settings/configurationReadings.js';
import type { Database } from '../register/database/database.js';

/**
 * Notes in the register what was read of the configuration, once the register is up and has its tables. It goes on trying:
 * an API that starts while the register is down serves meanwhile. Never throws.
 */
export async function noteConfigurationWhenUp(
  { programmes, directory }: Pick<Configuration, 'programmes' | 'directory'>,
  register: Database,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  const snapshot = snapshotOf(programmes, directory);
  const digest = digestOf(snapshot);
  for (let pause = 250; !stop.aborted; pause = Math.min(pause * 2, 5_000)) {
    try {
      await noteReading(register, digest, snapshot);
      // Another process may have noted something else at the very moment; what we read comes after that.
      await noteReading(register, digest, snapshot);
      return;
    } catch (error) {
      if (stop.aborted) return;
      log.warn({ err: error }, 'what was read of the configuration could not be noted yet');
      await pauseFor(pause, undefined, { signal: stop, ref: false }).catch(() => {});
    }
  }
}
