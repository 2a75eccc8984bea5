import type { Text } from '../trajectory/definitions/step.js';

/** What a message is about. It says that something is ready and where, never who (DOMAIN §8.8). */
export interface Subject {
  eventType: string;
  /** The title of the step or action, in both languages; null when its definition is gone. */
  title: Text | null;
  /** The trajectory's pseudonymous id. */
  trajectoryId: string;
}

type Phrase = (title: Text) => Text;

const phrases: Record<string, Phrase> = {
  'step-opened': ({ nl, en }) => ({ nl: `${nl} staat klaar`, en: `${en} is ready` }),
  'step-planned': ({ nl, en }) => ({ nl: `${nl} is gepland`, en: `${en} is planned` }),
  'step-reassigned': ({ nl, en }) => ({ nl: `${nl} wacht nu op u`, en: `${en} waits for you now` }),
  'step-withdrawn': ({ nl, en }) => ({ nl: `${nl} is vervallen`, en: `${en} has been withdrawn` }),
  'step-completed': ({ nl, en }) => ({ nl: `${nl} is gedaan`, en: `${en} has been done` }),
  'step-chased': ({ nl, en }) => ({ nl: `Opnieuw gevraagd: ${nl}`, en: `Asked for again: ${en}` }),
  'step-reminded': ({ nl, en }) => ({ nl: `Herinnering: ${nl} wacht`, en: `Reminder: ${en} is waiting` }),
  'step-overdue': ({ nl, en }) => ({ nl: `Te laat: ${nl}`, en: `Overdue: ${en}` }),
  'step-escalated': ({ nl, en }) => ({ nl: `Nog steeds niet gedaan: ${nl}`, en: `Still not done: ${en}` }),
};

/** What is said of events that are not about a step. */
const sentences: Record<string, Text> = {
  'transfer-offered': { nl: 'Een traject wordt u aangeboden', en: 'A trajectory is offered to you' },
  'transfer-revoked': {
    nl: 'Een aangeboden traject blijft waar het is',
    en: 'An offered trajectory stays where it is',
  },
  'trajectory-transferred': { nl: 'Een traject is overgedragen', en: 'A trajectory has been transferred' },
  'same-person-proposed': {
    nl: 'Misschien een tweede open traject van dezelfde persoon',
    en: 'Perhaps a second open trajectory of the same person',
  },
  'same-person-withdrawn': {
    nl: 'Toch geen tweede open traject van dezelfde persoon',
    en: 'No second open trajectory of the same person after all',
  },
  'duplicate-offered': {
    nl: 'Een dubbel traject wordt u aangeboden',
    en: 'A duplicate trajectory is offered to you',
  },
  'duplicate-revoked': {
    nl: 'Een aangeboden dubbel traject blijft open',
    en: 'A duplicate trajectory that was offered stays open',
  },
  'duplicate-proposed': {
    nl: 'Een ander traject sluit misschien als dubbel traject van dit traject',
    en: 'Another trajectory may close as a duplicate of this one',
  },
  'duplicate-cancelled': {
    nl: 'Het andere traject blijft toch open',
    en: 'The other trajectory stays open after all',
  },
  'duplicate-joined': {
    nl: 'Een dubbel traject is gesloten; het werk gaat hier verder',
    en: 'A duplicate trajectory has closed; the work goes on here',
  },
  'duplicate-reopened': {
    nl: 'Een dubbel traject is heropend en gaat apart verder',
    en: 'A duplicate trajectory was reopened and goes on by itself',
  },
  'trajectory-linked': { nl: 'Een ander traject is gekoppeld', en: 'Another trajectory was linked' },
  'trajectory-unlinked': { nl: 'Een koppeling is verwijderd', en: 'A link was removed' },
  'same-person-found': {
    nl: 'Nog een open traject van dezelfde persoon',
    en: 'Another open trajectory of the same person',
  },
};

/** What a mail adds for readers who do not meet it every day: what it means, and what to do. */
const explanations: Record<string, Text> = {
  'same-person-proposed': {
    nl: 'Een nummer dat is ingevuld, hoort bij dit traject en bij een ander open traject. Een collega controleert het nog.',
    en: 'A number that was entered belongs to this trajectory and to another open one. A colleague still checks it.',
  },
  'same-person-withdrawn': {
    nl: 'Het nummer dat ook bij een ander traject was ingevuld, klopte daar niet en is weggehaald. U hoeft niets te doen.',
    en: 'The number that was entered for another trajectory as well was wrong there and has been removed. You need not do anything.',
  },
  'duplicate-offered': {
    nl: 'Een andere gemeente denkt dat deze persoon ook bij u een open traject heeft. Open het bericht om het aanbod te aanvaarden of af te wijzen.',
    en: 'Another municipality thinks that this person has an open trajectory with you as well. Open the message to accept or refuse the offer.',
  },
  'same-person-found': {
    nl: 'Dit traject en een ander open traject hebben hetzelfde nummer. Is het andere traject van een andere gemeente? Bied dit traject dan aan als dubbel traject, of wacht op een aanbod. Klopt het nummer niet? Verwijder het dan.',
    en: 'This trajectory and another open one have the same number. Is the other one of another municipality? Then offer this one as a duplicate, or wait for an offer. Is the number wrong? Then remove it.',
  },
};

/** Whether a message of this kind is about a trajectory as a whole, and says all of it by its kind. */
export const isAboutNoStep = (eventType: string): boolean => Object.hasOwn(sentences, eventType);

const somethingChanged: Text = { nl: 'Er is iets gewijzigd in een traject', en: 'Something changed in a trajectory' };

function phrase({ eventType, title }: Subject): Text {
  if (!title) return sentences[eventType] ?? somethingChanged;
  return phrases[eventType]?.(title) ?? title;
}

/** One line, Dutch first. */
export function subjectLine(subject: Subject): string {
  const { nl, en } = phrase(subject);
  return `${nl} | ${en}`;
}

/** Where a person finds a trajectory: the screen, which leads through signing in and back. It names no more than the id. */
export function screenOf(trajectoryId: string, publicUrl: string): string {
  return `${publicUrl}/trajectories/${encodeURIComponent(trajectoryId)}`;
}

/** The body of a mail, in both languages. */
export function mailText(subject: Subject, publicUrl: string): string {
  const { nl, en } = phrase(subject);
  const where = screenOf(subject.trajectoryId, publicUrl);
  const more = explanations[subject.eventType];
  return [
    `${nl}.`,
    ...(more ? [more.nl] : []),
    `Log in en bekijk het traject: ${where}`,
    'In dit bericht staat met opzet niet om wie het gaat.',
    '',
    `${en}.`,
    ...(more ? [more.en] : []),
    `Sign in and look at the trajectory: ${where}`,
    'This message does not say who it is about, on purpose.',
    '',
  ].join('\n');
}
