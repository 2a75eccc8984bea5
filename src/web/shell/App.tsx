import { useEffect } from 'react';
import { watchConnection } from '../api/connection.ts';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useLive } from '../api/live.ts';
import { mayAtAll, useMe, type Me } from '../api/me.ts';
import { ApiProblem } from '../api/problem.ts';
import { Announcer } from '../components/Announcer.tsx';
import { ScreenLink } from '../components/basic.tsx';
import { Confirmation } from '../components/Confirmation.tsx';
import { Page } from '../components/Page.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { useTexts } from '../language/language.tsx';
import { Banner } from './Banner.tsx';
import { Caught } from './Caught.tsx';
import { Header } from './Header.tsx';
import { screenAt, screens } from './screens.tsx';
import { SignedOut } from './SignedOut.tsx';

const texts = {
  skip: { nl: 'Naar de inhoud', en: 'To the content' },
  notFound: { nl: 'Deze pagina bestaat niet', en: 'This page does not exist' },
  notFoundHelp: {
    nl: 'Controleer het adres, of begin opnieuw op de eerste pagina.',
    en: 'Check the address, or start again at the first page.',
  },
  toStart: { nl: 'Naar de eerste pagina', en: 'To the first page' },
  about: {
    nl: 'Bestendig: trajecten van de Landelijke Vreemdelingenvoorzieningen',
    en: 'Bestendig: trajectories of the national provision for undocumented people (LVV)',
  },
};

export function App() {
  const t = useTexts(texts);
  const me = useMe();
  const [here] = useLocation();
  const isNowhere = here !== '/' && screenAt(here) === undefined;
  // Who was signed in keeps the page, with what was typed; only who never was sees the door.
  const isOut = me.data === undefined && me.error instanceof ApiProblem && me.error.status === 401;
  return (
    <>
      <a className="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#content">
        {t.skip}
      </a>
      <Header {...(me.data && { me: me.data })} />
      <Banner {...(me.data && { me: me.data })} />
      <main id="content" tabIndex={-1} className="b-main">
        {isNowhere && !me.data ? (
          <NoScreen />
        ) : isOut ? (
          <SignedOut />
        ) : me.data ? (
          <Screens me={me.data} />
        ) : me.error ? (
          <Failed error={me.error} />
        ) : (
          <Loading />
        )}
      </main>
      <footer className="b-footer b-soft">{t.about}</footer>
      <Announcer />
    </>
  );
}

/** At an address that no screen has, signed in or not. */
function NoScreen() {
  const t = useTexts(texts);
  return (
    <Page title={t.notFound}>
      <p className="utrecht-paragraph">{t.notFoundHelp}</p>
      <p>
        <ScreenLink to="/">{t.toStart}</ScreenLink>
      </p>
    </Page>
  );
}

function Screens({ me }: { me: Me }) {
  const [here] = useLocation();
  useLive(mayAtAll(me, 'trajectory:list'));
  useEffect(watchConnection, []);
  const first = screens.find(({ shows }) => shows?.(me)) ?? screens[0]!;
  return (
    <>
      <Confirmation />
      <Caught key={here}>
        <Switch>
          <Route path="/">
            <Redirect to={first.path} replace />
          </Route>
          {screens.map(({ path, component: Component }) => (
            <Route key={path} path={path}>
              <Component />
            </Route>
          ))}
          <Route>
            <NoScreen />
          </Route>
        </Switch>
      </Caught>
    </>
  );
}
