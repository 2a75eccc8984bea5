import { readFileSync } from 'node:fs';
import { settingsTable } from './settingsTable.js';

/** Settings that Temporal's own tools share; `@temporalio/envconfig` reads them. */
const ofTemporal = [
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_PROFILE',
  'TEMPORAL_CONFIG_FILE',
  'TEMPORAL_CODEC_AUTH',
  'TEMPORAL_CODEC_ENDPOINT',
  'TEMPORAL_TLS',
  ...['CLIENT_CERT', 'CLIENT_KEY', 'SERVER_CA_CERT'].flatMap((of) => [
    `TEMPORAL_TLS_${of}_PATH`,
    `TEMPORAL_TLS_${of}_DATA`,
  ]),
  'TEMPORAL_TLS_SERVER_NAME',
  'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION',
];

const ours = /^(BESTENDIG|OIDC)_/i;
/** What Kubernetes sets for a service that is called `bestendig`. */
const ofKubernetes =
  /_(SERVICE_(HOST|PORT(_\w+)?)|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)=|_PORT=(tcp|udp|sctp):/;

/**
 * What is said of each name in the environment that is no setting and looks like one: a setting that is misspelt would
 * otherwise be left out in silence, and the default taken.
 * @param configPath the configuration file, which may name variables of its own
 */
export function misspeltSettings(env: NodeJS.ProcessEnv, configPath: string): string[] {
  const known = [...Object.keys(settingsTable), ...ofTemporal, ...variablesIn(configPath)];
  return Object.entries(env).flatMap(([name, value]) => {
    if (!value || known.includes(name) || ofKubernetes.test(`${name}=${value}`)) return [];
    const isOurs = ours.test(name);
    const [nearest] = known
      .map((one) => ({ one, distance: distanceBetween(name.toUpperCase(), one) }))
      .filter(({ one, distance }) => distance <= mostTypos(one, isOurs))
      .toSorted((a, b) => a.distance - b.distance);
    if (nearest) return [`${name}: there is no such setting; ${nearest.one} was probably meant`];
    return isOurs ? [`${name}: there is no such setting; docs/running.md has them all`] : [];
  });
}

/** Short names are near to many others that have nothing to do with us: of these only the case may differ. */
function mostTypos(name: string, isOurs: boolean): number {
  if (isOurs) return 4;
  if (name.length < 8) return 0;
  return name.length < 10 ? 1 : 2;
}

function variablesIn(path: string): string[] {
  try {
    return [...readFileSync(path, 'utf8').matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name]) => name!);
  } catch {
    return []; // A file that can't be read is told of where it is read.
  }
}

/** Letters to add, leave out, change or swap with the next one (optimal string alignment). */
function distanceBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_one, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, changed, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
