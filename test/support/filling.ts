import { z } from 'zod';
import { referral, standardActions, standardSteps } from '../../src/lvv/index.js';
import type { Person } from './chromium.js';
import { example } from './walk.js';

const definitions = [referral, ...standardSteps, ...standardActions];

export interface Part {
  type?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, Part>;
  items?: Part;
  'x-title'?: { nl: string; en: string };
  'x-labels'?: Record<string, { nl: string; en: string }>;
}

/** What the parts of a row are called on the screen. */
const inRows: Record<string, string> = {
  agency: 'Partij',
  position: 'Standpunt',
  effort: 'Inzet',
  procedure: 'Procedure',
  feasible: 'Haalbaar',
};
type Place = Person['page'] | ReturnType<Person['page']['getByRole']>;

/** Fills in the Dutch form of a step as a person would: by the names of fields and answers, and nothing else. */
export async function fillIn(person: Person, name: string, more: Record<string, unknown> = {}): Promise<void> {
  await fillFields(person.page, schemaOf(name), { ...(example(name).body as object), ...more });
}

export function schemaOf(name: string): Part {
  const definition = definitions.find((one) => one.name === name)!;
  return z.toJSONSchema(definition.input, { io: 'input' }) as Part;
}

/** What a field is called in Dutch. */
export const titleOf = (field: string, part: Part): string => part['x-title']?.nl ?? inRows[field]!;

export const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

async function fillFields(place: Place, schema: Part, values: Record<string, unknown>): Promise<void> {
  // Without what the example has and is left out.
  for (const [field, value] of Object.entries(values).filter(([, one]) => one !== undefined)) {
    const part = schema.properties![field]!;
    const title = titleOf(field, part);
    const starts = new RegExp(`^${escaped(title)}( |$)`);
    const group = place.getByRole('group', { name: starts });
    if (part.type === 'boolean') {
      await group.getByLabel(value === true ? 'Ja' : 'Nee', { exact: true }).check();
    } else if (part.type === 'array' && part.items?.enum) {
      for (const code of value as string[])
        await group.getByLabel(part.items['x-labels']![code]!.nl, { exact: true }).check();
    } else if (part.type === 'array') {
      await fillRows(group, title, part.items!, value as (string | Record<string, unknown>)[]);
    } else if (part.type === 'object') {
      await fillFields(group, part, value as Record<string, unknown>);
    } else if (part.enum) {
      const answer = part['x-labels']![String(value)]!.nl;
      if ((await group.count()) > 0) await group.getByLabel(answer, { exact: true }).check();
      else await place.getByLabel(starts).selectOption(answer);
    } else {
      await place.getByLabel(starts).fill(String(value));
    }
  }
}

async function fillRows(
  group: Place,
  title: string,
  schema: Part,
  rows: (string | Record<string, unknown>)[],
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const place = group.getByRole('group', { name: String(index + 1), exact: true });
    if ((await place.count()) === 0) {
      await group.getByRole('button', { name: new RegExp(`oevoegen: ${escaped(title)}$`) }).click();
    }
    if (typeof row === 'string') await place.getByRole('textbox').fill(row);
    else await fillFields(place, schema, row);
  }
}
