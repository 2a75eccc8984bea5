import { useQuery } from '@tanstack/react-query';
import { useLanguage, type Text } from '../language/language.tsx';
import { answered, api } from './client.ts';
import { unchanging } from './queries.ts';

/** The steps and actions as they are defined: their forms, terms and titles. */
export function useCatalogue() {
  return useQuery({
    queryKey: ['catalogue'],
    async queryFn({ signal }) {
      const [steps, actions] = await Promise.all([
        answered(api.GET('/v1/steps', { signal })),
        answered(api.GET('/v1/actions', { signal })),
      ]);
      return { steps: steps.items, actions: actions.items, codes: codesIn([...steps.items, ...actions.items]) };
    },
    ...unchanging,
  });
}

export type CatalogueStep = NonNullable<ReturnType<typeof useCatalogue>['data']>['steps'][number];
export type CatalogueAction = NonNullable<ReturnType<typeof useCatalogue>['data']>['actions'][number];

/** What steps, actions and codes are called; a code that is not in any form stays as it is. */
export function useTitles(): { step(name: string): string; code(code: string | null): string } {
  const { say } = useLanguage();
  const { data } = useCatalogue();
  return {
    step(name) {
      const found = [...(data?.steps ?? []), ...(data?.actions ?? [])].find((one) => one.name === name);
      return found ? say(found.title) : name;
    },
    code(code) {
      if (code === null) return '–';
      const found = data?.codes.get(code);
      return found ? say(found) : code;
    },
  };
}

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
