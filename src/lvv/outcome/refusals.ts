import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about outcomes, endings and reopening. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'outcome-waits': {
      en: 'An outcome waits for a check by a colleague. First perform {check:step}.',
      nl: 'Een uitkomst wacht op controle door een collega. Voer eerst {check:step} uit.',
    },
    'outcome-stands': {
      en: 'The outcome {outcome:label} is registered. Perform {followUp:step} to close or undo it.',
      nl: 'De uitkomst {outcome:label} is vastgelegd. Voer {followUp:step} uit om af te sluiten of de uitkomst terug te draaien.',
    },
    'not-of-undecided': {
      en: 'The outcome {outcome:label} does not fit: admission has not been decided. Choose {fitting:labels}.',
      nl: 'De uitkomst {outcome:label} past niet: over de toelating is nog niet besloten. Kies {fitting:labels}.',
    },
    'not-of-participant': {
      en: 'The outcome {outcome:label} does not fit a participant. Choose {fitting:labels}.',
      nl: 'De uitkomst {outcome:label} past niet bij een deelnemer. Kies {fitting:labels}.',
    },
    'not-of-refused': {
      en: 'The outcome {outcome:label} does not fit: this person was refused. Choose {fitting:labels}.',
      nl: 'De uitkomst {outcome:label} past niet: deze persoon is geweigerd. Kies {fitting:labels}.',
    },
    'admitted-from': {
      en: 'This person was admitted from {day:day}. Enter that day or a later one, or first correct the decision on admission.',
      nl: 'Deze persoon is toegelaten vanaf {day:day}. Vul die dag in of een latere, of verbeter eerst het besluit over de toelating.',
    },
    'no-proposed-outcome': {
      en: 'There is no proposed outcome to check.',
      nl: 'Er is geen voorgestelde uitkomst om te controleren.',
    },
    'no-outcome-to-follow': { en: 'There is no outcome to follow up.', nl: 'Er is nog geen uitkomst voor de nazorg.' },
    'admission-was-decided': {
      en: 'Admission was decided. Register the outcome with {registration:step}.',
      nl: 'Over de toelating is al besloten. Leg de uitkomst vast met {registration:step}.',
    },
    'refused-not-withdrawn': {
      en: 'This person was not admitted, so there is nothing to withdraw from. Register the outcome {outcome:label}.',
      nl: 'Deze persoon is niet toegelaten. Terugtrekken kan dus niet. Leg de uitkomst {outcome:label} vast.',
    },
    'closed-as-duplicate': {
      en: 'This was closed as a duplicate. The work goes on in another trajectory.',
      nl: 'Dit is afgesloten als dubbel. Het werk gaat verder in een ander traject.',
    },
    'ground-of-duplicate': {
      en: 'Are these two persons after all? Choose {grounds:labels}.',
      nl: 'Zijn dit toch twee personen? Kies {grounds:labels}.',
    },
    'step-twice': {
      en: 'The step {step:step} is named twice. Name it once.',
      nl: 'De stap {step:step} staat er twee keer. Noem de stap één keer.',
    },
    'steps-not-repeated': {
      en: 'These steps cannot be repeated. Look where it is marked.',
      nl: 'Deze stappen kunnen niet nog een keer. Kijk waar dat staat aangegeven.',
    },
  }),
);
