import type { Text } from '../../language/language.tsx';

/** A field of a form, as its definition declares it. */
export interface DeclaredField {
  name: string;
  title: Text | null;
  purpose: Text | null;
  audience: string[];
  required: boolean;
}

interface FormSchema {
  properties?: Record<string, { 'x-title'?: Text; 'x-purpose'?: Text; 'x-audience'?: string[] }>;
  required?: string[];
}

export function fieldsOf(schema: FormSchema): DeclaredField[] {
  return Object.entries(schema.properties ?? {}).map(([name, declared]) => ({
    name,
    title: declared['x-title'] ?? null,
    purpose: declared['x-purpose'] ?? null,
    audience: declared['x-audience'] ?? [],
    required: schema.required?.includes(name) ?? false,
  }));
}
