import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { latestDayBefore } from '../../trajectory/terms/deadlines.js';
import { defineAction, field, openAgain, setFacts, tell, type Consequence, typed } from '../define.js';
import { everyone, futureDay, reason } from '../casework/fields.js';
import { lvvRules } from '../rules.js';
import { agendaFact } from './conferenceFacts.js';
import { refuse } from './refusals.js';

/** Puts a case on the agenda of a meeting: cases wait in a queue, and a meeting has room for so many (DOMAIN §0.4, §8.3). */
export const scheduleConference = defineAction({
  name: 'schedule-conference',
  title: { en: 'Put on the agenda', nl: 'Agenderen voor het casusoverleg' },
  done: { en: 'Put on the agenda', nl: 'Geagendeerd voor het casusoverleg' },
  group: actionGroups.directing,
  description: {
    en: 'Puts the case on the agenda of the case conference of a day. The parties are told, and until when they can give a position.',
    nl: 'Zet de casus op de agenda van het casusoverleg van een dag. De partijen krijgen bericht, met de dag waarop hun standpunt er moet zijn.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  tells: { done: ['ngo', 'ind', 'dtv'] },
  shows: {
    agenda: {
      title: { en: 'On the agenda', nl: 'Geagendeerd' },
      purpose: { en: 'To prepare the meeting.', nl: 'Om het overleg voor te bereiden.' },
      audience: everyone,
      parts: { positionsBy: { en: 'Positions due by', nl: 'Standpunten uiterlijk' } },
    },
  },
  input: z.strictObject({
    meetingOn: field(futureDay(), {
      title: { en: 'Day of the meeting', nl: 'Dag van het overleg' },
      purpose: {
        en: 'To prepare the meeting, and to see how full it is.',
        nl: 'Om het overleg voor te bereiden, en te zien hoe vol het is.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { meetingOn: '2027-01-14', reason: 'First meeting with room.' },
  offeredWhen: (t) => t.canOpen('case-conference') && t.isCompleted('intake'),
  decide: (t, input) => {
    if (!t.canOpen('case-conference')) {
      throw refuse('conflict', 'no-case-conference', { changeDirection: 'change-direction' });
    }
    if (!t.isCompleted('intake')) throw refuse('conflict', 'intake-first');
    const positionsBy = latestDayBefore(input.meetingOn, lvvRules.of(t.rules).conference.positionsBefore);
    // Whoever sits in the conference is brought in, to prepare it.
    const onAgenda: Consequence[] = [
      setFacts(agendaFact.set({ meetingOn: input.meetingOn, positionsBy })),
      tell('ngo', 'ind', 'dtv'),
    ];
    return t.isOpen('case-conference')
      ? onAgenda
      : [...onAgenda, openAgain('case-conference', typed(input.reason), input.meetingOn)];
  },
});
