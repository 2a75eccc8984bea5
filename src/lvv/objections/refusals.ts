import { sayingWith, wordsOf } from '../../trajectory/words/refusing.js';

/** What is refused about objections. */
export const { refuse, mistake, says, fault } = sayingWith(
  wordsOf({
    'objections-not-followed': {
      en: 'This programme does not follow objections: it has no step for the decision.',
      nl: 'Dit programma volgt geen bezwaren: er is geen stap voor het besluit op bezwaar.',
    },
    'not-refused-admission': {
      en: 'Admission was not refused here, so nobody can object to that.',
      nl: 'De toelating is hier niet geweigerd. Bezwaar daartegen kan dus niet.',
    },
    'objection-lodged-on': {
      en: 'The objection was lodged on {day:day}. Enter that day or a later one.',
      nl: 'Het bezwaar is ingediend op {day:day}. Vul die dag in of een latere.',
    },
    'objection-entered-already': {
      en: 'The objection {reference:text} was entered already and has not been decided.',
      nl: 'Het bezwaar {reference:text} is al ingevuld. Daarop is nog niet beslist.',
    },
    'most-objections': {
      en: 'There are {most:number} objections already. Enter what was decided on them first.',
      nl: 'Er lopen al {most:number} bezwaren. Leg eerst vast wat daarop is beslist.',
    },
    'admitted-from-only-reversed': {
      en: 'Leave this out. Only a refusal of admission that is reversed has a day of admission.',
      nl: 'Laat dit weg. Alleen als een weigering van de toelating is teruggedraaid, is er een dag van toelating.',
    },
    'admitted-from-at-most': {
      en: 'The decision was taken on {day:day}. Enter that day or an earlier one.',
      nl: 'Het besluit is van {day:day}. Vul die dag in of een eerdere.',
    },
    'which-objection': {
      en: 'Say which objection was decided. These are running: {running:text}.',
      nl: 'Geef aan op welk bezwaar is beslist. Deze bezwaren lopen: {running:text}.',
    },
    'no-objection-runs': { en: 'No objection is running here.', nl: 'Er loopt hier geen bezwaar.' },
    'objected-to': {
      en: 'An objection is running that the outcome {outcome:label} depends on ({reference:text}, lodged on {lodgedOn:day}). First enter the decision on it, with {decision:step}.',
      nl: 'Er loopt een bezwaar waar de uitkomst {outcome:label} van afhangt ({reference:text}, ingediend op {lodgedOn:day}). Leg eerst het besluit daarop vast, met {decision:step}.',
    },
  }),
);
