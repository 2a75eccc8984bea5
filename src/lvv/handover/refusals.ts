import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about duplicates, links and transfers. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'duplicate-of-itself': {
      en: 'A trajectory cannot be a duplicate of itself.',
      nl: 'Een traject kan geen dubbel van zichzelf zijn.',
    },
    'no-duplicate-check': {
      en: 'The programme has no step {check:step}, so no second person can check this. Ask the people who maintain the programme to include it.',
      nl: 'Het programma heeft geen stap {check:step}. Daarom kan geen tweede persoon dit controleren. Vraag de beheerder van het programma om die stap toe te voegen.',
    },
    'offered-for-transfer': {
      en: 'This trajectory is offered for a transfer. Revoke that first.',
      nl: 'Dit traject is aangeboden voor overdracht. Trek dat aanbod eerst in.',
    },
    'no-other-with-number': {
      en: 'No other municipality has an open trajectory with the V-number of this one. Add the number first, or use {close:step} for a trajectory of your own municipality.',
      nl: 'Geen andere gemeente heeft een open traject met dit V-nummer. Voeg eerst het nummer toe, of gebruik {close:step} voor een traject van uw eigen gemeente.',
    },
    'nothing-proposed': {
      en: 'Nothing is proposed or offered. There is nothing to revoke.',
      nl: 'Er is niets voorgesteld of aangeboden. Er is niets in te trekken.',
    },
    'not-offered-as-duplicate': {
      en: 'This trajectory is not offered as a duplicate. It may be offered for a transfer.',
      nl: 'Dit traject is niet aangeboden als dubbel. Misschien is het aangeboden voor overdracht.',
    },
    'no-proposed-duplicate': { en: 'There is no proposal to check.', nl: 'Er is geen voorstel om te controleren.' },
    'proposed-already': {
      en: 'This trajectory is proposed as a duplicate already. Have that answered, or revoke it.',
      nl: 'Dit traject is al voorgesteld als dubbel. Laat dat beantwoorden, of trek het voorstel in.',
    },
    'awaited-by-another': {
      en: 'Another trajectory is to be closed as a duplicate of this one. Have that answered first. Two trajectories cannot close into each other.',
      nl: 'Een ander traject wordt mogelijk afgesloten als dubbel van dit traject. Laat dat eerst beantwoorden. Twee trajecten kunnen niet in elkaar opgaan.',
    },
    'number-in-wait': {
      en: 'The V-number waits for a check by a colleague. Have it checked or removed first.',
      nl: 'Het V-nummer wacht op controle door een collega. Laat het eerst controleren of verwijderen.',
    },
    'other-is-closed': {
      en: 'The other trajectory has ended, so the work cannot go on there. Reopen it first.',
      nl: 'Het andere traject is afgesloten. Het werk kan daar niet verdergaan. Heropen het eerst.',
    },
    'other-is-proposed': {
      en: 'The other trajectory is itself proposed as a duplicate. Have that answered or revoked first.',
      nl: 'Het andere traject is zelf voorgesteld als dubbel. Laat dat eerst beantwoorden of intrekken.',
    },
    'different-numbers': {
      en: 'The two trajectories have different V-numbers. Find out which one is right and remove the other one first. If both are right, these are two persons.',
      nl: 'De twee trajecten hebben verschillende V-nummers. Zoek uit welk nummer klopt en verwijder eerst het andere. Kloppen ze allebei, dan zijn dit twee personen.',
    },
    'other-is-gone': {
      en: 'The other trajectory is no longer there. Send the proposal back.',
      nl: 'Het andere traject is er niet meer. Stuur het voorstel terug.',
    },
    'other-has-not-noted': {
      en: 'The other trajectory has not noted the proposal yet. Try again in a moment. If this stays so, send the proposal back and propose it again.',
      nl: 'Het voorstel is nog niet aangekomen bij het andere traject. Probeer het zo nog eens. Blijft dit zo? Stuur het voorstel dan terug en stel het opnieuw voor.',
    },
    'link-with-itself': {
      en: 'You cannot link a trajectory with itself.',
      nl: 'U kunt een traject niet met zichzelf koppelen.',
    },
    'link-with-closed': {
      en: 'The other trajectory has ended, so it cannot take up the link. Link open trajectories.',
      nl: 'Het andere traject is afgesloten en kan geen koppeling krijgen. Koppel open trajecten.',
    },
    'most-links': {
      en: 'This trajectory has {most:number} links already. Remove one first.',
      nl: 'Dit traject heeft al {most:number} koppelingen. Verwijder er eerst een.',
    },
    'most-links-there': {
      en: 'The other trajectory has {most:number} links already. Remove one there first.',
      nl: 'Het andere traject heeft al {most:number} koppelingen. Verwijder daar eerst een koppeling.',
    },
    'no-such-link': { en: 'There is no link with that trajectory.', nl: 'Er is geen koppeling met dat traject.' },
    'no-such-trajectory-here': {
      en: 'Your municipality has no trajectory {id:text}. Search for it and use the reference that is shown.',
      nl: 'Uw gemeente heeft geen traject {id:text}. Zoek het op en gebruik het kenmerk dat u ziet.',
    },
    'trajectory-id-form': { en: 'Use the reference of a trajectory.', nl: 'Gebruik het kenmerk van een traject.' },
    'offered-already': {
      en: 'This trajectory has been offered to {to:municipality} since {since:day}. Revoke that offer first.',
      nl: 'Dit traject is sinds {since:day} aangeboden aan {to:municipality}. Trek dat aanbod eerst in.',
    },
    'offered-as-duplicate': {
      en: 'This trajectory is offered as a duplicate. Revoke that first.',
      nl: 'Dit traject is aangeboden als dubbel. Trek dat eerst in.',
    },
    'own-municipality-already': {
      en: 'This trajectory belongs to this municipality already. Choose another one.',
      nl: 'Dit traject is al van deze gemeente. Kies een andere gemeente.',
    },
    'no-such-municipality': {
      en: 'This municipality takes no part. Choose one of: {others:text}.',
      nl: 'Deze gemeente doet niet mee. Kies een van deze: {others:text}.',
    },
    'not-offered-to-another': {
      en: 'This trajectory is not offered to another municipality. There is nothing to revoke.',
      nl: 'Dit traject is niet aangeboden aan een andere gemeente. Er is niets in te trekken.',
    },
    'not-offered-for-transfer': {
      en: 'This trajectory is not offered for a transfer. It may be offered as a duplicate.',
      nl: 'Dit traject is niet aangeboden voor overdracht. Misschien is het aangeboden als dubbel.',
    },
    'municipality-form': {
      en: 'Use the name of a municipality that takes part.',
      nl: 'Gebruik de naam van een gemeente die meedoet.',
    },
  }),
);
