import { z } from 'zod';
import { lastReadings, type ConfigurationReading } from '../../register/settings/configurationReadings.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { differences, shownChannels, type Snapshot } from '../settings/configurationSnapshot.js';
import type { Decisions } from '../access/decisions.js';
import { route, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import type { Services } from '../serving/services.js';

const query = z.strictObject({
  municipality: z.string().max(60).optional().describe('For who works for the whole country; others have their own.'),
});

const channel = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mail'), to: z.string() }),
  z.strictObject({ type: z.literal('webhook'), host: z.string().describe('Without its path; its secret is nowhere.') }),
]);
const directoryItem = z.strictObject({
  municipality: z.string(),
  agency: shapes.agency,
  name: z.string(),
  channels: z.array(channel).describe('None: it finds its work in the work list.'),
});

const readingItem = z.strictObject({
  id: z.string(),
  readAt: z.iso.datetime(),
  digest: z.string().describe('Of the whole configuration, without its secrets.'),
  isFirst: z.boolean().describe('There is none before it to compare with.'),
  differences: z.array(
    z.strictObject({
      path: z.array(z.string()).describe('The way to what differs: municipality, `programmes` or `agencies`, and on.'),
      before: z.json().describe('Null when it was not there.'),
      after: z.json().describe('Null when it is not there any more.'),
    }),
  ),
});

/** More changes of a configuration than anyone looks back on. */
const mostReadings = 100;

/** How agencies are reached, and what was read of the configuration, and when. */
export function directoryRoutes({ directory, register }: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/directory',
      operationId: 'readDirectory',
      tag: 'catalogue',
      summary: 'The agencies of your municipality, and how each is reached',
      asks: { action: 'directory:read' },
      query,
      responses: {
        200: { description: 'The agencies', schema: z.strictObject({ items: z.array(directoryItem) }) },
      },
      problems: [],
      async handle({ access, query: { municipality } }) {
        const asked = askedOf(access, municipality);
        access.must('directory:read', { type: 'directory', ...asked.resource });
        const items = [...directory]
          .filter(([name]) => asked.isIn(name))
          .flatMap(([name, entries]) =>
            Object.entries(entries).map(([agency, entry]) => ({
              municipality: name,
              agency: agency,
              name: entry.name,
              channels: shownChannels(entry),
            })),
          );
        return { status: 200, body: { items } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/configuration/readings',
      operationId: 'listConfigurationReadings',
      tag: 'audit',
      summary: 'When the configuration was read as another than before, and what differed; the newest first',
      description:
        'Noted when the API starts. Only what differs within your reach is shown. A secret or a path of a webhook that changed does not show: neither is kept.',
      asks: { action: 'configuration:read' },
      query,
      responses: {
        200: { description: 'The readings', schema: z.strictObject({ items: z.array(readingItem) }) },
      },
      problems: ['register-unavailable'],
      async handle({ access, query: { municipality } }) {
        const asked = askedOf(access, municipality);
        access.must('configuration:read', { type: 'directory', ...asked.resource });
        const readings = await lastReadings(register, mostReadings + 1);
        const items = readings
          .slice(0, mostReadings)
          .map((reading, i) => readingView(reading, readings[i + 1], asked.isIn))
          .filter((item) => item.isFirst || item.differences.length > 0);
        return { status: 200, body: { items } };
      },
    }),
  ];

  /** The municipality that is asked for, or one's own; all of them for who works for the whole country. */
  function askedOf({ actor }: Decisions, municipality = actor.municipality) {
    return {
      resource: municipality === null ? {} : { id: municipality, properties: { municipality } },
      isIn: (name: string) => municipality === null || name === municipality,
    };
  }

  function readingView(
    { id, readAt, digest, snapshot }: ConfigurationReading,
    previous: ConfigurationReading | undefined,
    isIn: (municipality: string) => boolean,
  ): z.output<typeof readingItem> {
    const within = (whole: Json) =>
      Object.fromEntries(Object.entries(whole as Snapshot).filter(([name]) => isIn(name)));
    return {
      id,
      readAt: readAt.toISOString(),
      digest,
      isFirst: previous === undefined,
      differences: previous ? differences(within(previous.snapshot), within(snapshot)) : [],
    };
  }
}
