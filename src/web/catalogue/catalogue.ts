import { useQuery } from '@tanstack/react-query';
import { useLanguage, type Text } from '../language/language.tsx';
import { answered, api } from '../api/client.ts';
import { unchanging } from '../api/queries.ts';
import { keys } from '../api/keys.ts';

/** The steps and actions as they are defined: their forms, terms and titles. */
export function useCatalogue() {
  return useQuery({
    queryKey: keys.catalogue,
    async queryFn({ signal }) {
      const [steps, actions] = await Promise.all([
        answered(api.GET('/v1/steps', { signal })),
        answered(api.GET('/v1/actions', { signal })),
      ]);
      const definitions = [...steps.items, ...actions.items];
      return { steps: steps.items, actions: actions.items, codes: codesIn(definitions), fields: fieldsIn(definitions) };
    },
    ...unchanging,
  });
}

export type CatalogueStep = NonNullable<ReturnType<typeof useCatalogue>['data']>['steps'][number];
export type CatalogueAction = NonNullable<ReturnType<typeof useCatalogue>['data']>['actions'][number];

interface Titles {
  step(name: string): string;
  code(code: string | null): string;
  field(name: string): string;
}

/** What steps, actions, codes and fields are called; what is not in any form stays as it is. */
export function useTitles(): Titles {
  const { say } = useLanguage();
  const { data } = useCatalogue();
  return {
    step(name) {
      const found = [...(data?.steps ?? []), ...(data?.actions ?? [])].find((one) => one.name === name);
      return found ? say(found.title) : name;
    },
    code(code) {
      if (code === null) return '–';
      const found = data?.codes.get(code) ?? inNoForm[code];
      return found ? say(found) : code;
    },
    field(name) {
      const found = data?.fields.get(name);
      return found ? say(found) : name;
    },
  };
}

/** Codes that nobody chooses. */
const inNoForm: Readonly<Record<string, Text>> = {
  DUPLICATE: { nl: 'Gaat verder in een ander traject', en: 'Goes on in another trajectory' },
};

interface Labelled {
  enum?: unknown[];
  'x-labels'?: Record<string, Text>;
}

/** The names of all codes that any form offers: they stand in the schemas, and nowhere else. */
function codesIn(definitions: readonly { inputSchema: unknown }[]): Map<string, Text> {
  const codes = new Map<string, Text>();
  const look = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const labels = (schema as Labelled)['x-labels'];
    if (labels) for (const [code, text] of Object.entries(labels)) if (!codes.has(code)) codes.set(code, text);
    for (const part of Object.values(schema)) look(part);
  };
  for (const { inputSchema } of definitions) look(inputSchema);
  return codes;
}

interface Fields {
  'x-title'?: Text;
  properties?: Record<string, Fields>;
  items?: Fields;
}

/** The titles of all fields of forms, also within a row of a list, by their names; where two forms differ, that of the first. */
function fieldsIn(definitions: readonly { inputSchema: unknown }[]): Map<string, Text> {
  const titles = new Map<string, Text>();
  const look = ({ properties = {}, items }: Fields): void => {
    for (const [name, field] of Object.entries(properties)) {
      if (field['x-title'] && !titles.has(name)) titles.set(name, field['x-title']);
      look(field);
    }
    if (items) look(items);
  };
  for (const { inputSchema } of definitions) look(inputSchema as Fields);
  return titles;
}
