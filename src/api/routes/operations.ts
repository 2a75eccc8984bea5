import express, { type Router } from 'express';
import type { Metrics } from '../metrics.js';
import type { Services } from '../services.js';

/** For operations: is it alive, can it work, and what does it measure. No personal data, so no token. */
export function operations({ engine, register }: Services, metrics: Metrics): Router {
  const router = express.Router({ strict: true });
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  // Steps are accepted as long as the engine answers; the register may be down meanwhile, and is shown.
  router.get('/health/ready', async (_request, response) => {
    const [temporal, registered] = await Promise.all([
      engine.isReachable(),
      register.query({ name: 'ping', text: 'select 1' }).then(
        () => true,
        () => false,
      ),
    ]);
    response.status(temporal ? 200 : 503).json({
      status: temporal ? (registered ? 'ok' : 'degraded') : 'unavailable',
      temporal: temporal ? 'up' : 'down',
      register: registered ? 'up' : 'down',
    });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
