import { eraseAgain, isGone } from '../retention/again.js';
import { dueRules, keptFor } from '../retention/due.js';
import type { KeyStore } from '../privacy/keyStore.js';
import { KeysUnavailable } from '../privacy/errors.js';
import { domain } from './domain.js';
import { readConfiguration } from '../programmes/configuration.js';
import { RegisterUnavailable, type Database } from '../register/database/database.js';
import { countWithoutTerm, listDue } from '../register/erasure/dueErasures.js';
import { mustBeKnown } from '../register/migrations/migrations.js';
import { migrate, migrateWhenUp, openRegister } from '../register/index.js';
import { connectClient, isExternal, temporalTarget } from '../temporal/connection.js';
import { deleteAllUnder, deleteEnded, listIds } from '../temporal/forgetting.js';
import { dayOf } from '../trajectory/terms/calendar.js';
import { deliveryIdOf, workflowIdOf } from '../trajectory/replayed/contract.js';
import { createLog, installRuntime } from './log.js';
import { withPlaceholders } from './placeholders.js';
import { openPrivacy, type Privacy } from './privacy.js';
import { registerPlace } from './registerPlace.js';
import { settingsFor, type Settings } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `bestendig erase due`: what may be erased, from the register alone. Nothing is changed. */
export async function printDue(): Promise<void> {
  const settings = settingsFor('erase', process.env);
  const { programmes } = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env), domain);
  await withRegister(settings, async (register) => {
    const rules = dueRules(programmes, new Date().toISOString());
    const everywhere = { municipality: null };
    let count = 0;
    for (let cursor: string | undefined; ;) {
      const page = await listDue(register, everywhere, rules, { limit: 200, cursor });
      for (const { id, municipality, outcome, closedAt, held, proposedIn } of page.items) {
        const closed = closedAt.toISOString();
        const kept = keptFor(programmes, { municipality, outcome, closedAt: closed });
        const also = [held && 'held', proposedIn && `in erasure ${proposedIn}`].filter(Boolean).join(', ');
        say(
          `${id} (${municipality}): ${outcome}, closed on ${dayOf(closed)}, due from ${kept?.dueFrom} by ${kept?.programme}/${kept?.rule}${also && `; ${also}`}`,
        );
        count += 1;
      }
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    for (const { programme, trajectories } of await countWithoutTerm(register, everywhere, rules)) {
      say(`${programme} settles no term for ${trajectories} trajectories that have ended: these are never due.`);
    }
    say(`${count} trajectories are due. An administrator proposes to erase them, and another approves.`);
  });
}

/** `bestendig erase again`: after a backup was put back, what was erased before is erased again. */
export async function repeatErasures(): Promise<void> {
  const settings = settingsFor('erase', process.env);
  await withRegister(settings, async (register, { store }) => {
    say(`${await eraseAgain(register, store)} trajectories in the register were erased again.`);
    if (!isExternal(process.env)) return say('Temporal was not looked at: set TEMPORAL_ADDRESS for that.');
    installRuntime(createLog('silent'));
    const client = await connectClient(temporalTarget(process.env));
    try {
      const gone = new Set<string>();
      let seen = 0;
      for await (const workflowId of listIds(client, 'person/', 'deliver/')) {
        const ref = /^(?:person|deliver)\/([0-9a-z]+)/.exec(workflowId)?.[1];
        if (ref !== undefined && (await isGone(store, ref))) gone.add(ref);
        if (++seen % 1_000 === 0) say(`${seen} workflows looked at so far`);
      }
      for (const ref of gone) {
        await deleteAllUnder(client, deliveryIdOf(`${ref}.`));
        await deleteEnded(client, workflowIdOf(ref));
      }
      say(`${gone.size} persons of whom Temporal still had something were erased from it again.`);
    } finally {
      await client.connection.close();
    }
  });
}

async function withRegister(
  settings: Settings,
  work: (register: Database, privacy: Privacy) => Promise<void>,
): Promise<void> {
  const place = registerPlace(settings);
  const privacy = openPrivacy(settings);
  const register = await openRegister(place, privacy.sealer, domain.listing);
  try {
    await migrate(register);
    await work(register, privacy);
  } finally {
    await register.close();
    await privacy.close();
  }
}

/** @throws RegisterTooNew; a register that is down is looked at again when it is up */
export async function refuseTooNew(register: Database): Promise<void> {
  try {
    await mustBeKnown(register);
  } catch (error) {
    if (!(error instanceof RegisterUnavailable)) throw error;
  }
}

/**
 * Brings the register up to date when it is up; and when a backup from before an erasure has been put back, erases again.
 * Resolves as soon as the tables are there; the rest goes on by itself.
 */
export async function prepareRegister(
  register: Database,
  keys: KeyStore,
  log: (line: string) => void,
  stop: AbortSignal,
): Promise<void> {
  await migrateWhenUp(register, log, stop);
  void eraseAgainWhenUp(register, keys, log, stop);
}

async function eraseAgainWhenUp(register: Database, keys: KeyStore, log: (line: string) => void, stop: AbortSignal) {
  for (let pause = 250; !stop.aborted; pause = Math.min(pause * 2, 5_000)) {
    try {
      const erased = await eraseAgain(register, keys);
      if (erased > 0) log(`${erased} trajectories that a backup had brought back were erased again.`);
      return;
    } catch (error) {
      const passes = error instanceof RegisterUnavailable || error instanceof KeysUnavailable;
      if (!stop.aborted) log(`What was erased could not be erased again: ${(error as Error).message}`);
      if (!passes) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
