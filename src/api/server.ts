import { createServer, type RequestListener, type Server } from 'node:http';
import { malformed } from './malformed.js';
import { commonHeaders } from './headers.js';

export interface RunningServer {
  port: number;
  /** Takes no new requests, and waits until every answer under way has been given. */
  stop(): Promise<void>;
}

/** Listens. @throws the operating system's error, such as EADDRINUSE. */
export function listen(handler: RequestListener, port: number, host: string): Promise<RunningServer> {
  const server: Server = createServer(handler);
  server.on('clientError', malformed(commonHeaders));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
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
