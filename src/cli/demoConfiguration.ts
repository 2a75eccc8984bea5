import type { Channel, Directory } from '../agencies/directory.js';
import { noAnswer } from '../dev/webhookReceiver.js';
import type { Configuration } from '../programmes/configuration.js';
import { months } from '../trajectory/terms/deadlines.js';
import { programmesOf, rulesOf, type Programme } from '../trajectory/definitions/programme.js';

/** Made up: no source says how long data are kept, and without a term nothing is ever due. */
const keptFor = months(18);
/**
 * Made up as well: how many places there are since 2025 was found for no city. One is left as it is: not known. Enough for
 * who is there on any day: up to 46, 8, 22, 18 and 23 of the history, and five of the last days.
 */
const places = [60, 15, null, 26, 32];

/**
 * The configuration with what is made up for the demo, for as long as this process runs: a term after which records are
 * due, terms that no source has, places, and an agency that does not answer, so that there are messages that wait. What the file settles, stays.
 * @param local the receiver of this machine, absent where calls go elsewhere
 */
export function withDemoSettings(
  configuration: Configuration,
  local: { hooks: string; secret: string } | undefined,
): Configuration {
  const { programmes, municipalities, directory } = configuration;
  const settled = programmes.all.some((version) => Object.keys(rulesOf(version).retention).length > 0);
  const versions = programmes.all.map((version): Programme => {
    const rules = rulesOf(version);
    const isLast = !programmes.all.some(
      (other) => other.municipality === version.municipality && (other.from ?? '') > (version.from ?? ''),
    );
    const madeUp = places[municipalities.indexOf(version.municipality) % places.length] ?? null;
    return {
      ...version,
      rules: {
        ...version.rules,
        assumedTerms: true,
        ...(!settled && { retention: { default: keptFor } }),
        ...(isLast && rules.capacity === null && { capacity: madeUp }),
      },
    };
  });
  return {
    ...configuration,
    programmes: programmesOf(versions),
    directory: local ? withNoAnswer(directory, municipalities, local) : directory,
  };
}

/** AVIM in one city is called at an address that never takes anything. */
function withNoAnswer(
  directory: Directory,
  municipalities: readonly string[],
  { hooks, secret }: { hooks: string; secret: string },
): Directory {
  const city = municipalities.at(-2);
  const entries = city === undefined ? undefined : directory.get(city);
  if (city === undefined || !entries?.avim) return directory;
  const channels: Channel[] = [{ type: 'webhook', url: `${hooks}/avim-${city}${noAnswer}`, secret }];
  return new Map([...directory, [city, { ...entries, avim: { ...entries.avim, channels } }]]);
}
