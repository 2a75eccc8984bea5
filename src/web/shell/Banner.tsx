import { useConnection } from '../api/connection.ts';
import type { Me } from '../api/me.ts';
import { useTexts } from '../language/language.tsx';
import { hereAgain } from './SignedOut.tsx';

const texts = {
  unreachable: {
    nl: 'Geen verbinding met de server. Wat u hebt ingevuld blijft staan; alles gaat vanzelf verder zodra de verbinding er weer is.',
    en: 'No connection with the server. What you have filled in stays; everything goes on by itself once the connection is back.',
  },
  degraded: {
    nl: 'Een onderdeel van Bestendig is even niet beschikbaar. Wat u ziet kan iets achterlopen. Er gaat niets verloren.',
    en: 'A part of Bestendig is not available for a moment. What you see may be a little behind. Nothing is lost.',
  },
  signedOut: {
    nl: 'Uw sessie is voorbij. Wat u hebt ingevuld blijft staan.',
    en: 'Your session has ended. What you have filled in stays.',
  },
  signIn: { nl: 'Log opnieuw in (nieuw tabblad)', en: 'Sign in again (new tab)' },
};

/** How it stands with the connection: above everything, and said aloud when it changes. */
export function Banner({ me }: { me?: Me }) {
  const t = useTexts(texts);
  const connection = useConnection();
  const shown = connection !== 'ok' && (connection !== 'signed-out' || me !== undefined);
  return (
    <div role="status" className={shown ? `b-banner ${connection === 'degraded' ? '' : 'b-banner--stop'}` : undefined}>
      {shown && connection === 'unreachable' && t.unreachable}
      {shown && connection === 'degraded' && t.degraded}
      {shown && connection === 'signed-out' && (
        <>
          {t.signedOut}{' '}
          <a className="utrecht-link" href={hereAgain('/signed-in')} target="_blank" rel="noreferrer">
            {t.signIn}
          </a>
        </>
      )}
    </div>
  );
}
