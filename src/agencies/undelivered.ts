import type { Language } from '../trajectory/language.js';
import type { Said } from '../trajectory/replayed/refusal.js';
import { refusalWords, sayingWith, wordsOf, type InWords } from '../trajectory/words/refusing.js';

/** Why a message did not arrive. It is recorded by its code; a coordinator reads the words. */
const undeliveredWords = wordsOf({
  'not-in-directory': {
    en: 'The configuration of the municipality does not have this agency. Ask the people who run Bestendig to add it.',
    nl: 'Deze partij staat niet in de configuratie van de gemeente. Vraag de beheerders van Bestendig om de partij toe te voegen.',
  },
  'address-gone': {
    en: 'The configuration no longer has the address for this message. Ask the people who run Bestendig to put it back.',
    nl: 'Het adres voor dit bericht staat niet meer in de configuratie. Vraag de beheerders van Bestendig om het terug te zetten.',
  },
  'address-not-public': {
    en: 'The address of the receiver is not public. The people who run Bestendig can allow it with BESTENDIG_WEBHOOKS_TO.',
    nl: 'Het adres van de ontvanger is niet openbaar. De beheerders van Bestendig kunnen het toestaan met BESTENDIG_WEBHOOKS_TO.',
  },
  'address-not-https': {
    en: 'The address of the receiver does not begin with https. Ask the people who run Bestendig to change it.',
    nl: 'Het adres van de ontvanger begint niet met https. Vraag de beheerders van Bestendig om het te wijzigen.',
  },
  'receiver-answered': {
    en: 'The system of the receiver did not take the message. It answered with code {status:number}.',
    nl: 'Het systeem van de ontvanger nam het bericht niet aan. Het antwoordde met code {status:number}.',
  },
  'receiver-silent': {
    en: 'The system of the receiver did not answer within {seconds:number} seconds.',
    nl: 'Het systeem van de ontvanger antwoordde niet binnen {seconds:number} seconden.',
  },
  'receiver-unreachable': {
    en: 'There was no connection to the system of the receiver. Give this code to the people who run Bestendig: {mark:text}.',
    nl: 'Er was geen verbinding met het systeem van de ontvanger. Geef deze code door aan de beheerders van Bestendig: {mark:text}.',
  },
  'mail-refused': {
    en: 'The mail server did not take the message. It answered: “{answer:text}”',
    nl: 'De mailserver nam het bericht niet aan. Het antwoord was: “{answer:text}”',
  },
  'mail-silent': {
    en: 'The mail server did not answer within {seconds:number} seconds.',
    nl: 'De mailserver antwoordde niet binnen {seconds:number} seconden.',
  },
  'mail-unreachable': {
    en: 'There was no connection to the mail server. Give this code to the people who run Bestendig: {mark:text}.',
    nl: 'Er was geen verbinding met de mailserver. Geef deze code door aan de beheerders van Bestendig: {mark:text}.',
  },
  undelivered: {
    en: 'The message could not be delivered. The reason is not known.',
    nl: 'Het bericht kon niet worden bezorgd. De reden is niet bekend.',
  },
});

const { says } = sayingWith(undeliveredWords);
export { says as saysOfDelivery };

/** A message did not arrive. It tells nothing of the network. */
export class Undelivered extends Error {
  override name = 'Undelivered';
  readonly said: Said;
  /** Whether trying again is of no use. */
  readonly final: boolean;
  constructor(said: Said, { final = false, cause }: { final?: boolean; cause?: unknown } = {}) {
    super(said.because, { cause });
    this.said = said;
    this.final = final;
  }
}

/** What is recorded of a delivery that failed with this, and whether trying again is of no use. */
export function failureOf(error: unknown): { said: Said; final: boolean } {
  const { said, final } = error instanceof Undelivered ? error : new Undelivered(says('undelivered'));
  return { said, final };
}

/** Which error it was, by the code that Node or a library gives it: never its text, which may name anything. */
export function markOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return [code, name].find((one): one is string => typeof one === 'string') ?? 'Error';
}

/** Why a message did not arrive, with its words. A code that has no words any more still says what happened. */
export function whyUndelivered(recorded: Said, inWords: InWords, language: Language): Said & { detail: string } {
  const known = refusalWords().has(recorded.because);
  return { ...recorded, detail: inWords(known ? recorded : says('undelivered'), language) };
}
