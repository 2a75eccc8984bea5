import type { Text } from '../trajectory/step.js';

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
  'same-person-found': {
    nl: 'Nog een open traject van dezelfde persoon',
    en: 'Another open trajectory of the same person',
  },
};

/** What a mail adds for readers who do not meet it every day: what it means, and what to do. */
const explanations: Record<string, Text> = {
  'same-person-proposed': {
    nl: 'Een V-nummer dat is ingevuld, hoort bij dit traject en bij een ander open traject. Een collega controleert het nog.',
    en: 'An aliens number that was entered belongs to this trajectory and to another open one. A colleague still checks it.',
  },
  'same-person-found': {
    nl: 'Dit traject en een ander open traject hebben hetzelfde V-nummer. Vraag de landelijke coördinator welk traject verdergaat. Klopt het V-nummer niet? Verwijder het dan.',
    en: 'This trajectory and another open one have the same aliens number. Ask the national coordinator which of them goes on. Is the number wrong? Then remove it.',
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
