import { readFileSync } from 'node:fs';
import type { Directory } from '../agencies/directory.js';
import { programmesOf, type Programme, type Programmes } from '../trajectory/definitions/programme.js';
import type { Domain } from '../trajectory/definitions/domain.js';
import type { ClassMap } from '../trajectory/figures/classMap.js';
import { ConfigurationDocument, ConfigurationError, type Fault } from './document.js';
import { faultsOf, fileSchema, type ConfigurationFile } from './schema.js';
import { readUtf8 } from './utf8.js';
import { programmesOfMunicipality } from './versions.js';

export { ConfigurationError };

/** What the configuration file says, ready for use. */
export interface Configuration {
  municipalities: readonly string[];
  programmes: Programmes;
  /** Those of the domain, and then those of the file. */
  classMaps: readonly ClassMap[];
  directory: Directory;
}

/**
 * Reads the configuration file: municipalities, the dated versions of their programmes, their agencies, and class maps.
 * `${NAME}` in a value is replaced by that environment variable, so that secrets stay out of the file.
 * @throws ConfigurationError that names the file, the line and the path of every fault.
 */
export function readConfiguration(path: string, env: NodeJS.ProcessEnv, domain: Domain): Configuration {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new ConfigurationError(`${path}: can't be read (${(error as Error).message}).`);
  }
  const text = readUtf8(bytes);
  if (typeof text !== 'string') throw new ConfigurationError(`${path}:${text.line}: ${text.message}`);
  return parseConfiguration(text, path, env, domain);
}

export function parseConfiguration(text: string, path: string, env: NodeJS.ProcessEnv, domain: Domain): Configuration {
  const document = new ConfigurationDocument(text, path);
  const faults = document.fillFrom(env);
  const parsed = fileSchema(domain).safeParse(document.content());
  faults.push(...(parsed.error?.issues ?? []).flatMap(faultsOf).map((fault) => document.told(fault)));
  if (!parsed.success) throw new ConfigurationError(faults.join('\n'));

  const { municipalities } = parsed.data;
  const names = Object.keys(municipalities);
  const classMaps = [...domain.figures.classMaps, ...parsed.data.classMaps];
  const programmes: Programme[] = [];
  for (const [name, entry] of Object.entries(municipalities)) {
    const found = programmesOfMunicipality(name, entry, { domain, classMaps, municipalities: names });
    programmes.push(...found.programmes);
    faults.push(...found.faults.map((fault) => document.told(fault)));
  }
  faults.push(...[...twiceNamed(parsed.data), ...mapsTwice(parsed.data, domain)].map((fault) => document.told(fault)));
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  const directory = new Map(Object.entries(municipalities).map(([name, { agencies }]) => [name, agencies]));
  return { municipalities: names, programmes: programmesOf(programmes), classMaps, directory };
}

/** A version is known by its id, so there is one of each in the whole file; a single undated `programme` is not asked for. */
function twiceNamed({ municipalities }: ConfigurationFile): Fault[] {
  const seen = new Map<string, string>();
  return Object.entries(municipalities).flatMap(([name, { programmes = [] }]) =>
    programmes.flatMap(({ id }, i): Fault[] => {
      const first = seen.get(id);
      seen.set(id, first ?? name);
      const message = `${id} is the id of another version, of ${first}`;
      return first === undefined ? [] : [{ where: ['municipalities', name, 'programmes', i, 'id'], message }];
    }),
  );
}

/** A figure names the map that it used, and a programme gets the one that holds: so neither may be two. */
function mapsTwice({ classMaps }: ConfigurationFile, { figures }: Domain): Fault[] {
  return classMaps.flatMap(({ id, from }, i): Fault[] => {
    const before = classMaps.slice(0, i);
    const known = [...figures.classMaps, ...before].some((map) => map.id === id);
    const sameDay = before.find((map) => map.from === from);
    return [
      ...(known ? [{ where: ['classMaps', i, 'id'], message: `there is another class map ${id}` }] : []),
      ...(sameDay ? [{ where: ['classMaps', i, 'from'], message: `is the first day of ${sameDay.id} as well` }] : []),
    ];
  });
}
