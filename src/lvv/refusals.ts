import { sayingWith, wordsOf } from '../trajectory/words/refusing.js';

/** What several subjects refuse in the same words. */
export const { refuse, mistake, says } = sayingWith(
  wordsOf({
    'step-not-repeatable': {
      en: 'The step {step:step} cannot be repeated in this programme.',
      nl: 'De stap {step:step} kan in dit programma niet nog een keer.',
    },
    'step-not-done-yet': {
      en: 'The step {step:step} has not been done yet. It opens by itself when its time comes.',
      nl: 'De stap {step:step} is nog niet gedaan. De stap gaat vanzelf open.',
    },
    'choose-agency-for-step': {
      en: 'Choose {able:agencies} for the step {step:step}.',
      nl: 'Kies {able:agencies} voor de stap {step:step}.',
    },
    'admission-refused-on': {
      en: 'Admission was refused on {day:day}. Enter that day or a later one.',
      nl: 'De toelating is geweigerd op {day:day}. Vul die dag in of een latere.',
    },
  }),
);
