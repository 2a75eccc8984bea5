export type Language = 'nl' | 'en';

let language: Language = 'nl';

/** The language that the API is asked for, and under which its answers are kept. */
export const spoken = (): Language => language;

export function speak(chosen: Language): void {
  language = chosen;
}
