import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a schema has against a value in a file or a setting, in words for those who run Bestendig: "must be a whole number". */
export function issueText(issue: Issue): string {
  // What our own schemas say begins with a small letter; what zod says with a capital.
  if (/^[^A-Z]/.test(issue.message)) return issue.message;
  if (issue.message.endsWith('received undefined')) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? 'is of another kind than it should be';
    case 'too_small':
      return sized(issue.origin, Number(issue.minimum), 'least');
    case 'too_big':
      return sized(issue.origin, Number(issue.maximum), 'most');
    case 'invalid_value':
      return `must be ${listed(issue.values.map(String))}`;
    case 'invalid_format':
      return forms[issue.format] ?? 'is not written as it should be';
    case 'invalid_key':
      return issue.issues[0] ? issueText(issue.issues[0]) : 'has a name that cannot be used';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return 'is not known here';
    case 'invalid_union':
      return 'options' in issue && issue.options ? `must be ${listed(issue.options.map(String))}` : otherForm;
    case 'invalid_element':
    case 'custom':
      return otherForm;
  }
}

const otherForm = 'is not one of the forms that it can have';

const kinds: Partial<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be a group of keys',
  record: 'must be a group of keys',
};

const forms: Partial<Record<string, string>> = {
  url: 'must be a whole address, such as https://bestendig.example',
  date: 'must be a day that exists, such as 2027-01-31',
  datetime: 'must be a moment, such as 2027-01-31T09:00:00Z',
};

function sized(origin: string, limit: number, bound: 'least' | 'most'): string {
  if (origin === 'string')
    return limit === 1 && bound === 'least' ? 'is empty' : `must have at ${bound} ${limit} characters`;
  if (origin === 'number' || origin === 'int') return `must be at ${bound} ${limit}`;
  return `must have at ${bound} ${limit}`;
}

const listed = (options: readonly string[]): string =>
  options.length === 1 ? options[0]! : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
