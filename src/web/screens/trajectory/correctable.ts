import { useCatalogue } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import type { DeclaredSchema } from '../../forms/declaredSchema.ts';
import type { Entry } from './queries.ts';

/** The step or action by which an entry was filled in. */
export function definitionNameOf({ type, step }: Pick<Entry, 'type' | 'step'>): string {
  return type === 'trajectory-opened' ? 'referral' : (step ?? type);
}

/** What corrects is corrected by another correction of the same entry. */
const corrections = ['correct', 'confirm-correction'];

/** The form of an entry with the fields that one may see, as far as they are kept; null for what nobody filled in. */
export function useFormOf(): (entry: Entry) => DeclaredSchema | null {
  const { data: catalogue } = useCatalogue();
  const { agency } = useKnownMe();
  return (entry) => {
    const isFilledIn = entry.type === 'step-completed' || entry.type === 'trajectory-opened' || entry.step === null;
    if (!isFilledIn || entry.data === null || corrections.includes(entry.type)) return null;
    const name = definitionNameOf(entry);
    const definition = [...(catalogue?.steps ?? []), ...(catalogue?.actions ?? [])].find((one) => one.name === name);
    if (!definition) return null;
    const schema: DeclaredSchema = definition.inputSchema;
    const properties = Object.entries(schema.properties ?? {}).filter(
      ([, one]) => one['x-audience']?.includes(agency) && one['x-kept'] !== false,
    );
    if (properties.length === 0) return null;
    const names = properties.map(([field]) => field);
    const required = (schema.required ?? []).filter((field) => names.includes(field));
    const asEntered = properties.map(([field, one]) => [field, alsoPast(one)]);
    return { ...schema, properties: Object.fromEntries(asEntered) as Record<string, DeclaredSchema>, required };
  };
}

/** A day that was still to come when it was entered may have passed since: the API knows when that was. */
function alsoPast({ 'x-day': rule, ...field }: DeclaredSchema): DeclaredSchema {
  if (rule === undefined) return field;
  return { ...field, 'x-day': rule.when === 'future' ? { ...rule, when: 'any' } : rule };
}

export function useCanBeCorrected(): (entry: Entry) => boolean {
  const formOf = useFormOf();
  return (entry) => formOf(entry) !== null;
}

/** The fields of an entry as they count now. */
export function currentOf({ data, corrected }: Entry): Record<string, unknown> {
  const all = { ...data, ...corrected?.data };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
