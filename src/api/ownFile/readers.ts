import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import type { Text } from '../../trajectory/language.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { activityIn, type ActivityName } from '../access/activities.js';

/** What is about how things are set up, or about staff: nobody looks into a person's file by it. */
type OfNoPerson = Extract<
  ActivityName,
  'catalogue:read' | 'configuration:read' | 'directory:read' | `delegation:${string}` | `self:${string}`
>;

/** What someone saw of it who came to nothing more, as when it was refused. */
export const looked: Text = { en: 'Looked in the file', nl: 'Keek in het dossier' };

/** What someone who looked in a file did, in words for the person whom it is about. */
const titles: Record<Exclude<ActivityName, OfNoPerson>, Text> = {
  'trajectory:refer': { en: 'Referred you', nl: 'Heeft u aangemeld' },
  'trajectory:list': { en: 'Saw you in a list', nl: 'Zag u in een lijst' },
  'trajectory:read': looked,
  'trajectory:command': { en: 'Worked in the file', nl: 'Werkte in het dossier' },
  'trajectory:perform': { en: 'Worked in the file', nl: 'Werkte in het dossier' },
  'trajectory:answer-offer': { en: 'Answered an offer', nl: 'Beantwoordde een aanbod' },
  'trajectory:export': { en: 'Made a copy of the file for you', nl: 'Maakte een kopie van het dossier voor u' },
  'trajectory:hold': { en: 'Decided to keep the file longer', nl: 'Besloot om het dossier langer te bewaren' },
  'trajectory:end-hold': {
    en: 'Decided not to keep the file longer',
    nl: 'Besloot om het dossier niet langer te bewaren',
  },
  'trajectory:own-reference': {
    en: 'Wrote down its own reference for the file',
    nl: 'Noteerde een eigen kenmerk bij het dossier',
  },
  'task:list': { en: 'Saw you in a work list', nl: 'Zag u in een werklijst' },
  'agenda:list': { en: 'Saw you on the agenda of a meeting', nl: 'Zag u op de agenda van een overleg' },
  'notification:list': { en: 'Saw which messages we sent', nl: 'Zag welke berichten wij hebben verstuurd' },
  'notification:redeliver': { en: 'Sent a message again', nl: 'Stuurde een bericht opnieuw' },
  'figures:read': { en: 'Saw you in an overview', nl: 'Zag u in een overzicht' },
  'log:read': { en: 'Saw who looked in the file', nl: 'Zag wie in het dossier keek' },
  'erasure:list': { en: 'Saw that the file may be erased', nl: 'Zag dat het dossier gewist mag worden' },
  'erasure:propose': { en: 'Proposed to erase the file', nl: 'Stelde voor om het dossier te wissen' },
  'erasure:approve': { en: 'Decided to erase the file', nl: 'Besloot om het dossier te wissen' },
  'erasure:reject': { en: 'Decided not to erase the file', nl: 'Besloot om het dossier niet te wissen' },
  'payload:decode': { en: 'Looked in the technical record', nl: 'Keek in de technische vastlegging' },
};

/** Of what no definition is left, and of what came to nothing before it was known what it was. */
const something: Text = { en: 'Did something in the file', nl: 'Deed iets in het dossier' };

/** @param activity as the access log has it: `trajectory.read`, or `trajectory.` and the name of a step or action */
export function activityTitle(activity: string, definitions: readonly (Step | Action)[]): Text {
  const asked = activityIn(activity);
  if (Object.hasOwn(titles, asked)) return titles[asked as keyof typeof titles];
  const definition = definitionNamed(definitions, activity.slice(activity.indexOf('.') + 1));
  if (!definition) return something;
  if (definition.kind === 'action') return definition.done;
  const { en, nl } = definition.title;
  return { en: `Filled in: ${en}`, nl: `Ingevuld: ${nl}` };
}
