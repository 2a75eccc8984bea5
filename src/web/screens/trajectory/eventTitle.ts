import { useTitles } from '../../api/catalogue.ts';
import { useLanguage } from '../../language/language.tsx';
import { eventWords, reasonWords } from './eventWords.ts';
import type { Entry } from './reading.ts';

/** What an entry of the timeline is called, and what its reason says, in the language of the reader. */
export function useEventTitles() {
  const { say } = useLanguage();
  const titles = useTitles();
  return {
    event({ type, step }: Pick<Entry, 'type' | 'step'>): string {
      const words = eventWords[type];
      const what = words ? say(words) : titles.step(type);
      return step === null || step === type ? what : `${what}: ${titles.step(step)}`;
    },
    reason(reason: string): string {
      const words = reasonWords[reason];
      return words ? say(words) : titles.code(reason);
    },
  };
}
