// The screens by Vite's own server: a change in src/web is on an open page at once. What is for the API goes on to it.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, createServer } from 'vite';

/** As in src/api/http/screens.ts: below these are no screens. */
const forMachines = /^\/(v1|auth|health|metrics|dev|codec)(\/|\?|$)/;

/**
 * Serves the screens at an address, and whatever the API answers at the same one.
 * @param ready returns a promise that holds a request while the API restarts, so that none fails
 */
export async function serveScreens({ root, host, port, api, ready }) {
  const logger = createLogger('warn');
  const { error } = logger;
  // A connection that was open while the API restarted, such as a page's for live events, opens again by itself.
  logger.error = (text, options) => {
    if (!/proxy error/.test(text)) error(text, options);
  };
  const hold = async (request, next) => {
    if (forMachines.test(request.url)) await ready();
    next();
  };
  const server = await createServer({
    root: join(root, 'src', 'web'),
    configFile: join(root, 'vite.config.mjs'),
    customLogger: logger,
    clearScreen: false,
    server: {
      host,
      port,
      strictPort: true,
      fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
      proxy: { [forMachines.source]: { target: api } },
    },
    plugins: [
      {
        name: 'wait-for-the-api',
        configureServer({ middlewares }) {
          middlewares.use((request, _response, next) => void hold(request, next));
        },
      },
    ],
  });
  await server.listen();
  return {
    reload: () => server.ws.send({ type: 'full-reload', path: '*' }),
    stop: () => server.close(),
  };
}
