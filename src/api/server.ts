import { createServer, type RequestListener, type Server } from 'node:http';
import { malformed } from './http/malformed.js';
import { commonHeaders } from './http/headers.js';

/** In milliseconds. Who says that a request comes and sends only half of it keeps a connection no longer than this. */
const times = {
  headersTimeout: 3_000,
  /** For the headers and the body together. */
  requestTimeout: 6_000,
  /** Without this Node looks only every half minute. */
  connectionsCheckingInterval: 500,
  keepAliveTimeout: 30_000,
};

export interface RunningServer {
  port: number;
  /** Takes no new requests, and waits until every answer under way has been given. */
  stop(): Promise<void>;
}

/** Listens. @throws the operating system's error, such as EADDRINUSE. */
export function listen(handler: RequestListener, port: number, host: string): Promise<RunningServer> {
  const server: Server = createServer(times, handler);
  server.on('clientError', malformed(commonHeaders));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeIdleConnections();
          }),
      });
    });
  });
}
