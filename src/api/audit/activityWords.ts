import { definitionNamed } from '../../trajectory/definitions/formerNames.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import type { Text } from '../../trajectory/language.js';
import { activityIn, type ActivityName } from '../access/activities.js';

/** What the access log calls each thing that it says was done. */
const activities: Record<ActivityName, Text> = {
  'trajectory:refer': { en: 'Refer a person', nl: 'Een persoon aanmelden' },
  'trajectory:list': { en: 'See trajectories in a list', nl: 'Trajecten in een lijst zien' },
  'trajectory:read': { en: 'Read a trajectory', nl: 'Een traject lezen' },
  'trajectory:command': { en: 'Change a trajectory', nl: 'Een traject wijzigen' },
  'trajectory:perform': { en: 'Perform a step', nl: 'Een stap uitvoeren' },
  'trajectory:answer-offer': { en: 'Answer the offer of a trajectory', nl: 'Het aanbod van een traject beantwoorden' },
  'trajectory:export': { en: 'Give a person their own file', nl: 'Een persoon het eigen dossier geven' },
  'trajectory:hold': { en: 'Keep a trajectory longer', nl: 'Een traject langer bewaren' },
  'trajectory:end-hold': { en: 'No longer keep a trajectory longer', nl: 'Een traject niet langer bewaren' },
  'trajectory:own-reference': { en: 'Set one’s own reference', nl: 'Het eigen kenmerk instellen' },
  'task:list': { en: 'See the work list', nl: 'De werklijst zien' },
  'agenda:list': { en: 'See the agenda of a meeting', nl: 'De agenda van een overleg zien' },
  'notification:list': { en: 'See which messages were sent', nl: 'Zien welke berichten zijn verstuurd' },
  'notification:redeliver': { en: 'Send a message again', nl: 'Een bericht opnieuw versturen' },
  'figures:read': { en: 'Read the figures', nl: 'De cijfers lezen' },
  'catalogue:read': { en: 'Read how the steps are set up', nl: 'Lezen hoe de stappen zijn ingericht' },
  'self:read': { en: 'Read one’s own settings', nl: 'De eigen instellingen lezen' },
  'self:write': { en: 'Change one’s own settings', nl: 'De eigen instellingen wijzigen' },
  'directory:read': { en: 'See how agencies are reached', nl: 'Zien hoe de partijen worden bereikt' },
  'configuration:read': { en: 'Read the configuration', nl: 'De configuratie lezen' },
  'log:read': { en: 'Read the access log', nl: 'Het logboek van inzage lezen' },
  'erasure:list': { en: 'See what may be erased', nl: 'Zien wat gewist mag worden' },
  'erasure:propose': { en: 'Propose an erasure', nl: 'Voorstellen om te wissen' },
  'erasure:approve': { en: 'Approve an erasure', nl: 'Wissen goedkeuren' },
  'erasure:reject': { en: 'Reject an erasure', nl: 'Wissen afwijzen' },
  'delegation:list': { en: 'See who acts for whom', nl: 'Zien wie wie vervangt' },
  'delegation:give': { en: 'Let a colleague act', nl: 'Een collega laten vervangen' },
  'delegation:end': { en: 'End a delegation', nl: 'Een vervanging beëindigen' },
  'delegation:use': { en: 'Act for a colleague', nl: 'Een collega vervangen' },
  'payload:decode': { en: 'Open the technical record', nl: 'De technische vastlegging openen' },
};

/**
 * Returns what an activity is called; undefined for a request that was refused before the policy was asked, which has the name
 * of its operation only.
 * @param activity as the access log has it: `trajectory.read`, or `trajectory.` and the name of a step or action
 */
export function activityInWords(activity: string, definitions: readonly (Step | Action)[]): Text | undefined {
  const asked = activityIn(activity);
  if (Object.hasOwn(activities, asked)) return activities[asked as ActivityName];
  return definitionNamed(definitions, activity.slice(activity.indexOf('.') + 1))?.title;
}
