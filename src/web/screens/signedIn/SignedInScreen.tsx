import { useEffect } from 'react';
import { tellSignedIn } from '../../api/queries.ts';
import { ScreenLink } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = {
  title: { nl: 'U bent weer ingelogd', en: 'You are signed in again' },
  about: {
    nl: 'U kunt dit tabblad sluiten en verdergaan waar u was: daar staat alles nog.',
    en: 'You can close this tab and go on where you were: everything is still there.',
  },
  start: { nl: 'Of begin hier', en: 'Or begin here' },
};

/** Where one comes who signs in again beside their work, which then goes on by itself. */
export default function SignedInScreen() {
  const t = useTexts(texts);
  useEffect(tellSignedIn, []);
  return (
    <Page title={t.title} intro={t.about}>
      <ScreenLink to="/">{t.start}</ScreenLink>
    </Page>
  );
}
