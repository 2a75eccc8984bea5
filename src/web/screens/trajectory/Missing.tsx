import { useTitles } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { ScreenLink } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { Loading } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { answersTo, elsewhere } from './offers.ts';
import { useMessageList } from './queries.ts';

const texts = {
  missing: { nl: 'Dit traject is er niet', en: 'There is no such trajectory' },
  missingAbout: {
    nl: 'Het traject bestaat niet of is gewist, of u hebt er geen toegang toe. Kijkt u naar een eerder moment? Dan bestond het toen nog niet.',
    en: 'The trajectory does not exist, it was erased, or you have no access to it. If you are looking at an earlier moment, it did not exist yet.',
  },
  transferOffered: {
    nl: 'Dit traject wordt uw gemeente aangeboden',
    en: 'This trajectory is offered to your municipality',
  },
  transferOfferedAbout: {
    nl: 'Een andere gemeente vraagt uw gemeente dit traject over te nemen. U ziet het dossier zodra uw gemeente het aanbod aanvaardt.',
    en: 'Another municipality asks yours to take over this trajectory. You see the file as soon as your municipality accepts.',
  },
  duplicateOffered: {
    nl: 'Dit dubbele traject wordt uw gemeente aangeboden',
    en: 'This duplicate trajectory is offered to your municipality',
  },
  duplicateOfferedAbout: {
    nl: 'Deze persoon heeft ook in uw gemeente een open traject. Een andere gemeente vraagt u om daar verder te gaan. U ziet het dossier van die gemeente niet.',
    en: 'This person has an open trajectory in your municipality as well. Another municipality asks you to go on there. You do not see the file of that municipality.',
  },
  offeredOn: { nl: 'Aangeboden op', en: 'Offered on' },
  answer: { nl: 'Uw antwoord', en: 'Your answer' },
  notYourRole: {
    nl: 'Een casusverantwoordelijke van uw gemeente beantwoordt dit aanbod.',
    en: 'A case director of your municipality answers this offer.',
  },
  refused: { nl: 'Uw gemeente heeft dit aanbod afgewezen', en: 'Your municipality has refused this offer' },
  refusedAbout: {
    nl: 'Het traject blijft bij de andere gemeente.',
    en: 'The trajectory stays with the other municipality.',
  },
  revoked: { nl: 'Dit aanbod is ingetrokken', en: 'This offer was revoked' },
  revokedAbout: {
    nl: 'De andere gemeente houdt het traject zelf. U hoeft niets te doen.',
    en: 'The other municipality keeps the trajectory. You need not do anything.',
  },
  accepted: { nl: 'Uw gemeente heeft dit aanbod aanvaard', en: 'Your municipality has accepted this offer' },
  acceptedAbout: {
    nl: 'Het werk gaat verder in het traject dat uw gemeente al had. Dit dubbele traject is gesloten.',
    en: 'The work goes on in the trajectory that your municipality already had. This duplicate trajectory has closed.',
  },
  answeredOn: { nl: 'Beantwoord op', en: 'Answered on' },
  left: { nl: 'Dit traject is nu bij een andere gemeente', en: 'This trajectory is with another municipality now' },
  leftAbout: {
    nl: 'Het is overgedragen, met het hele dossier. Daarom hebt u er geen toegang meer toe.',
    en: 'It was transferred, with its whole file. So you have no access to it any more.',
  },
  back: { nl: 'Naar de trajecten', en: 'To the trajectories' },
  toNow: { nl: 'Bekijk het zoals het nu is', en: 'Look at it as it is now' },
};

/** A trajectory that one can't see: why, as far as one's own messages about it say, and what one can do. */
export function Missing({ id, isPast }: { id: string; isPast: boolean }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const formats = useFormats();
  const messages = useMessageList(id);
  if (messages.isLoading) return <Loading />;
  const found = elsewhere(messages.data ?? [], me.agency);
  const back = <ScreenLink to="/trajectories">{t.back}</ScreenLink>;
  if (found === null) {
    return (
      <Page title={t.missing} intro={t.missingAbout}>
        <p className="b-row">
          {isPast && <ScreenLink to={`/trajectories/${id}`}>{t.toNow}</ScreenLink>}
          {back}
        </p>
      </Page>
    );
  }
  if (found.is === 'left') {
    return (
      <Page title={t.left} intro={t.leftAbout}>
        <p>{back}</p>
      </Page>
    );
  }
  if (found.is !== 'offered') {
    return (
      <Page title={t[found.is]} intro={t[`${found.is}About`]}>
        <p>
          {t.answeredOn} <time dateTime={found.at}>{formats.instant(found.at)}</time>.
        </p>
        <p>{back}</p>
      </Page>
    );
  }
  const isTransfer = found.event === 'transfer-offered';
  return (
    <Page
      title={isTransfer ? t.transferOffered : t.duplicateOffered}
      intro={isTransfer ? t.transferOfferedAbout : t.duplicateOfferedAbout}
    >
      <p>
        {t.offeredOn} <time dateTime={found.at}>{formats.instant(found.at)}</time>.
      </p>
      <Answers id={id} names={answersTo[found.event] ?? []} />
      <p>{back}</p>
    </Page>
  );
}

function Answers({ id, names }: { id: string; names: readonly string[] }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const titles = useTitles();
  const mine = names.filter((name) => me.steps.includes(name));
  if (mine.length === 0) return <p>{t.notYourRole}</p>;
  return (
    <nav aria-label={t.answer}>
      <ul className="b-plain-list">
        {mine.map((name) => (
          <li key={name} className="b-action">
            <ScreenLink to={`/trajectories/${id}/actions/${name}`}>{titles.step(name)}</ScreenLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
