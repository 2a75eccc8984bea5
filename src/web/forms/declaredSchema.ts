import type { Text } from '../language/language.tsx';

/** An answer to another field, of which something depends. */
export interface OtherAnswer {
  field: string;
  is: (string | boolean)[];
}

/** A schema as the steps declare it: JSON Schema, with titles, purposes and names of codes in both languages. */
export interface DeclaredSchema {
  type?: string;
  title?: string;
  format?: string;
  pattern?: string;
  enum?: string[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, DeclaredSchema>;
  items?: DeclaredSchema;
  required?: string[];
  'x-title'?: Text;
  'x-purpose'?: Text;
  'x-audience'?: string[];
  'x-labels'?: Record<string, Text>;
  /** Of a calendar day: which it may be. */
  'x-day'?: {
    when: 'past' | 'future' | 'any';
    notBefore: readonly string[];
    years: number;
    titles?: Record<string, Text>;
  };
  /** How it is to be filled in, as the form works it out. */
  'x-hint'?: Text;
  /** What the answers to other fields make of this one: see askedNow. */
  'x-when'?: OtherAnswer[];
  'x-needed'?: true | OtherAnswer[];
  'x-choices'?: { field: string; allow: Record<string, string[]> };
  [more: string]: unknown;
}
