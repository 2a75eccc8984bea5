import { useFormats } from '../../language/formats.ts';
import { useLanguage, type Language } from '../../language/language.tsx';

type Unit = 'working-day' | 'calendar-day' | 'week' | 'month' | 'second';
const units: Record<Unit, Record<Language, [string, string]>> = {
  'working-day': { nl: ['werkdag', 'werkdagen'], en: ['working day', 'working days'] },
  'calendar-day': { nl: ['dag', 'dagen'], en: ['day', 'days'] },
  week: { nl: ['week', 'weken'], en: ['week', 'weeks'] },
  month: { nl: ['maand', 'maanden'], en: ['month', 'months'] },
  second: { nl: ['seconde', 'seconden'], en: ['second', 'seconds'] },
};
const statutory = { nl: 'wettelijk', en: 'by law' };

/** A term in words: "4 weken (wettelijk)". A negative amount counts back. */
export function useTermWords() {
  const { language } = useLanguage();
  const formats = useFormats();
  return {
    term({ amount, unit, statutory: byLaw }: { amount: number; unit: string; statutory?: true | undefined }): string {
      const [one, more] = units[unit as Unit]?.[language] ?? [unit, unit];
      return `${formats.count(amount, one, more)}${byLaw ? ` (${statutory[language]})` : ''}`;
    },
  };
}
