// The Temporal server of this machine, which runs on while the API and the worker restart.
import { join } from 'node:path';
import process from 'node:process';

/**
 * Starts the server with the workflows that the data folder has, unless the environment names another one.
 * @param compiled imports a file of dist
 * @param url where the screens are, by which the Web UI has payloads decoded
 * @returns what it adds to the environment of the API and the worker, a line about it, and what ends it
 */
export async function startTemporal({ compiled, data, url, say, onEnd }) {
  const { isExternal } = await compiled('src/temporal/connection.js');
  if (isExternal(process.env)) return { env: {}, line: 'Temporal as the environment has it', stop: async () => {} };
  const { findTemporalServer } = await compiled('src/temporal/binary.js');
  const { startDevServer } = await compiled('src/temporal/devServer.js');
  const { searchAttributes } = await compiled('src/trajectory/replayed/contract.js');
  const { path } = await findTemporalServer({ log: say, env: process.env });
  const folder = join(data, 'temporal');
  const server = await startDevServer({
    binary: path,
    ui: true,
    uiCodecEndpoint: `${url}/codec`,
    dbFilename: join(folder, 'temporal.db'),
    pidFile: join(folder, 'server.json'),
    logFile: join(data, 'log', 'temporal.log'),
    searchAttributes,
    log: say,
  });
  let isStopping = false;
  void server.exited.then(() => {
    if (!isStopping) onEnd(`The Temporal server ended; its log is in ${join(data, 'log')}.`);
  });
  return {
    env: { TEMPORAL_ADDRESS: server.address, TEMPORAL_UI_ORIGIN: server.uiAddress },
    line: `Temporal ${server.address}, its Web UI ${server.uiAddress}`,
    async stop() {
      isStopping = true;
      await server.stop();
    },
  };
}
