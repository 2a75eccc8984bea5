import type { Request } from 'express';
import { problem } from '../http/problem.js';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A browser sends the session's cookie along with whatever a page asks of us. So what changes something must come from a
 * page of our own: by `Sec-Fetch-Site`, which no page can set; or by `Origin`, where the browser does not send that.
 * @throws Problem `forbidden`; `unsupported-media-type` for what a form of another site could send
 */
export function mustComeFromHere(request: Request, publicUrl: string): void {
  if (reading.includes(request.method)) return;
  mustBeSameOrigin(request, publicUrl);
  if (request.headers['content-type'] !== undefined && !request.is('application/json')) {
    throw problem('unsupported-media-type', 'send-as-json');
  }
}

/** @throws Problem `forbidden` */
export function mustBeSameOrigin({ headers }: Request, publicUrl: string): void {
  const site = headers['sec-fetch-site'];
  const isOurs = site === undefined ? headers.origin === new URL(publicUrl).origin : site === 'same-origin';
  if (isOurs) return;
  throw problem('forbidden', 'other-site');
}
