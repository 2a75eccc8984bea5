export type Language = 'nl' | 'en';

let language: Language = 'nl';
const listeners = new Set<() => void>();

/** The language that the API is asked for. */
export const spoken = (): Language => language;

export function speak(chosen: Language): void {
  if (chosen === language) return;
  language = chosen;
  for (const listener of listeners) listener();
}

/** Calls the listener each time that another language is chosen. */
export function onSpoken(listener: () => void): void {
  listeners.add(listener);
}
