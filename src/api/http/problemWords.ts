import { wordsOf } from '../../trajectory/words/refusing.js';

/** What the API itself answers no with. */
export const problemWords = wordsOf({
  'nothing-here': {
    en: 'There is nothing here, or you have no access to it.',
    nl: 'Hier is niets, of u hebt er geen toegang toe.',
  },
  'no-such-address': {
    en: 'There is nothing at {path:text}. The addresses are in /v1/openapi.json.',
    nl: 'Er is niets op {path:text}. De adressen staan in /v1/openapi.json.',
  },
  'address-not-encoded-right': {
    en: 'The address is not encoded correctly.',
    nl: 'Het adres is niet goed geschreven.',
  },
  'no-such-method': {
    en: '{method:text} does not exist here. Use {allowed:text}.',
    nl: '{method:text} bestaat hier niet. Gebruik {allowed:text}.',
  },
  'unknown-cursor': {
    en: 'This API did not hand out this cursor. Begin again without it.',
    nl: 'Deze cursor komt niet van deze API. Begin opnieuw zonder cursor.',
  },
  'still-reading': {
    en: 'Bestendig has just started and is still reading the register. Try again in a moment.',
    nl: 'Bestendig is net gestart en leest het register nog in. Probeer het zo nog eens.',
  },
  'register-away': {
    en: 'The register does not answer now. Nothing is lost. Try again in a moment.',
    nl: 'Het register antwoordt nu niet. Er is niets verloren. Probeer het zo nog eens.',
  },
  'keys-away': {
    en: 'Personal data cannot be opened now. Nothing is lost. Send the same again in a moment.',
    nl: 'Persoonsgegevens zijn nu niet te openen. Er is niets verloren. Probeer het zo nog eens.',
  },
  unexpected: {
    en: 'Something went wrong in Bestendig. It has been logged, and nothing is lost.',
    nl: 'Er ging iets mis in Bestendig. Het staat in het logboek en er is niets verloren.',
  },
  'body-too-large': {
    en: 'The body may have {limit:number} bytes at most.',
    nl: 'De inhoud mag hoogstens {limit:number} bytes groot zijn.',
  },
  'not-utf-8': { en: 'Send JSON in UTF-8.', nl: 'Stuur JSON in UTF-8.' },
  'not-json-type': {
    en: 'Send the body as application/json, in UTF-8.',
    nl: 'Stuur de inhoud als application/json, in UTF-8.',
  },
  'unreadable-json': { en: 'The body is not JSON that can be read.', nl: 'De inhoud is geen leesbare JSON.' },
  'unreadable-request': {
    en: 'The request cannot be read. Check its body, length and encoding.',
    nl: 'De aanvraag is niet te lezen. Controleer de inhoud, de lengte en de codering.',
  },
  'needs-body': { en: 'A JSON body is needed.', nl: 'Er is inhoud in JSON nodig.' },
  'headers-too-large': {
    en: 'The address and the headers may have 16 kB together.',
    nl: 'Het adres en de headers mogen samen 16 kB groot zijn.',
  },
  'request-too-slow': {
    en: 'The request did not come in completely in time. Send it again.',
    nl: 'De aanvraag kwam niet op tijd helemaal binnen. Stuur de aanvraag opnieuw.',
  },
  'not-signed-in-at-provider': {
    en: 'Signing in did not succeed. Begin again at /auth/sign-in.',
    nl: 'Inloggen is niet gelukt. Begin opnieuw op /auth/sign-in.',
  },
  'not-http': { en: 'This is not an HTTP request that can be read.', nl: 'Dit is geen leesbare HTTP-aanvraag.' },
});
