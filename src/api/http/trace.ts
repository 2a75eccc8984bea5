import { randomBytes } from 'node:crypto';
import type { Request as Incoming, RequestHandler } from 'express';

/** Where a request stands in what its caller is doing, by W3C Trace Context. */
export interface Trace {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits, of this request. */
  spanId: string;
  /** Of the caller, when they gave one. */
  parentSpanId: string | null;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by `traced`, on every request. */
    trace?: Trace;
  }
}

const traceparent = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/** Takes the caller's trace when its header is valid, and begins one when it is not. */
export const traced: RequestHandler = (request, _response, next) => {
  request.trace = traceOf(request.headers['traceparent']);
  next();
};

export function traceOf(header: unknown): Trace {
  const spanId = randomBytes(8).toString('hex');
  const [, version, traceId, parentSpanId, more] = traceparent.exec(typeof header === 'string' ? header : '') ?? [];
  // Version ff is forbidden, and 00 has nothing after the flags; all zeros is no id.
  const isValid =
    traceId !== undefined &&
    parentSpanId !== undefined &&
    version !== 'ff' &&
    !(version === '00' && more !== undefined) &&
    /[^0]/.test(traceId) &&
    /[^0]/.test(parentSpanId);
  return isValid
    ? { traceId, spanId, parentSpanId }
    : { traceId: randomBytes(16).toString('hex'), spanId, parentSpanId: null };
}

/** The trace of a request; a new one for what never came past `traced`. */
export function traceIn(request: Incoming): Trace {
  return (request.trace ??= traceOf(undefined));
}
