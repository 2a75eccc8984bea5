import { Link, useLocation } from 'wouter';
import type { Me } from '../api/me.ts';
import { useLanguage, useTexts, type Language } from '../language/language.tsx';
import { useNames } from '../language/names.ts';
import { screens } from './screens.tsx';

const texts = {
  navigation: { nl: 'Onderdelen', en: 'Parts' },
  signOut: { nl: 'Uitloggen', en: 'Sign out' },
  you: { nl: 'U werkt als', en: 'You work as' },
};

/** Each language by its own name, for those who read no other. */
const ownNames: Record<Language, string> = { nl: 'Nederlands', en: 'English' };

export function Header({ me }: { me?: Me }) {
  const t = useTexts(texts);
  const { language, choose, say } = useLanguage();
  const names = useNames();
  const [location] = useLocation();
  const other = language === 'nl' ? 'en' : 'nl';
  return (
    <header className="b-header">
      <div className="b-header__in">
        <Link href="/" className="b-brand">
          Bestendig
        </Link>
        {me && (
          <nav className="b-nav" aria-label={t.navigation}>
            <ul>
              {screens
                .filter(({ shows }) => shows?.(me))
                .map(({ path, title }) => (
                  <li key={path}>
                    <Link href={path} aria-current={isAt(location, path) ? 'page' : undefined}>
                      {say(title)}
                    </Link>
                  </li>
                ))}
            </ul>
          </nav>
        )}
        <div className="b-who">
          {me && (
            <span>
              <span className="b-sr-only">{t.you} </span>
              {me.roles.map(({ role, title }) => (title ? say(title) : role)).join(', ')} · {names.agency(me.agency)} ·{' '}
              {names.municipality(me.municipality)}
            </span>
          )}
          <button type="button" className="b-header-button" lang={other} onClick={() => choose(other)}>
            {ownNames[other]}
          </button>
          {me?.session && (
            <form method="post" action="/auth/sign-out">
              <button type="submit" className="b-header-button">
                {t.signOut}
              </button>
            </form>
          )}
        </div>
      </div>
    </header>
  );
}

const isAt = (location: string, path: string): boolean => location === path || location.startsWith(`${path}/`);
