import { useEffect, useRef } from 'react';
import { announce } from '../../components/Announcer.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { coordinatorTexts } from './words.ts';

/** Milliseconds between two times that it is said that figures changed: a busy day must not be a stream of words. */
const quietFor = 10_000;

/**
 * When the figures were read last, and a word about it when they changed.
 * @param shows all figures that are shown, as one text
 * @param of for which choice they are: another choice is no change
 */
export function Updated({ at, shows, of }: { at: number; shows: string; of: string }) {
  const t = useTexts(coordinatorTexts);
  const { language } = useLanguage();
  const before = useRef({ shows, of });
  const saidAt = useRef(0);
  useEffect(() => {
    const isChange = before.current.of === of && before.current.shows !== shows;
    before.current = { shows, of };
    if (!isChange) return;
    const timer = setTimeout(
      () => {
        saidAt.current = Date.now();
        announce(t.changed);
      },
      Math.max(0, saidAt.current + quietFor - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [shows, of, t.changed]);
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    timeStyle: 'medium',
    timeZone: 'Europe/Amsterdam',
  });
  return <p className="b-soft">{t.updated(format.format(at))}</p>;
}
