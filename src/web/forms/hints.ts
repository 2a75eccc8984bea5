import type { Text } from '../language/language.tsx';
import type { DeclaredSchema } from './declaredSchema.ts';

/** How a field is written, by a value that fits and one that does not: patterns themselves are no text for people. */
const kinds: readonly { fits: string; unlike: string; hint: Text }[] = [
  {
    fits: 'REF-2026/01',
    unlike: 'ref_é',
    hint: {
      nl: 'Een kenmerk of vindplaats, zoals het er staat: hoogstens 64 tekens. Geen namen en geen inhoud.',
      en: 'A reference or where it is kept, as it stands there: at most 64 characters. No names and no contents.',
    },
  },
  {
    fits: 'abc',
    unlike: 'abcd',
    hint: {
      nl: 'De code van de taal, in 2 of 3 kleine letters: ti (Tigrinya), ar (Arabisch), fa (Farsi), en (Engels).',
      en: 'The code of the language, in 2 or 3 small letters: ti (Tigrinya), ar (Arabic), fa (Farsi), en (English).',
    },
  },
  {
    fits: 'NL',
    unlike: 'NLD',
    hint: {
      nl: 'De code van het land, in 2 hoofdletters: ER (Eritrea), MA (Marokko), IQ (Irak).',
      en: 'The code of the country, in 2 capitals: ER (Eritrea), MA (Morocco), IQ (Iraq).',
    },
  },
  {
    fits: '1234567890',
    unlike: 'V-123',
    hint: {
      nl: 'Het V-nummer: 6 tot 15 cijfers. Het wordt gebruikt om dezelfde persoon te vinden, en niet bewaard.',
      en: 'The V-number: 6 to 15 digits. It is used to find the same person, and not kept.',
    },
  },
  {
    fits: 'abc0.12',
    unlike: 'abc0',
    hint: {
      nl: 'De lange code van het traject. U vindt die boven aan de pagina van dat traject.',
      en: 'The long code of the trajectory. You find it at the top of the page of that trajectory.',
    },
  },
  {
    fits: 'a-b',
    unlike: 'A b',
    hint: {
      nl: 'Kleine letters en streepjes, zoals in de naam van de gemeente of het kenmerk: den-haag.',
      en: 'Small letters and hyphens, as in the name of the municipality or mark: den-haag.',
    },
  },
];

/** Which days can be entered; `siblings` are the fields of the same form. */
export function dayHint({ 'x-day': rule }: DeclaredSchema, siblings: Record<string, DeclaredSchema>): Text | undefined {
  if (rule === undefined) return undefined;
  const before = rule.notBefore.flatMap((name) => rule.titles?.[name] ?? quoted(siblings[name]?.['x-title']) ?? []);
  const sentences = [...(rule.when === 'any' ? [] : [kindsOfDay[rule.when]]), ...before.map(notBefore)];
  if (sentences.length === 0) return undefined;
  return { nl: sentences.map(({ nl }) => nl).join(' '), en: sentences.map(({ en }) => en).join(' ') };
}
const kindsOfDay = {
  past: { nl: 'Vandaag of een dag die is geweest.', en: 'Today or a day that has been.' },
  future: { nl: 'Vandaag of een dag die nog komt.', en: 'Today or a day to come.' },
};
const quoted = (title: Text | undefined): Text | undefined => title && { nl: `‘${title.nl}’`, en: `“${title.en}”` };
const notBefore = ({ nl, en }: Text): Text => ({ nl: `Niet vóór ${nl}.`, en: `Not before ${en}.` });

/** How a field is to be written; undefined when nothing is known of it. */
export function hintOf(schema: DeclaredSchema): Text | undefined {
  const { pattern, format, type, minimum, maximum, 'x-hint': hint } = schema;
  if (hint !== undefined) return hint;
  if (type === 'integer' && minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) {
    return {
      nl: `Een heel getal van ${minimum} tot en met ${maximum}.`,
      en: `A whole number from ${minimum} to ${maximum}.`,
    };
  }
  if (pattern === undefined || format !== undefined) return undefined;
  const expression = new RegExp(pattern, 'u');
  return kinds.find(({ fits, unlike }) => expression.test(fits) && !expression.test(unlike))?.hint;
}
