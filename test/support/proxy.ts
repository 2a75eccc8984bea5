import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy in front of several APIs does: sends each request to the next one that says it is ready. */
export interface Proxy {
  url: string;
  /** How many requests each has answered, by its address. */
  answered: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const lookEveryMs = 200;

/** @param targets addresses of APIs; connections to them are kept and used again, as proxies do */
export async function startProxy(targets: readonly string[]): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const answered = new Map(targets.map((target) => [target, 0]));
  let ready: string[] = [];
  const look = async () => {
    const states = await Promise.all(
      targets.map((target) =>
        fetch(`${target}/health/ready`).then(
          ({ status }) => status === 200,
          () => false,
        ),
      ),
    );
    ready = targets.filter((_target, i) => states[i]);
  };
  await look();
  const looking = setInterval(() => void look(), lookEveryMs);
  let turn = 0;
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    turn += 1;
    const target = ready[turn % ready.length];
    if (target === undefined) return void outgoing.writeHead(503).end('no API is ready');
    const { method, url, headers } = incoming;
    const onward = request(target + url, { method, headers, agent }, (answer) => {
      answered.set(target, answered.get(target)! + 1);
      const { connection: _ofThisHop, ...others } = answer.headers;
      outgoing.writeHead(answer.statusCode!, others);
      answer.pipe(outgoing);
    });
    // A proxy says 502 when the connection that it had kept was closed under it.
    onward.on('error', (error) => void outgoing.writeHead(502).end(`${target}: ${error.message}`));
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    async stop() {
      clearInterval(looking);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
