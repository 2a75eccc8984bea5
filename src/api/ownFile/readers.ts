import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import type { Text } from '../../trajectory/language.js';
import type { ActionName } from '../../trajectory/replayed/policy.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';

/** What someone who looked in a file did, in words for the person whom it is about. */
const titles: Partial<Record<ActionName, Text>> = {
  'trajectory:refer': { en: 'Referred you', nl: 'Heeft u aangemeld' },
  'trajectory:list': { en: 'Saw it in a list', nl: 'Zag het in een lijst' },
  'trajectory:read': { en: 'Looked in the file', nl: 'Keek in het dossier' },
  'trajectory:command': { en: 'Worked in the file', nl: 'Werkte in het dossier' },
  'trajectory:perform': { en: 'Worked in the file', nl: 'Werkte in het dossier' },
  'trajectory:answer-offer': { en: 'Answered an offer', nl: 'Beantwoordde een aanbod' },
  'trajectory:export': { en: 'Made a copy of the file for you', nl: 'Maakte een kopie van het dossier voor u' },
  'trajectory:hold': { en: 'Decided whether it is kept longer', nl: 'Besliste of het langer wordt bewaard' },
  'task:list': { en: 'Saw it in a list of work', nl: 'Zag het in een werklijst' },
  'agenda:list': { en: 'Saw it on the agenda of a meeting', nl: 'Zag het op de agenda van een overleg' },
  'notification:list': { en: 'Saw which messages were sent', nl: 'Zag welke berichten zijn verstuurd' },
  'notification:redeliver': { en: 'Sent a message again', nl: 'Stuurde een bericht opnieuw' },
  'erasure:list': { en: 'Saw that it may be erased', nl: 'Zag dat het gewist mag worden' },
  'erasure:propose': { en: 'Proposed to erase it', nl: 'Stelde voor om het te wissen' },
  'payload:decode': { en: 'Looked in the technical record', nl: 'Keek in de technische vastlegging' },
};

/** @param activity as the access log has it: `trajectory.read`, or `trajectory.` and the name of a step or action */
export function activityTitle(activity: string, definitions: readonly (Step | Action)[]): Text {
  const known = titles[activity.replace('.', ':') as ActionName];
  if (known) return known;
  const name = activity.slice(activity.indexOf('.') + 1);
  return definitionNamed(definitions, name)?.title ?? { en: activity, nl: activity };
}
