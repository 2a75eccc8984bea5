import type { Text } from '../trajectory/language.js';
import { eventWithStep } from '../trajectory/reading/names.js';
import { titleFor, type Addressee, type StepNames } from './names.js';

/** What a message is about. It says what happened and where to look, never to whom (DOMAIN §8.8). */
export interface Subject {
  eventType: string;
  /** The step that it happened to, or the action itself. */
  step: string | null;
  /** What that is called; null when it may not be named, or when its definition is gone. */
  title: Text | null;
}

const somethingChanged: Text = { nl: 'Er is iets gewijzigd in een traject', en: 'Something changed in a trajectory' };

/** Returns in both languages what a message says: made of the words of its event, each time that it is shown or sent. */
export function subjectOf({ words }: StepNames, { eventType, step, title }: Subject): Text {
  const told = words.told(eventType);
  if (told) return told;
  if (title === null) return somethingChanged;
  return eventWithStep(words.event(eventType), step === eventType ? undefined : title);
}

/** Returns what a message says to people who are signed in; what is delivered outside may say less (`outsideOf`). */
export function subjectFor(
  names: StepNames,
  { eventType, step, agency, municipality }: Omit<Subject, 'title'> & Addressee,
): Text {
  return subjectOf(names, { eventType, step, title: titleFor(names, { agency, municipality, step }) });
}

/** One line, Dutch first. */
export function subjectLine(names: StepNames, subject: Subject): string {
  const { nl, en } = subjectOf(names, subject);
  return `${nl} | ${en}`;
}

/** Where a person finds a trajectory: the screen, which leads through signing in and back. It names no more than the id. */
export function screenOf(trajectoryId: string, publicUrl: string): string {
  return `${publicUrl}/trajectories/${encodeURIComponent(trajectoryId)}`;
}

/** The body of a mail, in both languages. @param where the address of the screen */
export function mailText(names: StepNames, subject: Subject, where: string): string {
  const { nl, en } = subjectOf(names, subject);
  const more = names.words.meaning(subject.eventType);
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
