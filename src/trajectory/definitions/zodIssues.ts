import type { z } from 'zod';
import type { Params, Said } from '../replayed/refusal.js';
import { saysOfField } from '../words/fieldRefusals.js';

type Issue = z.core.$ZodIssue;

/** How a schema names its own codes: as `fault` gives them. What zod itself says begins with a capital. */
const ownCode = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What we say of an issue of zod's, by a code of our own. @param value all that was checked */
export function saidOf(issue: Issue, value: unknown): Said {
  if (ownCode.test(issue.message)) return { because: issue.message, ...paramsOf(issue) };
  if (valueAt(value, issue.path) === undefined && absences.has(issue.code)) return saysOfField('missing');
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_type':
      return saysOfField(kinds[issue.expected] ?? 'wrong-kind');
    case 'invalid_format':
      return saysOfField(
        issue.format === 'date' ? 'not-a-date' : issue.format === 'datetime' ? 'not-a-moment' : 'wrong-form',
      );
    case 'invalid_value':
      return optionsIn(issue.values.map(String));
    case 'invalid_union':
      return saysOfField(
        'discriminator' in issue && issue.discriminator !== undefined ? 'not-an-option' : 'wrong-kind',
      );
    case 'invalid_key':
      return saysOfField('wrong-name');
    case 'not_multiple_of':
      return saysOfField('not-a-number');
    case 'custom':
    case 'invalid_element':
    case 'unrecognized_keys':
      return saysOfField('wrong-form');
  }
}

/** What zod answers for something that is not there at all. */
const absences = new Set<Issue['code']>(['invalid_type', 'invalid_value', 'invalid_union']);

const kinds: Partial<Record<string, 'not-text' | 'not-a-number' | 'not-yes-or-no' | 'not-a-list' | 'not-an-object'>> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-a-number',
  boolean: 'not-yes-or-no',
  array: 'not-a-list',
  object: 'not-an-object',
  record: 'not-an-object',
};

function tooSmall({ origin, minimum: least }: z.core.$ZodIssueTooSmall): Said {
  const minimum = Number(least);
  if (origin === 'string') return minimum <= 1 ? saysOfField('missing') : saysOfField('too-short', { minimum });
  return saysOfField(isCounted(origin) ? 'too-few' : 'too-low', { minimum });
}

function tooBig({ origin, maximum: most }: z.core.$ZodIssueTooBig): Said {
  const maximum = Number(most);
  if (origin === 'string') return saysOfField('too-long', { maximum });
  return saysOfField(isCounted(origin) ? 'too-many' : 'too-high', { maximum });
}

const isCounted = (origin: string): boolean => origin === 'array' || origin === 'set' || origin === 'map';

/** The options, when they are few: an answer is never much longer than what was sent. */
function optionsIn(options: readonly string[]): Said {
  const few = options.length <= 6 && options.join().length <= 100;
  return few ? saysOfField('not-one-of', { options }) : saysOfField('not-an-option');
}

/** What a rule of our own says with its code. */
function paramsOf(issue: Issue): Pick<Said, 'params'> {
  return issue.code === 'custom' && issue.params !== undefined ? { params: issue.params as Params } : {};
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
