import type { DeclaredSchema, OtherAnswer } from '../../forms/declaredSchema.ts';
import type { Text } from '../../language/language.tsx';

/** A field of a form, as its definition declares it. */
export interface DeclaredField {
  name: string;
  title: Text | null;
  purpose: Text | null;
  audience: string[];
  required: boolean;
  /** When it is asked: after these answers; empty: always. */
  when: AnswerInWords[];
  /** When it has to be filled in, of a field that may be left empty otherwise. */
  neededWhen: AnswerInWords[];
}

/** An answer to another question, by what people read there. */
export interface AnswerInWords {
  field: Text;
  is: Text[];
}

const yesOrNo = { true: { nl: 'Ja', en: 'Yes' }, false: { nl: 'Nee', en: 'No' } };

export function fieldsOf(schema: DeclaredSchema): DeclaredField[] {
  const { properties = {} } = schema;
  const inWords = ({ field, is }: OtherAnswer): AnswerInWords => {
    const { 'x-title': title, 'x-labels': labels = {} } = properties[field] ?? {};
    const said = (answer: string) => labels[answer] ?? { nl: answer, en: answer };
    return {
      field: title ?? { nl: field, en: field },
      is: is.map((answer) => (typeof answer === 'boolean' ? yesOrNo[`${answer}`] : said(answer))),
    };
  };
  return Object.entries(properties).map(([name, declared]) => ({
    name,
    title: declared['x-title'] ?? null,
    purpose: declared['x-purpose'] ?? null,
    audience: declared['x-audience'] ?? [],
    required: schema.required?.includes(name) || declared['x-needed'] === true,
    when: (declared['x-when'] ?? []).map(inWords),
    neededWhen: neededWhen(declared['x-needed']).map(inWords),
  }));
}

/** Of what is needed whenever it is asked, nothing more needs to be said. */
const neededWhen = (needed: DeclaredSchema['x-needed']): OtherAnswer[] => (Array.isArray(needed) ? needed : []);
