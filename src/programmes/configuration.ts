import { readFileSync } from 'node:fs';
import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { z } from 'zod';
import { agenciesSchema, type Directory } from '../agencies/directory.js';
import { referral, standardActions, standardSteps } from '../steps/index.js';
import type { Programme, Step } from '../trajectory/step.js';

/** Thrown for a configuration file that can't be used; the message has one line for each fault. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** What the configuration file says, ready for use. */
export interface Configuration {
  municipalities: readonly string[];
  programmes: ReadonlyMap<string, Programme>;
  directory: Directory;
}

const termSchema = z
  .string()
  .regex(/^\d{1,4} (working days|calendar days|seconds)$/, 'must be like "20 working days" or "30 calendar days"')
  .transform((text) => {
    const [amount, ...unit] = text.split(' ');
    const units = { 'working days': 'working-day', 'calendar days': 'calendar-day', seconds: 'second' } as const;
    return { amount: Number(amount), unit: units[unit.join(' ') as keyof typeof units] };
  });

const termsSchema = z.strictObject({
  target: termSchema,
  fatal: termSchema,
  remind: z.array(termSchema).default([]),
  escalate: termSchema.optional(),
});

const fileSchema = z.strictObject({
  municipalities: z
    .record(
      z.string().regex(/^[a-z][a-z-]*$/, 'a municipality is named in small letters'),
      z.strictObject({
        name: z.string().min(1),
        programme: z.strictObject({
          id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
          /** Leaves out steps that this municipality does not have. */
          without: z.array(z.string()).default([]),
          terms: z.record(z.string(), termsSchema).default({}),
        }),
        agencies: agenciesSchema,
      }),
    )
    .refine((all) => Object.keys(all).length > 0, 'names no municipality'),
});

/**
 * Reads the configuration file: municipalities, their programmes and their agencies.
 * `${NAME}` in a value is replaced by that environment variable, so that secrets stay out of the file.
 * @throws ConfigurationError that names the file, the line and the path of every fault.
 */
export function readConfiguration(
  path: string,
  env: NodeJS.ProcessEnv,
  steps: readonly Step[] = standardSteps,
): Configuration {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`${path}: can't be read (${(error as Error).message}).`);
  }
  return parseConfiguration(text, path, env, steps);
}

export function parseConfiguration(
  text: string,
  path: string,
  env: NodeJS.ProcessEnv,
  steps: readonly Step[] = standardSteps,
): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  // The library's message goes on with an excerpt of the file.
  const faults = document.errors.map(({ message, linePos }) => {
    const [what = ''] = message.split(/ at line \d|\n/);
    return `${path}:${linePos?.[0].line ?? 1}: ${what}`;
  });
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  faults.push(...fillFromEnvironment(document, path, lines, env));

  const parsed = fileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      faults.push(
        `${path}:${lineOf(document, issue.path, lines)}: ${issue.path.join('.') || 'the file'}: ${issue.message}`,
      );
    }
  }
  if (!parsed.success || faults.length > 0) throw new ConfigurationError(faults.join('\n'));

  const programmes = new Map<string, Programme>();
  const directory = new Map<string, z.infer<typeof agenciesSchema>>();
  for (const [municipality, entry] of Object.entries(parsed.data.municipalities)) {
    const at = ['municipalities', municipality, 'programme'];
    const unknown = [...Object.keys(entry.programme.terms), ...entry.programme.without].filter(
      (name) => !steps.some((step) => step.name === name),
    );
    for (const name of unknown) {
      faults.push(`${path}:${lineOf(document, at, lines)}: ${at.join('.')}: there is no step ${name}`);
    }
    programmes.set(municipality, {
      id: entry.programme.id,
      municipality,
      steps: steps.filter(({ name }) => !entry.programme.without.includes(name)),
      actions: standardActions,
      referral,
      terms: entry.programme.terms,
    });
    directory.set(municipality, entry.agencies);
  }
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  return { municipalities: [...programmes.keys()], programmes, directory };
}

function fillFromEnvironment(document: Document, path: string, lines: LineCounter, env: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      node.value = node.value.replace(/\$\{([A-Z0-9_]+)\}/g, (_all, name: string) => {
        const value = env[name];
        if (value === undefined) {
          const line = node.range ? lines.linePos(node.range[0]).line : 1;
          faults.push(`${path}:${line}: the environment variable ${name} is not set`);
        }
        return value ?? '';
      });
    },
  });
  return faults;
}

/** The line of the deepest part of the path that is in the file: a missing key is shown at its parent. */
function lineOf(document: Document, path: PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isScalar(node) || (node !== null && typeof node === 'object' && 'range' in node)) {
      const range = (node as { range?: [number, number, number] | null }).range;
      if (range) return lines.linePos(range[0]).line;
    }
  }
  return 1;
}
