interface Text {
  nl: string;
  en: string;
}

/** Of a schema, as the steps declare it, what words it has for its parts and codes. */
export interface WordedSchema {
  'x-title'?: Text;
  'x-labels'?: Record<string, Text>;
  properties?: Record<string, WordedSchema>;
  items?: WordedSchema;
}

/** Where the codes in a value have words: what came with it, or the field in which it was filled in. */
export interface CodeWords {
  words?: Readonly<Record<string, Text>> | undefined;
  schema?: WordedSchema | undefined;
}

/** Returns the words of a code. What a person typed has none, also when it is spelled like a code of another field. */
export function wordsOfCode(text: string, { words = {}, schema }: CodeWords): Text | undefined {
  return own(words, text) ?? own(schema?.['x-labels'] ?? {}, text);
}

/** Returns the title of a part of a value. */
export function titleOfPart(name: string, { words = {}, schema }: CodeWords): Text | undefined {
  return own(words, name) ?? own(schema?.properties ?? {}, name)?.['x-title'];
}

/** Returns the fields of a form, with words for a step too: which there are stands in no definition. */
export function fieldsWithWords(
  { properties = {} }: WordedSchema,
  data: Readonly<Record<string, unknown>>,
  titleOf: (definition: string) => Text | undefined,
): Record<string, WordedSchema> {
  const { step } = data;
  const title = typeof step === 'string' ? titleOf(step) : undefined;
  if (typeof step !== 'string' || !title || !properties['step']) return properties;
  return { ...properties, step: { ...properties['step'], 'x-labels': { [step]: title } } };
}

const own = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;
