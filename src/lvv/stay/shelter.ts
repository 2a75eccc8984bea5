import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { mustNotBeHeld } from '../casework/stopCauses.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { count, countFrom, defineAction, field, setFacts, tell, yes, type AgencyRole } from '../define.js';
import { guidance, pastDay, purposes, reason, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { admissionFact, admittedOnFact, refusedOnFact } from '../admission/admissionFact.js';
import { mistake, refuse } from './refusals.js';

/** On what it rests that someone has a place. Whether they were admitted is another matter, and a figure of its own. */
export const shelterBases = ['before-admission', 'admitted', 'court-order'] as const;

interface Shelter {
  from: string;
  basis: (typeof shelterBases)[number];
}

/** Ends of shelter that are not the person's own doing: they wait while a court has ordered that it goes on. */
const takesAway: readonly string[] = ['decision', 'other'];

export const shelterFact = fact<Shelter>('shelter');

const whoKnows: AgencyRole[] = ['municipality:case-director', 'municipality:intake-officer', 'ngo:counsellor'];

/**
 * Someone has a place. Shelter before admission is a status of its own and admits nobody: added to those admitted, it made
 * the figures of 2019 useless (DOMAIN §0.3, §2.3, §8.2). Where the place is, is never recorded (§8.8).
 */
export const startShelter = defineAction({
  name: 'start-shelter',
  title: { en: 'Start shelter', nl: 'Opvang laten ingaan' },
  done: { en: 'Shelter started', nl: 'Opvang ingegaan' },
  group: actionGroups.blockers,
  description: {
    en: 'The person has a place from this day on. That is not admission. Where the place is, is not entered here.',
    nl: 'De deelnemer heeft vanaf deze dag een plek. Dat is geen toelating. Leg hier niet vast waar de plek is.',
  },
  performedBy: whoKnows,
  // Everyone who is sheltered is made known to DT&V (DOMAIN §1).
  shows: {
    shelter: {
      title: { en: 'Shelter', nl: 'Opvang' },
      purpose: {
        en: 'To know whether the person has a place, and since when.',
        nl: 'Om te weten of de deelnemer een plek heeft, en sinds wanneer.',
      },
      audience: ['municipality', 'ngo', 'dtv'],
    },
  },
  tells: { done: ['municipality', 'dtv'] },
  input: z.strictObject({
    from: field(pastDay(), {
      title: { en: 'From', nl: 'Vanaf' },
      purpose: purposes.sheltered,
      audience: guidance,
    }),
    basis: field(oneOf(shelterBases), {
      title: { en: 'On what basis', nl: 'Op welke basis' },
      purpose: {
        en: 'To count who is sheltered before admission apart from who is admitted.',
        nl: 'Om wie vóór toelating wordt opgevangen apart te tellen van wie is toegelaten.',
      },
      audience: guidance,
    }),
    order: reference(
      { en: "Reference of the court's decision", nl: 'Kenmerk van de uitspraak' },
      purposes.restsOn,
      ['municipality', 'ngo', 'dtv', 'ind'],
      { when: [{ field: 'basis', is: ['court-order'] }], needed: true },
    ).optional(),
    reason,
  }),
  example: {
    from: '2026-11-02',
    basis: 'before-admission',
    reason: 'There is a place, and nobody should wait outside.',
  },
  offeredWhen: (t) => t.fact(shelterFact) === undefined,
  decide: (t, { from, basis }) => {
    const now = t.fact(shelterFact);
    if (now) {
      throw refuse('conflict', 'sheltered-already', { from: now.from, basis: now.basis });
    }
    const admission = t.fact(admissionFact);
    const admittedOn = t.fact(admittedOnFact);
    if (basis === 'admitted' && admission !== 'admitted') {
      throw mistake('basis', 'basis-not-admitted');
    }
    if (basis === 'admitted' && admittedOn !== undefined && from < admittedOn) {
      throw mistake('basis', 'basis-admitted-later', { admittedOn });
    }
    // It may be entered later than the decision.
    const decidedOn = admission === 'admitted' ? admittedOn : t.fact(refusedOnFact);
    if (basis === 'before-admission' && admission !== undefined && !(decidedOn !== undefined && from < decidedOn)) {
      throw mistake('basis', 'basis-after-decision');
    }
    return [
      setFacts(shelterFact.set({ from, basis })),
      count({ shelteredFrom: from, shelterEndedOn: null }),
      countFrom(from, { sheltered: yes }),
      tell('dtv'),
    ];
  },
});

/** Someone has no place any more. It ends the shelter and nothing else: the trajectory goes on. */
export const endShelter = defineAction({
  name: 'end-shelter',
  title: { en: 'End shelter', nl: 'Opvang beëindigen' },
  done: { en: 'Shelter ended', nl: 'Opvang beëindigd' },
  group: actionGroups.blockers,
  description: {
    en: 'The person has no place any more since this day. The trajectory goes on, and shelter can start again. While a court has ordered that it continues, the municipality cannot end it by decision.',
    nl: 'De deelnemer heeft vanaf deze dag geen plek meer. Het traject gaat door en opvang kan opnieuw ingaan. Zolang de rechter bepaalt dat de opvang doorgaat, kan de gemeente die niet bij besluit beëindigen.',
  },
  performedBy: whoKnows,
  tells: { done: ['municipality', 'dtv'] },
  input: z.strictObject({
    endedOn: field(pastDay(), {
      title: { en: 'Ended on', nl: 'Geëindigd op' },
      purpose: purposes.sheltered,
      audience: guidance,
    }),
    why: field(oneOf(['moved', 'own-choice', 'state-reception', 'not-seen', 'decision', 'entered-wrongly', 'other']), {
      title: { en: 'Why it ended', nl: 'Waarom het eindigde' },
      purpose: {
        en: 'To see who lost a place, and who left it.',
        nl: 'Om te zien wie een plek kwijtraakte en wie zelf wegging.',
      },
      audience: guidance,
    }),
    reason,
  }),
  example: { endedOn: '2026-11-02', why: 'moved', reason: 'Went to live with family for now.' },
  offeredWhen: (t) => t.fact(shelterFact) !== undefined,
  decide: (t, { endedOn, why }) => {
    const now = t.fact(shelterFact);
    if (!now) throw refuse('conflict', 'not-sheltered');
    if (takesAway.includes(why)) mustNotBeHeld(t.state);
    if (endedOn < now.from) throw mistake('endedOn', 'shelter-started-on', { from: now.from });
    return [
      setFacts(shelterFact.set(null)),
      count({ shelterEndedOn: endedOn }),
      countFrom(endedOn, { sheltered: null }),
    ];
  },
});
