/** A text for people, in both languages. */
export interface Text {
  en: string;
  nl: string;
}

export type Language = keyof Text;

/** The first is what is spoken when nobody asks for another. */
export const languages = ['en', 'nl'] as const satisfies readonly Language[];
