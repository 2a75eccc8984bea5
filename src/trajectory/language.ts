/** A text for people, in both languages. */
export interface Text {
  en: string;
  nl: string;
}
