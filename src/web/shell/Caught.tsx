import { Component, type ReactNode } from 'react';
import { Alert, Button } from '../components/basic.tsx';
import { Page } from '../components/Page.tsx';
import { useTexts } from '../language/language.tsx';

const texts = {
  title: { nl: 'Deze pagina kon niet worden getoond', en: 'This page could not be shown' },
  why: {
    nl: 'Er ging iets mis in het scherm, of er is een nieuwe versie van Bestendig. Er is niets verloren gegaan.',
    en: 'Something went wrong in the screen, or there is a new version of Bestendig. Nothing has been lost.',
  },
  next: {
    nl: 'Laad de pagina opnieuw, of kies hierboven een ander onderdeel. Blijft het zo? Meld het dan aan uw beheerder.',
    en: 'Load the page again, or choose another part above. Does it stay like this? Then tell your administrator.',
  },
  again: { nl: 'Pagina opnieuw laden', en: 'Load the page again' },
};

interface Props {
  children: ReactNode;
}

/** What fails in one screen takes nothing else with it: the way to other screens, and what is said above, stay. */
export class Caught extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <NotShown /> : this.props.children;
  }
}

function NotShown() {
  const t = useTexts(texts);
  return (
    <Page title={t.title}>
      <Alert type="error" live>
        <p>{t.why}</p>
        <p>{t.next}</p>
      </Alert>
      <p>
        <Button kind="primary" onClick={() => location.reload()}>
          {t.again}
        </Button>
      </p>
    </Page>
  );
}
