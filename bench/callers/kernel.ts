import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { Engine } from '../../src/api/engine/engine.js';
import { Proposals } from '../../src/api/engine/proposals.js';
import { bodyHashOf, commandIdOf, personRefOf } from '../../src/api/http/identifiers.js';
import { Referring } from '../../src/api/engine/referring.js';
import { definitionsMarkOf } from '../../src/programmes/definitionsMark.js';
import type { Configuration } from '../../src/programmes/configuration.js';
import type { Database } from '../../src/register/database/database.js';
import { plainListing } from '../../src/trajectory/definitions/listing.js';
import { ClockWatch } from '../../src/api/engine/temporalClock.js';
import { personIn, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { municipality } from '../examples.js';
import type { Caller } from './caller.js';

export const kernelQueue = 'bench-kernel';

/**
 * The API's way to Temporal without the API: no HTTP, no token, and a register that knows nobody and costs nothing.
 * @param knows it keeps what it has seen of trajectories, as the API does
 */
export function kernelCaller(
  client: Client,
  { programmes }: Configuration,
  commandsPerRun: number,
  knows: boolean,
): Caller {
  const definitions = definitionsMarkOf(programmes);
  const proposals = new Proposals({ programmes, definitions, erasurePauseSeconds: 120 });
  const engine = new Engine(client, kernelQueue, knows ? proposals : undefined);
  const referring = new Referring({
    engine,
    register: emptyRegister,
    clock: new ClockWatch(client, 'the benchmark'),
    commandsPerRun,
  });
  const programme = programmes.at(municipality, new Date().toISOString());
  if (!programme) throw new Error(`The benchmark's configuration has no programme for ${municipality}.`);
  const personKey = randomUUID();
  return {
    async refer({ by: actor, body: input }) {
      const commandId = commandIdOf(actor.subject, randomUUID());
      const personRef = personRefOf(personKey, { commandId });
      const bodyHash = bodyHashOf('referral', { input, personRef });
      const referred = await referring.refer(programme, personRef, false, { commandId, bodyHash, input, actor });
      if (!('created' in referred)) throw new Error('A fresh referral was taken for a repeat.');
      return referred.created.id;
    },
    async perform(id, { step: name, by: actor, body: input }) {
      await engine.perform(personIn(id), {
        kind: 'step',
        trajectoryId: id,
        name,
        input,
        commandId: commandIdOf(actor.subject, randomUUID()),
        bodyHash: bodyHashOf(`${id}/step/${name}`, input),
        actor,
      });
    },
    workflowIdOf: (id) => workflowIdOf(personIn(id)),
  };
}

const notHere = () => Promise.reject(new Error('The kernel by itself records nothing.'));

const emptyRegister: Database = {
  query: async () => [],
  execute: async () => {},
  close: async () => {},
  sealer: { seal: notHere, unseal: notHere, token: notHere },
  listing: plainListing,
};
