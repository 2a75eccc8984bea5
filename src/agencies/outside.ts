import type { Subject } from './message.js';
import { titleFor, type Addressee, type StepNames } from './names.js';

/** The kind of every message that may not say what it is about. */
const changed: Subject = { eventType: 'changed', step: null, title: null };

/**
 * What a mail or webhook may say of a message. More people look into a shared mailbox, and into the systems behind a
 * webhook, than may sign in: so a step in a compartment is named there to no one, and all such messages are alike, whatever
 * happened to it. The same holds for what the definitions do not know (any more).
 */
export function outsideOf(
  names: StepNames,
  { eventType, step, agency, municipality }: Omit<Subject, 'title'> & Addressee,
): Subject {
  if (names.words.told(eventType)) return { eventType, step, title: null };
  const title = names.isNamedOutside(step) ? titleFor(names, { agency, municipality, step }) : null;
  return title === null ? changed : { eventType, step, title };
}
