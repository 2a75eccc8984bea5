import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import { accessContext } from './access/access.js';
import type { AccessLog } from './access/accessLog.js';
import { audienceIn, routesFor } from './serving/audience.js';
import { authenticated, type AuthenticationOptions } from './access/authentication.js';
import { codecServer, type CodecServerOptions } from './engine/codecServer.js';
import { apiVersion, commonHeaders } from './http/headers.js';
import { limited } from './http/limits.js';
import { createMetrics } from './serving/metrics.js';
import { openApiDocument } from './openapi.js';
import { notFound, problemHandler } from './http/problem.js';
import type { Readiness } from './serving/readiness.js';
import type { Route } from './serving/route.js';
import { accessLogRoutes } from './audit/accessLogRoutes.js';
import { agendaRoutes } from './work/agendaRoutes.js';
import { bulkRoutes } from './trajectories/bulkRoutes.js';
import { catalogueRoutes } from './trajectories/catalogueRoutes.js';
import { commandRoutes } from './trajectories/commandRoutes.js';
import { delegationRoutes } from './settings/delegationRoutes.js';
import { directoryRoutes } from './agencies/directoryRoutes.js';
import { erasureRoutes } from './retention/erasureRoutes.js';
import { eventRoutes } from './events/eventRoutes.js';
import { holdRoutes } from './retention/holdRoutes.js';
import { meRoutes } from './settings/meRoutes.js';
import { moveRoutes } from './trajectories/moveRoutes.js';
import { operations } from './serving/operationsRoutes.js';
import { overviewRoutes } from './work/overviewRoutes.js';
import { personFileRoutes } from './ownFile/personFileRoutes.js';
import { previewRoutes } from './trajectories/previewRoutes.js';
import { programmeRoutes } from './settings/programmeRoutes.js';
import { referralRoutes } from './trajectories/referralRoutes.js';
import { settingsRoutes } from './settings/settingsRoutes.js';
import { sharingRoutes } from './sharing/sharingRoutes.js';
import { situationRoutes } from './trajectories/situationRoutes.js';
import { ownReferenceRoutes } from './trajectories/ownReferenceRoutes.js';
import { searchRoutes } from './trajectories/searchRoutes.js';
import { statisticsRoutes } from './figures/statisticsRoutes.js';
import { termRoutes } from './trajectories/termRoutes.js';
import { trajectoryRoutes } from './trajectories/trajectoryRoutes.js';
import { workRoutes } from './work/workRoutes.js';
import type { Actor, Agency } from '../trajectory/replayed/state.js';
import { screens } from './http/screens.js';
import { routerOf } from './serving/router.js';
import { signInRoutes, type SigningInOptions } from './signingIn/signInRoutes.js';
import type { Services } from './serving/services.js';
import { standingIn } from './access/standingIn.js';
import { noteTurnedAway } from './access/turnedAway.js';
import { traced, traceIn } from './http/trace.js';
import { inWordsFor } from './serving/inWords.js';
import { WorkInFlight, type WorkBounds } from './serving/workInFlight.js';

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
    ...ownReferenceRoutes(services),
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
  const metrics = createMetrics(services.register, services.missingWatch, services.engine.proposals);
  app.use(traced, metrics.observe, (request, response, next) => {
    commonHeaders(request, response);
    // Whoever asks again comes by a connection of their own, and so to a process that stays.
    if (readiness.isDraining) response.set('connection', 'close');
    next();
  });
  if (local) app.use(local);
  const inWords = inWordsFor(services.programmes);
  const pages = screens(screensFolder);
  app.use(pages.shown);
  app.use(operations(readiness, metrics, limited(requestsPerTenSeconds)));
  if (signingIn) app.use(signInRoutes(signingIn, limited(requestsPerTenSeconds), inWords));

  const routes = apiRoutes(services);
  const { domain } = services.programmes;
  const info = { version: apiVersion, url: publicUrl, domain };
  // As text: each is some megabytes, and anyone may ask for it.
  const documents = new Map<Agency | undefined, string>();
  const documentFor = (agency: Agency | undefined) => {
    const shown = agency === undefined ? routes : routesFor(domain, agency, routes);
    const made = documents.get(agency) ?? JSON.stringify(openApiDocument(shown, info));
    documents.set(agency, made);
    return made;
  };
  documentFor(undefined);
  app.get('/v1/openapi.json', limited(authentication.failuresPerTenSeconds), (request, response) => {
    const document = documentFor(audienceIn(domain, request.query));
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
    problemHandler(inWords, (error, request) => {
      const { method, path } = request;
      log.error({ err: error, method, path, traceId: traceIn(request).traceId }, 'request failed');
    }),
  );
  return app;
}
