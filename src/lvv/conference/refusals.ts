import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about the conference, the direction and the ladder. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'no-quorum': {
      en: 'There is no quorum without {missing:labels}.',
      nl: 'Zonder {missing:labels} is er geen quorum.',
    },
    'party-twice': { en: 'Name each party once.', nl: 'Noem elke partij één keer.' },
    'dissent-of-absent': {
      en: 'Only a party that was there can disagree.',
      nl: 'Alleen een partij die erbij was, kan het oneens zijn.',
    },
    'agreement-does-not-fit': {
      en: 'What was agreed does not fit yet. Look where it is marked.',
      nl: 'De afspraak past nog niet. Kijk waar dat staat aangegeven.',
    },
    'direction-after-admission': {
      en: 'A direction is agreed after admission. This person has not been admitted.',
      nl: 'Een richting spreekt u af na de toelating. Deze persoon is niet toegelaten.',
    },
    'escalated-already': {
      en: 'This has been with {level:label} since {since:day} ({question:text}).',
      nl: 'Dit ligt sinds {since:day} bij {level:label} ({question:text}).',
    },
    'no-ladder': {
      en: 'This municipality has no escalation levels. Put the case on the agenda of the conference again.',
      nl: 'Deze gemeente heeft geen escalatieniveaus. Zet de casus opnieuw op de agenda van het casusoverleg.',
    },
    'nothing-escalated': { en: 'Nothing is escalated here.', nl: 'Hier is niets opgeschaald.' },
    'other-level': {
      en: 'This is with {level:label} now. Choose that escalation level.',
      nl: 'Dit ligt nu bij {level:label}. Kies dat escalatieniveau.',
    },
    'level-form': {
      en: 'Use the name of an escalation level of the programme.',
      nl: 'Gebruik de naam van een escalatieniveau van het programma.',
    },
    'no-conference-open': {
      en: 'You give a position before a case conference or an escalation. Neither is open.',
      nl: 'Een standpunt geeft u voor een casusoverleg of een opschaling. Die staan nu niet open.',
    },
    'position-of-agency': { en: 'Only an agency gives a position.', nl: 'Alleen een partij geeft een standpunt.' },
    'no-case-conference': {
      en: 'This programme has no case conference. Enter what was agreed with {changeDirection:step}.',
      nl: 'Dit programma heeft geen casusoverleg. Leg de afspraak vast met {changeDirection:step}.',
    },
    'intake-first': {
      en: 'First hold the intake. Then the case can be discussed.',
      nl: 'Doe eerst de intake. Daarna kan de casus worden besproken.',
    },
  }),
);
