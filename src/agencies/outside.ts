import type { Text } from '../trajectory/definitions/step.js';
import type { Agency } from '../trajectory/replayed/state.js';
import { isAboutNoStep } from './message.js';
import { titleFor, type StepNames } from './names.js';

/** What of a message leaves the system. */
export interface Outside {
  eventType: string;
  step: string | null;
  title: Text | null;
}

/** The kind of every message that may not say what it is about. */
const changed: Outside = { eventType: 'changed', step: null, title: null };

/**
 * What a mail or webhook may say of a message. More people look into a shared mailbox, and into the systems behind a
 * webhook, than may sign in: so a step in a compartment is named there to no one, and all such messages are alike, whatever
 * happened to it. The same holds for what the definitions do not know (any more).
 */
export function outsideOf(
  names: StepNames,
  { eventType, step, agency, municipality }: Pick<Outside, 'eventType' | 'step'> & Addressee,
): Outside {
  if (isAboutNoStep(eventType)) return { eventType, step, title: null };
  const title = names.isNamedOutside(step) ? titleFor(names, { agency, municipality, step }) : null;
  return title === null ? changed : { eventType, step, title };
}

interface Addressee {
  agency: Agency;
  municipality: string;
}
