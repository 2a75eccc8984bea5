import { apiVersion } from '../api/http/headers.js';
import { apiRoutes } from '../api/app.js';
import { openApiDocument } from '../api/openapi.js';
import type { Services } from '../api/serving/services.js';
import { domain } from './domain.js';
import { readConfiguration } from '../programmes/configuration.js';
import { publicUrlOf } from './local.js';
import { withPlaceholders } from './placeholders.js';
import { settingsFor } from './settings.js';

/** `bestendig openapi`: prints the document, without anything running. From it the screens get their types. */
export async function printOpenApi(): Promise<void> {
  const settings = settingsFor('openapi', process.env);
  const { programmes } = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env), domain);
  // Routes look at their services when they are asked; the document asks nothing.
  const routes = apiRoutes({ programmes } as Services);
  const document = openApiDocument(routes, {
    version: apiVersion,
    url: publicUrlOf(settings),
    domain: programmes.domain,
  });
  // Into a pipe it goes in parts: the process must not end before the last.
  await new Promise((done) => process.stdout.write(`${JSON.stringify(document, null, 1)}\n`, done));
}
