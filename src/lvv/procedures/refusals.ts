import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about procedures. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'procedure-lodged-on': {
      en: 'This was lodged on {day:day}. Enter that day or a later one.',
      nl: 'Dit is ingediend op {day:day}. Vul die dag in of een latere.',
    },
    'result-of-performers': {
      en: 'Only the {performers:performers} enters the result {result:label}.',
      nl: 'Alleen de {performers:performers} vult het resultaat {result:label} in.',
    },
    'no-guidance': {
      en: 'This person was not admitted, so there is no guidance in which to follow a procedure.',
      nl: 'Deze persoon is niet toegelaten. Er is dus geen begeleiding om een procedure in te volgen.',
    },
    'procedure-not-followed': {
      en: 'This programme does not follow {procedure:label}.',
      nl: 'Dit programma volgt {procedure:label} niet.',
    },
    'procedure-started-by': {
      en: '{procedure:label} can only be started by {able:agencies}.',
      nl: 'Alleen {able:agencies} kan {procedure:label} starten.',
    },
    'procedure-runs': {
      en: '{procedure:label} has been running since {since:day} ({reference:text}). Perform {step:step} when it ends.',
      nl: '{procedure:label} loopt sinds {since:day} ({reference:text}). Voer {step:step} uit als de procedure eindigt.',
    },
    'hidden-procedure-runs': {
      en: '{procedure:label} has been running since {since:day}. Perform {step:step} when it ends.',
      nl: '{procedure:label} loopt sinds {since:day}. Voer {step:step} uit als de procedure eindigt.',
    },
    'excluded-by-hidden': {
      en: '{starting:label} cannot start now. Ask the municipality.',
      nl: '{starting:label} kan nu niet starten. Vraag het de gemeente.',
    },
    'excluded-by': {
      en: '{starting:label} cannot start: {running:label} has been running since {since:day}. {reason:why} Discuss with the lawyer which of the two to choose. If it is the new one, first end the other: perform {step:step} with its result, such as withdrawn. That cannot be undone.',
      nl: '{starting:label} kan niet starten: {running:label} loopt sinds {since:day}. {reason:why} Bespreek met de advocaat welke van de twee het wordt. Wordt het de nieuwe, sluit dan eerst de andere af: voer {step:step} uit met het resultaat, zoals ingetrokken. Dat is niet terug te draaien.',
    },
    'excluded-no-fault': {
      en: 'DT&V only mediates for a person without a running procedure for residence (DT&V, guideline on no-fault).',
      nl: 'DT&V bemiddelt alleen voor iemand zonder lopende verblijfsprocedure (DT&V, leidraad buiten schuld).',
    },
    'excluded-laissez-passer': {
      en: 'DT&V asks the country of origin nothing while an asylum application or the reflection period is running.',
      nl: 'Zolang een asielaanvraag of de bedenktijd loopt, vraagt DT&V niets aan het land van herkomst.',
    },
    'excluded-assisted-return': {
      en: 'A person who leaves with the support of IOM ends their procedures (IOM, conditions of REAN).',
      nl: 'Wie met steun van IOM vertrekt, beëindigt de lopende procedures (IOM, voorwaarden van REAN).',
    },
  }),
);
