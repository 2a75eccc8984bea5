import { connect, createServer, type AddressInfo } from 'node:net';

/**
 * A TCP port of 127.0.0.1 that is free now.
 *
 * A connection is made to it and closed from the listening side, which leaves it in TIME_WAIT: for a minute Linux won't
 * hand the same port to another caller who asks for any free one, while a server that sets SO_REUSEADDR (Go and Node
 * do) can still take it. So two runs that start together don't get the same port.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve, reject) => {
    server.once('connection', (accepted) => accepted.end());
    const client = connect(port, '127.0.0.1');
    client.once('error', reject);
    // The far side closes first; this side answers after that.
    client.once('end', () => client.end());
    client.once('close', () => resolve());
    client.resume();
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Whether nothing listens on this port of 127.0.0.1. */
export async function isFree(port: number): Promise<boolean> {
  return await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
