import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import { accessContext } from './access.js';
import { authenticated, type AuthenticationOptions } from './authentication.js';
import { apiVersion, commonHeaders } from './headers.js';
import { limited } from './limits.js';
import { createMetrics } from './metrics.js';
import { openApiDocument } from './openapi.js';
import { notFound, problemHandler } from './problem.js';
import { routerOf, type Route } from './route.js';
import { agendaRoutes } from './routes/agenda.js';
import { bulkRoutes } from './routes/bulk.js';
import { catalogueRoutes } from './routes/catalogue.js';
import { commandRoutes } from './routes/commands.js';
import { erasureRoutes } from './routes/erasures.js';
import { holdRoutes } from './routes/holds.js';
import { operations } from './routes/operations.js';
import { personFileRoutes } from './routes/personFile.js';
import { programmeRoutes } from './routes/programmes.js';
import { referralRoutes } from './routes/referrals.js';
import { situationRoutes } from './routes/situation.js';
import { statisticsRoutes } from './routes/statistics.js';
import { termRoutes } from './routes/terms.js';
import { trajectoryRoutes } from './routes/trajectories.js';
import { workRoutes } from './routes/work.js';
import type { Services } from './services.js';

export interface AppOptions {
  services: Services;
  authentication: AuthenticationOptions;
  publicUrl: string;
  requestsPerTenSeconds: number;
  log: Logger;
  /** What is there for local use only, such as the identity provider; it comes before everything else. */
  local?: Router;
}

/** All routes of the API, from which the router and the OpenAPI document are made. */
export function apiRoutes(services: Services): Route[] {
  return [
    ...referralRoutes(services),
    ...trajectoryRoutes(services),
    ...commandRoutes(services),
    ...bulkRoutes(services),
    ...situationRoutes(services),
    ...termRoutes(services),
    ...workRoutes(services),
    ...statisticsRoutes(services),
    ...agendaRoutes(services),
    ...catalogueRoutes(services.programmes),
    ...programmeRoutes(services.programmes),
    ...holdRoutes(services),
    ...erasureRoutes(services),
    ...personFileRoutes(services),
  ];
}

export function createApp({
  services,
  authentication,
  publicUrl,
  requestsPerTenSeconds,
  log,
  local,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.enable('strict routing');
  app.enable('case sensitive routing');
  const metrics = createMetrics();
  app.use(metrics.observe, (request, response, next) => {
    commonHeaders(request, response);
    next();
  });
  if (local) app.use(local);
  app.use(operations(services, metrics));

  const routes = apiRoutes(services);
  const document = openApiDocument(routes, { version: apiVersion, url: publicUrl });
  app.get('/v1/openapi.json', (_request, response) => {
    response.set('access-control-allow-origin', '*').json(document);
  });
  const before = [authenticated(authentication), limited(requestsPerTenSeconds)];
  app.use(routerOf(routes, before, (actor) => accessContext(services.programmes, actor)));
  app.use(notFound);
  app.use(problemHandler((error, { method, path }) => log.error({ err: error, method, path }, 'request failed')));
  return app;
}
