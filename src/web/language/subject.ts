import { useLanguage } from './language.tsx';

/** The subject of a message in the language of the reader: a mail has it in both, Dutch first. */
export function useSubject(): (line: string) => string {
  const { language } = useLanguage();
  return (line) => {
    const [nl = line, en = nl] = line.split(' | ');
    return language === 'nl' ? nl : en;
  };
}
