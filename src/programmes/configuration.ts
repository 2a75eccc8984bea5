import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { z } from 'zod';
import { agenciesSchema, type Directory } from '../agencies/directory.js';
import { referral, standardActions, standardSteps } from '../steps/index.js';
import type { Term } from '../trajectory/deadlines.js';
import { programmesOf, type Programme, type Programmes } from '../trajectory/programme.js';
import type { Step } from '../trajectory/step.js';
import { isLongerForSure } from '../trajectory/termOrder.js';

/** Thrown for a configuration file that can't be used; the message has one line for each fault. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** What the configuration file says, ready for use. */
export interface Configuration {
  municipalities: readonly string[];
  programmes: Programmes;
  directory: Directory;
}

const units = {
  'working day': 'working-day',
  'calendar day': 'calendar-day',
  week: 'week',
  month: 'month',
  second: 'second',
} as const;

/** An amount and a unit; `statutory` when a law sets the term, which is never taken to be so otherwise. */
const termSchema = z
  .string()
  .regex(
    /^\d{1,4} (((working|calendar) day|week|month)s?(, statutory)?|seconds?)$/,
    'must be like "20 working days", "30 calendar days", "3 months" or "6 weeks, statutory"',
  )
  .transform((text): Term => {
    const [length = '', statutory] = text.split(', ');
    const [amount, ...words] = length.split(' ');
    const unit = units[words.join(' ').replace(/s$/, '') as keyof typeof units];
    return { amount: Number(amount), unit, ...(statutory && { statutory: true }) };
  });

const termsSchema = z
  .strictObject({
    target: termSchema,
    fatal: termSchema,
    remind: z.array(termSchema).default([]),
    escalate: termSchema.optional(),
  })
  .superRefine(({ target, fatal, remind, escalate }, context) => {
    const check = (path: (string | number)[], before: Term, after: Term, message: string) => {
      // Of working days and calendar days, which is the longer often depends on the day: then nothing is said.
      if (isLongerForSure(before, after)) context.addIssue({ code: 'custom', path, message });
    };
    check(['fatal'], target, fatal, 'comes before the target');
    remind.forEach((term, i) => check(['remind', i], term, fatal, 'comes after the fatal term, when it is too late'));
    if (escalate) check(['escalate'], fatal, escalate, 'comes before the fatal term');
  });

/** Names of steps that there are, since a slip would otherwise leave a step in or a term out, unseen. */
function fileSchema(steps: readonly Step[]) {
  const stepName = z.string().refine((name) => steps.some((step) => step.name === name), {
    error: ({ input }) => `there is no step ${String(input)}`,
  });
  return z.strictObject({
    municipalities: z
      .record(
        z.string().regex(/^[a-z][a-z-]*$/, 'a municipality is named in small letters'),
        z.strictObject({
          name: z.string().min(1),
          programme: z.strictObject({
            id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must have small letters, digits and - only'),
            /** Leaves out steps that this municipality does not have. */
            without: z.array(stepName).default([]),
            terms: z.record(stepName, termsSchema).default({}),
          }),
          agencies: agenciesSchema,
        }),
      )
      .refine((all) => Object.keys(all).length > 0, 'names no municipality'),
  });
}

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
  // Without the excerpts that the parser would add: a fault is one line, and shows no secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (line: number, message: string) => `${path}:${line}: ${message}`;
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) =>
    at(lines.linePos(pos[0]).line, message),
  );
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  for (const { line, name } of fillFromEnvironment(document, lines, env)) {
    faults.push(at(line, `the environment variable ${name} is not set`));
  }

  const parsed = fileSchema(steps).safeParse(contentOf(document, path));
  for (const issue of parsed.error?.issues ?? []) {
    for (const { where, message } of faultsOf(issue)) {
      faults.push(at(lineOf(document, where, lines), `${where.join('.') || 'the file'}: ${message}`));
    }
  }
  if (!parsed.success || faults.length > 0) throw new ConfigurationError(faults.join('\n'));

  const programmes: Programme[] = [];
  const directory = new Map<string, z.infer<typeof agenciesSchema>>();
  for (const [municipality, { programme, agencies }] of Object.entries(parsed.data.municipalities)) {
    programmes.push({
      id: programme.id,
      municipality,
      steps: steps.filter(({ name }) => !programme.without.includes(name)),
      actions: standardActions,
      referral,
      terms: programme.terms,
      municipalities: Object.keys(parsed.data.municipalities),
    });
    directory.set(municipality, agencies);
  }
  return { municipalities: Object.keys(parsed.data.municipalities), programmes: programmesOf(programmes), directory };
}

/** @throws ConfigurationError for what the syntax alone does not show, such as an alias of nothing. */
function contentOf(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ConfigurationError(`${path}:1: ${(error as Error).message}`);
  }
}

/** A key that is unknown or wrong is shown at the key itself. */
function faultsOf(issue: z.core.$ZodIssue): { where: PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ where: [...issue.path, key], message: 'is not known here' }));
  }
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ where: issue.path, message }];
}

/** Fills in the environment. @returns the variables that are not set, each where it is used */
function fillFromEnvironment(
  document: Document,
  lines: LineCounter,
  env: NodeJS.ProcessEnv,
): { line: number; name: string }[] {
  const missing: { line: number; name: string }[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      node.value = node.value.replace(/\$\{([A-Z0-9_]+)\}/g, (_all, name: string) => {
        const value = env[name];
        if (value === undefined) missing.push({ line: node.range ? lines.linePos(node.range[0]).line : 1, name });
        return value ?? '';
      });
    },
  });
  return missing;
}

/** The line of the deepest part of the path that is in the file: a missing key is shown at its parent. */
function lineOf(document: Document, path: PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const named = isMap(parent) && parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key;
    const node = named || document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
