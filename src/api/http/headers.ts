import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

export const apiVersion = '1.0.0';

const security = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"] },
  },
  referrerPolicy: { policy: 'no-referrer' },
});

/** None of what a browser could let a page do is needed. */
const permissions = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** What every answer has: it stays out of caches, frames and other sites, and says which API this is. */
export function commonHeaders(request: IncomingMessage, response: ServerResponse): void {
  security(request, response, () => {});
  response.setHeader('permissions-policy', permissions);
  response.setHeader('api-version', apiVersion);
  response.setHeader('cache-control', 'no-store');
}
