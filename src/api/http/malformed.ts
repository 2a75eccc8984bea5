import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { problem, problemBody, statusOf, type Problem } from './problem.js';
import { inPlainWords } from './wording.js';

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
    const what = problemOf(error);
    const request = new IncomingMessage(socket as Socket);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    headers(request, response);
    response.assignSocket(socket as Socket);
    response.writeHead(statusOf(what.code), {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'en',
    });
    response.end(JSON.stringify(problemBody(what, inPlainWords, 'en')), () => socket.end());
  };
}

/** Where Node keeps the answer that it is giving on a connection. */
const isAnswering = (socket: Duplex) => Boolean(Reflect.get(socket, '_httpMessage'));

function problemOf({ code }: NodeJS.ErrnoException): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return problem('headers-too-large', 'headers-too-large');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return problem('request-timeout', 'request-too-slow');
  }
  return problem('invalid-input', 'not-http');
}
