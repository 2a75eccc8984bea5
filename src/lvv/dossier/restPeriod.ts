import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { calendarDays } from '../../trajectory/terms/deadlines.js';
import { agencies } from '../agencies.js';
import { count, defineStep, field, setFacts, tell, type TrajectoryView } from '../define.js';
import { lastDayFrom } from '../casework/days.js';
import { dossierIsComplete, dossierOf, restUntilFact } from './dossierFact.js';
import { guidance, pastDay, reason } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { admissionFact } from '../admission/admissionFact.js';
import { refuse, says } from './refusals.js';

/** The last day of the rest that runs from this day, by the term that holds in this programme. */
export function restIsOverOn(t: TrajectoryView, from: string): string {
  return lastDayFrom(from, t.step('rest-period')?.terms?.target ?? calendarDays(14));
}

/** The rest period (rusttermijn): 14 days that start when the dossier is there (DOMAIN §2.4). It decides nothing. */
export const restPeriod = defineStep({
  name: 'rest-period',
  title: { en: 'Rest period', nl: 'Rusttermijn' },
  description: {
    en: 'Fourteen days of rest from the day on which the dossier is complete. A person ends it. It can end earlier only when all concerned agree: fill in who agreed and why.',
    nl: 'Veertien dagen rust vanaf de dag waarop het dossier compleet is. Een medewerker sluit de rusttermijn af. Eerder kan alleen als de betrokkenen dat goed vinden: vul in met wie en waarom.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'municipality:intake-officer'],
  // The last part of the dossier opens it, counted from its delivery; here is what opens it where no dossier is asked for.
  opensWhen: (t) => {
    const undecided = t.fact(admissionFact) === undefined || Object.keys(dossierOf(t)).length > 0;
    return t.isCompleted('intake') && dossierIsComplete(t) && undecided && t.fact(admissionFact) !== 'refused';
  },
  repeatable: false,
  terms: { target: calendarDays(14), fatal: calendarDays(21), remind: [calendarDays(13)], escalate: calendarDays(28) },
  // What follows is the conference: the parties hear that they can prepare for it.
  tells: { opened: [], completed: ['ngo', 'ind', 'dtv'] },
  shows: {
    dossier: {
      title: { en: 'Dossier', nl: 'Dossier' },
      purpose: { en: 'To know which dossiers have been delivered.', nl: 'Om te weten welke dossiers er zijn.' },
      audience: ['municipality', 'ngo', 'ind', 'dtv'],
      parts: {
        deliveredOn: { en: 'Delivered on', nl: 'Geleverd op' },
        known: { en: 'Known', nl: 'Bekend' },
      },
    },
    restUntil: {
      title: { en: 'Rest until', nl: 'Rusttermijn tot' },
      purpose: {
        en: 'To leave the person the rest that is theirs.',
        nl: 'Om de deelnemer de rust te geven die is afgesproken.',
      },
      audience: ['municipality', 'ngo', 'ind', 'dtv'],
    },
  },
  input: z.strictObject({
    endedOn: field(pastDay({ notBefore: ['receivedOn', 'dossierOn'] }).optional(), {
      title: { en: 'Ended on', nl: 'Geëindigd op' },
      purpose: {
        en: 'To count how long it takes until a case can be discussed. Left empty it is today.',
        nl: 'Om te tellen hoe lang het duurt tot u het traject kunt bespreken. Laat u dit leeg, dan is het vandaag.',
      },
      audience: guidance,
    }),
    agreedBy: field(
      z
        .array(oneOf(['person', ...agencies]))
        .max(agencies.length + 1)
        .optional(),
      {
        title: { en: 'Who agreed to a shorter rest', nl: 'Wie met een kortere rust instemt' },
        purpose: {
          en: 'To show that the person agreed. The rest is theirs, and is shortened only then.',
          nl: 'Om te laten zien dat de deelnemer het goedvindt. De rust is van de deelnemer en wordt alleen dan korter.',
        },
        audience: guidance,
      },
    ),
    reason: reason.optional(),
  }),
  example: { agreedBy: ['person', 'ngo'], reason: 'The person asks to be discussed in the meeting of this week.' },
  decide: (t, input) => {
    const today = dayOf(t.now);
    const { agreedBy = [] } = input;
    const endedOn = input.endedOn ?? today;
    const opened = t.state.openSteps.find(({ step }) => step === 'rest-period');
    const until = t.fact(restUntilFact) ?? restIsOverOn(t, opened ? dayOf(opened.openedAt) : today);
    if (endedOn < until && (agreedBy.length === 0 || input.reason === undefined)) {
      const errors = [
        ...(agreedBy.length === 0 ? [{ pointer: '/agreedBy', ...says('who-agreed') }] : []),
        ...(input.reason === undefined ? [{ pointer: '/reason', ...says('why-shortened') }] : []),
      ];
      throw refuse('invalid-input', 'rest-runs-until', { until }, { errors });
    }
    // They prepare the conference from now on, also those that had no part so far.
    return [setFacts(restUntilFact.set(until)), count({ restEndedOn: endedOn }), tell('ngo', 'ind', 'dtv')];
  },
});
