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
import { delegationRoutes } from './routes/delegations.js';
import { meRoutes } from './routes/me.js';
import { operations } from './routes/operations.js';
import { programmeRoutes } from './routes/programmes.js';
import { referralRoutes } from './routes/referrals.js';
import { situationRoutes } from './routes/situation.js';
import { statisticsRoutes } from './routes/statistics.js';
import { termRoutes } from './routes/terms.js';
import { trajectoryRoutes } from './routes/trajectories.js';
import { workRoutes } from './routes/work.js';
import { signInRoutes, type SigningInOptions } from './signingIn/signInRoutes.js';
import type { Services } from './services.js';
import { standingIn } from './standingIn.js';

export interface AppOptions {
  services: Services;
  authentication: AuthenticationOptions;
  /** Of people at a screen; absent where only tokens are taken. */
  signingIn?: SigningInOptions;
  /** Our own, ahead of this process: so that a caller's address is theirs. */
  proxies: number;
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
    ...delegationRoutes(services),
    ...meRoutes(services),
  ];
}

export function createApp({
  services,
  authentication,
  signingIn,
  proxies,
  publicUrl,
  requestsPerTenSeconds,
  log,
  local,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', proxies);
  app.enable('strict routing');
  app.enable('case sensitive routing');
  const metrics = createMetrics();
  app.use(metrics.observe, (request, response, next) => {
    commonHeaders(request, response);
    next();
  });
  if (local) app.use(local);
  app.use(operations(services, metrics));
  if (signingIn) app.use(signInRoutes(signingIn, limited(requestsPerTenSeconds)));

  const routes = apiRoutes(services);
  const document = openApiDocument(routes, { version: apiVersion, url: publicUrl });
  app.get('/v1/openapi.json', (_request, response) => {
    response.set('access-control-allow-origin', '*').json(document);
  });
  const before = [authenticated(authentication), limited(requestsPerTenSeconds), standingIn(services.register)];
  app.use(routerOf(routes, before, (actor) => accessContext(services.programmes, actor)));
  app.use(notFound);
  app.use(problemHandler((error, { method, path }) => log.error({ err: error, method, path }, 'request failed')));
  return app;
}
