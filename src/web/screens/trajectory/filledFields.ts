import { useCatalogue } from '../../catalogue/catalogue.ts';
import { fieldsWithWords, type WordedSchema } from './valueWords.ts';

/** Returns the fields of the form in which something was filled in, by name; none for a form that is no longer there. */
export function useFilledFields(
  name: string,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, WordedSchema>> {
  const { data: catalogue } = useCatalogue();
  const all = [...(catalogue?.steps ?? []), ...(catalogue?.actions ?? [])];
  const found = (wanted: string) => all.find((one) => one.name === wanted);
  const schema = found(name)?.inputSchema;
  return schema ? fieldsWithWords(schema, data, (step) => found(step)?.title) : {};
}
