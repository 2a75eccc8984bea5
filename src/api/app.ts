import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import { accessContext } from './access.js';
import type { AccessLog } from './accessLog.js';
import { audienceIn, routesFor } from './audience.js';
import { authenticated, type AuthenticationOptions } from './authentication.js';
import { codecServer, type CodecServerOptions } from './codecServer.js';
import { apiVersion, commonHeaders } from './headers.js';
import { limited } from './limits.js';
import { createMetrics } from './metrics.js';
import { openApiDocument } from './openapi.js';
import { notFound, problemHandler } from './problem.js';
import type { Readiness } from './readiness.js';
import type { Route } from './route.js';
import { accessLogRoutes } from './routes/accessLog.js';
import { agendaRoutes } from './routes/agenda.js';
import { bulkRoutes } from './routes/bulk.js';
import { catalogueRoutes } from './routes/catalogue.js';
import { commandRoutes } from './routes/commands.js';
import { delegationRoutes } from './routes/delegations.js';
import { directoryRoutes } from './routes/directory.js';
import { erasureRoutes } from './routes/erasures.js';
import { eventRoutes } from './routes/events.js';
import { holdRoutes } from './routes/holds.js';
import { meRoutes } from './routes/me.js';
import { moveRoutes } from './routes/moves.js';
import { operations } from './routes/operations.js';
import { overviewRoutes } from './routes/overview.js';
import { personFileRoutes } from './routes/personFile.js';
import { previewRoutes } from './routes/previews.js';
import { programmeRoutes } from './routes/programmes.js';
import { referralRoutes } from './routes/referrals.js';
import { settingsRoutes } from './routes/settings.js';
import { sharingRoutes } from './routes/sharing.js';
import { situationRoutes } from './routes/situation.js';
import { searchRoutes } from './routes/search.js';
import { statisticsRoutes } from './routes/statistics.js';
import { termRoutes } from './routes/terms.js';
import { trajectoryRoutes } from './routes/trajectories.js';
import { workRoutes } from './routes/work.js';
import type { Actor, Agency } from '../trajectory/state.js';
import { screens } from './screens.js';
import { routerOf } from './serving.js';
import { signInRoutes, type SigningInOptions } from './signingIn/signInRoutes.js';
import type { Services } from './services.js';
import { standingIn } from './standingIn.js';
import { noteTurnedAway } from './turnedAway.js';
import { traced, traceIn } from './trace.js';
import { WorkInFlight, type WorkBounds } from './workInFlight.js';

export interface AppOptions {
  services: Services;
  readiness: Readiness;
  accessLog: AccessLog;
  authentication: AuthenticationOptions;
  /** Of people at a screen; absent where only tokens are taken. */
  signingIn?: SigningInOptions;
  /** Our own, ahead of this process: so that a caller's address is theirs. */
  proxies: number;
  publicUrl: string;
  requestsPerTenSeconds: number;
  work: WorkBounds;
  log: Logger;
  /** Where the built screens are. */
  screensFolder: string;
  /** Opens what Temporal keeps, for its Web UI and command line. */
  codecServer: CodecServerOptions;
  /** What is there for local use only, such as the identity provider; it comes before everything else. */
  local?: Router;
}

/** All routes of the API, from which the router and the OpenAPI document are made. */
export function apiRoutes(services: Services): Route[] {
  return [
    ...referralRoutes(services),
    ...trajectoryRoutes(services),
    ...searchRoutes(services),
    ...commandRoutes(services),
    ...bulkRoutes(services),
    ...situationRoutes(services),
    ...termRoutes(services),
    ...moveRoutes(services),
    ...workRoutes(services),
    ...statisticsRoutes(services),
    ...overviewRoutes(services),
    ...agendaRoutes(services),
    ...catalogueRoutes(services.programmes),
    ...programmeRoutes(services.programmes),
    ...directoryRoutes(services),
    ...sharingRoutes(services),
    ...previewRoutes(services),
    ...holdRoutes(services),
    ...erasureRoutes(services),
    ...personFileRoutes(services),
    ...accessLogRoutes(services),
    ...delegationRoutes(services),
    ...eventRoutes(services),
    ...meRoutes(services),
    ...settingsRoutes(services),
  ];
}

export function createApp({
  services,
  readiness,
  accessLog,
  authentication,
  signingIn,
  proxies,
  publicUrl,
  requestsPerTenSeconds,
  work,
  log,
  screensFolder,
  codecServer: codecOptions,
  local,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', proxies);
  app.enable('strict routing');
  app.enable('case sensitive routing');
  const metrics = createMetrics(services.register, services.missingWatch);
  app.use(traced, metrics.observe, (request, response, next) => {
    commonHeaders(request, response);
    // Whoever asks again comes by a connection of their own, and so to a process that stays.
    if (readiness.isDraining) response.set('connection', 'close');
    next();
  });
  if (local) app.use(local);
  const pages = screens(screensFolder);
  app.use(pages.shown);
  app.use(operations(readiness, metrics, limited(requestsPerTenSeconds)));
  if (signingIn) app.use(signInRoutes(signingIn, limited(requestsPerTenSeconds)));

  const routes = apiRoutes(services);
  const info = { version: apiVersion, url: publicUrl };
  // As text: each is some megabytes, and anyone may ask for it.
  const documents = new Map<Agency | undefined, string>();
  const documentFor = (agency: Agency | undefined) => {
    const shown = agency === undefined ? routes : routesFor(agency, routes);
    const made = documents.get(agency) ?? JSON.stringify(openApiDocument(shown, info));
    documents.set(agency, made);
    return made;
  };
  documentFor(undefined);
  app.get('/v1/openapi.json', limited(authentication.failuresPerTenSeconds), (request, response) => {
    const document = documentFor(audienceIn(request.query));
    response.set('access-control-allow-origin', '*').type('application/json').send(document);
  });
  const policy = { contextOf: (actor: Actor) => accessContext(services.programmes, actor), log: accessLog };
  const before = [
    authenticated(authentication, noteTurnedAway(policy)),
    limited(requestsPerTenSeconds),
    standingIn(services.register, policy),
  ];
  app.use(codecServer(codecOptions, before, policy));
  app.use(routerOf(routes, before, policy, new WorkInFlight(work)));
  app.use(pages.unknown, notFound);
  app.use(
    problemHandler((error, request) => {
      const { method, path } = request;
      log.error({ err: error, method, path, traceId: traceIn(request).traceId }, 'request failed');
    }),
  );
  return app;
}
