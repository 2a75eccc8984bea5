import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

export const apiVersion = '1.0.0';

const security = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  referrerPolicy: { policy: 'no-referrer' },
});

/** What every answer has: it stays out of caches, frames and other sites, and says which API this is. */
export function commonHeaders(request: IncomingMessage, response: ServerResponse): void {
  security(request, response, () => {});
  response.setHeader('api-version', apiVersion);
  response.setHeader('cache-control', 'no-store');
}
