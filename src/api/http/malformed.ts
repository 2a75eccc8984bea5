import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Problem, problemJson, statusOf } from './problem.js';

/**
 * Answers what Node's own parser refuses, before there is a request: not HTTP, headers too large, or too slow. Node
 * would send a bare status line; a caller of this API gets a problem, as for everything else.
 *
 * @param headers sets what every answer has
 */
export function malformed(headers: (request: IncomingMessage, response: ServerResponse) => void) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    // An answer is already under way on this connection, or nobody is there to read one.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
      socket.destroy();
      return;
    }
    const problem = problemOf(error);
    const request = new IncomingMessage(socket as Socket);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    headers(request, response);
    response.assignSocket(socket as Socket);
    response.writeHead(statusOf(problem.code), { 'content-type': 'application/problem+json; charset=utf-8' });
    response.end(problemJson(problem), () => socket.end());
  };
}

/** Where Node keeps the answer that it is giving on a connection. */
const isAnswering = (socket: Duplex) => Boolean(Reflect.get(socket, '_httpMessage'));

function problemOf({ code }: NodeJS.ErrnoException): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Problem('headers-too-large', 'The address and the headers may have 16 kB together.');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem('request-timeout', 'The request did not come in whole in time. Send it again.');
  }
  return new Problem('invalid-input', 'This is not an HTTP request that can be read.');
}
