import { createHash } from 'node:crypto';
import type { AgencyEntry, Directory } from '../../agencies/directory.js';
import { canonical } from '../../trajectory/replayed/canonical.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { programmeView } from './programmeRoutes.js';

/** A channel without what gives entry: of a webhook the host, never its path nor its secret. */
export type ShownChannel = { type: 'mail'; to: string } | { type: 'webhook'; host: string };

/** How an agency is reached, as it may be shown to who directs or looks after it. */
export function shownChannels({ channels }: AgencyEntry): ShownChannel[] {
  return channels.map((channel) =>
    channel.type === 'mail'
      ? { type: channel.type, to: channel.to }
      : { type: channel.type, host: new URL(channel.url).host },
  );
}

/** What is kept of the configuration: by municipality its versions and its agencies, with nothing secret in it. */
export type Snapshot = Record<string, Json>;

/** The configuration as it was read, by municipality, in names and codes rather than places in a list. */
export function snapshotOf(programmes: Programmes, directory: Directory): Snapshot {
  return Object.fromEntries(
    programmes.municipalities.map((municipality) => {
      const versions = programmes.all.filter((version) => version.municipality === municipality);
      const agencies = Object.entries(directory.get(municipality) ?? {});
      return [
        municipality,
        asJson({
          programmes: Object.fromEntries(
            versions.map((version) => {
              const { id, steps, until: _ofTheNext, ...told } = programmeView(version, undefined);
              const terms = Object.fromEntries(steps.map(({ name, ...step }) => [name, step]));
              return [id, { ...told, steps: terms }];
            }),
          ),
          agencies: Object.fromEntries(
            agencies.map(([agency, entry]) => [agency, { name: entry.name, channels: shownChannels(entry) }]),
          ),
        }),
      ];
    }),
  );
}

/** The same for the same content, whatever the order in which it stands. */
export function digestOf(snapshot: Snapshot): string {
  return createHash('sha256').update(canonical(snapshot)).digest('hex');
}

/** A value that is not what it was, at the way to it; null: it was not there, or is not any more. */
export interface Difference {
  path: string[];
  before: Json;
  after: Json;
}

/** What differs between two readings: whole branches where they came or went, and otherwise single values. */
export function differences(before: Json, after: Json, path: string[] = []): Difference[] {
  if (!isObject(before) || !isObject(after)) {
    return canonical(before) === canonical(after) ? [] : [{ path, before, after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differences(before[key] ?? null, after[key] ?? null, [...path, key]),
  );
}

function isObject(value: Json): value is { [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** As it is kept: what is undefined is left out, so that what is read back is the same. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
