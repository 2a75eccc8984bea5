import express, { type Request, type Response } from 'express';
import { badBody, problem } from './problem.js';

/** In bytes. */
export const bodyLimit = 64 * 1024;
const json = express.json({ limit: bodyLimit, strict: false, type: 'application/json' });

/** Reads the body into the request. @throws Problem, or what Express throws, when it is no JSON, or too much */
export function readJson(request: Request, response: Response): Promise<void> {
  mustBeJson(request);
  return new Promise((resolve, reject) => {
    json(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}

function mustBeJson(request: Request): void {
  if (
    request.headers['content-length'] === '0' ||
    (!request.headers['content-length'] && !request.headers['transfer-encoding'])
  ) {
    throw badBody('', 'needs-body');
  }
  // RFC 8259: JSON that travels is UTF-8.
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!request.is('application/json') || charset.toLowerCase() !== 'utf-8') {
    throw problem('unsupported-media-type', 'not-json-type');
  }
}
