import express, { type RequestHandler, type Router } from 'express';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

/** For operations: is it alive, can it work, and what does it measure. No personal data, so no token. */
export function operations(readiness: Readiness, metrics: Metrics, limit: RequestHandler): Router {
  const router = express.Router({ strict: true });
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', limit, (_request, response) => {
    const missing = readiness.missing();
    const status = missing.length === 0 ? 'ok' : 'unavailable';
    response.status(status === 'ok' ? 200 : 503).json({ status, missing });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
