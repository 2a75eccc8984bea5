import { Page } from '../components/Page.tsx';
import { useTexts } from '../language/language.tsx';

const texts = {
  title: { nl: 'Inloggen', en: 'Sign in' },
  about: {
    nl: 'Bestendig laat zien waar de trajecten van de Landelijke Vreemdelingenvoorzieningen staan, en wat er nu te doen is. Log in met het account van uw organisatie.',
    en: 'Bestendig shows how the trajectories of the LVV stand, and what there is to do now. Sign in with the account of your organisation.',
  },
  signIn: { nl: 'Inloggen', en: 'Sign in' },
};

/** Where one signs in, to come back to a place here. */
export function hereAgain(place: string): string {
  return `/auth/sign-in?${new URLSearchParams({ returnTo: place }).toString()}`;
}

export function SignedOut() {
  const t = useTexts(texts);
  const { pathname, search } = window.location;
  return (
    <Page title={t.title}>
      <p className="utrecht-paragraph">{t.about}</p>
      <a className="utrecht-button utrecht-button--primary-action" href={hereAgain(`${pathname}${search}`)}>
        {t.signIn}
      </a>
    </Page>
  );
}
