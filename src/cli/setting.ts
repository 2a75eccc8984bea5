import type { z } from 'zod';

/** The commands of `bestendig`. */
export const commands = [
  'start',
  'api',
  'worker',
  'token',
  'refresh',
  'recover',
  'openapi',
  'audit',
  'keys',
  'erase',
] as const;
export type Command = (typeof commands)[number];

/** One setting: everything that a check, the help and the documentation say of it. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  schema: S;
  /** Which process it is for; `local`: only where BESTENDIG_LOCAL is on. */
  for: 'api' | 'worker' | 'both' | 'local';
  /** One line, in Markdown, with the default in brackets. */
  what: string;
  /** These commands do not start without it; with BESTENDIG_LOCAL only where `alsoLocally` says so. */
  needed?: readonly Command[];
  alsoLocally?: true;
  /** Whether `--help` tells of it. */
  inHelp?: true;
}

export type Table = Readonly<Record<string, Setting>>;

/** Keeps the type of the schema, by which the settings get theirs. */
export function setting<S extends z.ZodType>(schema: S, about: Omit<Setting, 'schema'>): Setting<S> {
  return { schema, ...about };
}
