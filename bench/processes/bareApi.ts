import { randomUUID } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { referral, standardSteps } from '../../src/lvv/index.js';
import { connectClient, type TemporalTarget } from '../../src/temporal/connection.js';
import { freePort } from '../../src/temporal/freePort.js';
import type { Command, Opening, Person } from '../bareWorkflow.js';
import type { BareQueue } from '../callers/bare.js';
import { serve } from './serve.js';

const claims = z
  .object({ sub: z.string(), agency: z.string(), municipality: z.string(), roles: z.array(z.string()) })
  .transform(({ sub, ...rest }): Person => ({ subject: sub, ...rest }));

interface Input {
  target: TemporalTarget;
  issuer: string;
  audience: string;
  queue: BareQueue;
}

/**
 * The bare workflow behind an API, as the documentation of each part has it: Express, helmet, a token that is verified,
 * a body that is checked by the same schemas as the product's. It decides nothing about who may do what.
 */
await serve(async ({ target, issuer, audience, queue }: Input) => {
  const { workflow, connection } = await connectClient(target);
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  const app = express();
  app.use(helmet(), express.json({ limit: '64kb' }));

  const caller = async (authorization = ''): Promise<Person> => {
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), keys, { issuer, audience });
    return claims.parse(payload);
  };
  const refer: RequestHandler = async (request, response) => {
    const by = await caller(request.headers.authorization);
    const data: unknown = referral.input.parse(request.body);
    const id = randomUUID();
    const opening: Opening = { by, municipality: by.municipality ?? '', data };
    await workflow.start('bare', { workflowId: `person/${id}`, taskQueue: queue, args: [opening] });
    response.status(201).json({ id: `${id}.1` });
  };
  const perform: RequestHandler<{ id: string; step: string }> = async (request, response) => {
    const { id, step } = request.params;
    const by = await caller(request.headers.authorization);
    const data: unknown = standardSteps.find(({ name }) => name === step)!.input.parse(request.body);
    const command: Command = { by, step, data };
    const version = await workflow
      .getHandle(`person/${id.replace(/\.1$/, '')}`)
      .executeUpdate<number, [Command]>('perform', { args: [command], updateId: randomUUID() });
    response.json({ id, version });
  };
  app.post('/v1/trajectories', refer);
  app.post('/v1/trajectories/:id/steps/:step', perform);

  const port = await freePort();
  const server = app.listen(port, '127.0.0.1');
  return {
    ready: { url: `http://127.0.0.1:${port}` },
    async stop() {
      server.closeAllConnections();
      server.close();
      await connection.close();
    },
  };
});
