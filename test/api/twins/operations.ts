import { standardActions, standardSteps } from '../../../src/lvv/index.js';
import { maySee } from '../maySee.js';

/**
 * Every operation of the OpenAPI document that reads or previews, as it is asked about one trajectory. What changes something
 * is named here; so a new operation that does neither fails until someone says which of the two it is.
 */

export interface Ask {
  method: 'GET' | 'POST';
  /** With `ID` for the trajectory, and `THEN` for a moment. */
  path: string;
  body?: unknown;
  /** Also asked after each single thing that is done; the others at the beginning and the end. */
  often: boolean;
}

const changes = [
  /^\/v1\/trajectories$/,
  /^\/v1\/trajectories\/\{id\}\/(steps|actions)\/[a-z-]+$/,
  /^\/v1\/trajectories\/\{id\}\/(hold|release)$/,
  /^\/v1\/notifications\/\{id\}\/redeliver$/,
  /^\/v1\/erasures(\/.+)?$/,
  /^\/v1\/delegations(\/.+)?$/,
  /^\/v1\/me\/(settings|visit)$/,
];
/** Of the catalogue and of the caller: the same for all trajectories. */
const general = /^\/v1\/(steps|actions|programmes|directory|who-sees-what|processing-register|me|configuration)/;
const definitions = [...standardSteps, ...standardActions];

type Document = { paths: Record<string, Record<string, unknown>> };

export function readingOperations({ paths }: Document): { operations: string[]; asks: Ask[] } {
  const operations: string[] = [];
  const asks: Ask[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    if ('get' in methods) {
      operations.push(`GET ${path}`);
      asks.push(...gets(path));
    }
    if ('post' in methods && !changes.some((one) => one.test(path))) {
      operations.push(`POST ${path}`);
      asks.push(...previews(path));
    }
  }
  return { operations, asks };
}

function gets(path: string): Ask[] {
  const row = maySee[path];
  if (!row)
    throw new Error(`test/api/maySee.ts has no row for GET ${path}: say who gets an answer, and what it shows.`);
  if (row.ofOther) return [];
  // Without a moment it counts back from now, and says so.
  const plainly = path === '/v1/notifications/summary' ? '?since=2026-01-01T00:00:00Z' : '';
  const queries = [plainly, ...(row.asks ?? []), ...(path === '/v1/trajectories' ? ['?changedSince=THEN'] : [])];
  return queries.map((query, i) => ({
    method: 'GET',
    path: path.replace('{id}', 'ID') + query.replace('NOW', 'THEN'),
    often: !general.test(path) && (i === 0 || /sort=-updatedAt|changedSince=THEN/.test(query)),
  }));
}

function previews(path: string): Ask[] {
  if (path === '/v1/searches') return [{ method: 'POST', path, body: { id: 'ID' }, often: true }];
  if (path === '/v1/referrals/preview') return [{ method: 'POST', path, body: {}, often: false }];
  const bulk = /^\/v1\/bulk\/([a-z-]+)$/.exec(path)?.[1];
  if (bulk !== undefined) {
    const input = definitions.find(({ name }) => name === bulk)!.example;
    return [{ method: 'POST', path, body: { trajectoryIds: ['ID'], preview: true, input }, often: false }];
  }
  const kind = /^\/v1\/trajectories\/\{id\}\/(step|action)s\/\{name\}\/preview$/.exec(path)?.[1];
  if (kind === undefined) throw new Error(`Does POST ${path} read or preview, or does it change something?`);
  return definitions
    .filter((one) => one.kind === kind)
    .flatMap(({ name, example, otherExamples = [] }) =>
      [example, ...otherExamples].map((body): Ask => ({
        method: 'POST',
        path: path.replace('{id}', 'ID').replace('{name}', name),
        body,
        often: false,
      })),
    );
}
