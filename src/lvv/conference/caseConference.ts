import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import type { FieldSaid, Said } from '../../trajectory/replayed/refusal.js';
import { agencies } from '../agencies.js';
import {
  count,
  countFrom,
  defineStep,
  field,
  mark,
  setFacts,
  type Consequence,
  type TrajectoryView,
  reasons,
} from '../define.js';
import { agreed, escalateTo, partyEffort, partyPosition } from './conference.js';
import { directionCodes, investigationReasons } from '../codes.js';
import { everyone, pastDay, purposes, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { lvvRules } from '../rules.js';
import { admissionFact } from '../admission/admissionFact.js';
import {
  conferenceFact,
  firstConferenceFact,
  investigatingFact,
  nothingPrepared,
  escalationFact,
} from './conferenceFacts.js';
import { refuse, says } from './refusals.js';

const before = ['dossier-ind', 'dossier-dtv', 'rest-period'];

/**
 * The case conference (LSO, casusoverleg): is it a case for the LVV, and which direction do the parties agree on? Agreed
 * by consensus; without it nothing is set, the dissent is recorded, and it goes up the ladder (DOMAIN §2.5, §5, §6).
 */
const why = reasons({
  'agreed-in-conference': {
    nl: 'afgesproken in het casusoverleg (verslag {minutes:text})',
    en: 'agreed in the conference (minutes {minutes:text})',
  },
});

export const caseConference = defineStep({
  name: 'case-conference',
  title: { en: 'Case conference (LSO)', nl: 'Casusoverleg (LSO)' },
  description: {
    en: 'The parties discuss the case and agree on a direction. Without consensus the direction stays as it is and the dissent is recorded. A direction is an intention, not an outcome.',
    nl: 'De partijen bespreken de casus en worden het eens over een richting. Zonder overeenstemming blijft de richting zoals die is en wordt het verschil vastgelegd. Een richting is een voornemen, geen uitkomst.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  opensWhen: (t) =>
    t.isCompleted('intake') &&
    t.fact(admissionFact) !== 'refused' &&
    before.every((step) => t.isCompleted(step) || !t.canOpen(step)),
  repeatable: true,
  terms: assumed({
    target: workingDays(15),
    fatal: workingDays(30),
    remind: [workingDays(10)],
    escalate: workingDays(35),
  }),
  tells: { opened: [], completed: ['ngo', 'ind', 'dtv'] },
  shows: {
    conference: {
      title: { en: 'Last case conference', nl: 'Laatste casusoverleg' },
      purpose: { en: 'To know what the conference came to.', nl: 'Om te weten waar het overleg op uitkwam.' },
      audience: everyone,
    },
    agreedDirection: {
      title: { en: 'Direction agreed before admission', nl: 'Richting afgesproken voor toelating' },
      purpose: {
        en: 'To go on after admission in the direction that was agreed.',
        nl: 'Om na toelating verder te gaan in de richting die is afgesproken.',
      },
      audience: everyone,
    },
  },
  input: z.strictObject({
    heldOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Held on', nl: 'Gehouden op' },
      purpose: {
        en: 'To count how long it takes until a case is discussed.',
        nl: 'Om te tellen hoe lang het duurt tot het traject is besproken.',
      },
      audience: everyone,
    }),
    present: field(z.array(oneOf(agencies)).min(1).max(agencies.length), {
      title: { en: 'Parties present', nl: 'Aanwezige partijen' },
      purpose: { en: 'To show who took part.', nl: 'Om te laten zien wie erbij was.' },
      audience: everyone,
    }),
    isCase: field(oneOf(['yes', 'no', 'exception']), {
      title: { en: 'A case for the LVV', nl: 'Een casus voor de LVV' },
      purpose: {
        en: 'To advise on admission. With an exception someone is admitted without meeting the criteria.',
        nl: 'Om advies te geven over de toelating. Bij een uitzondering mag iemand meedoen zonder aan de eisen te voldoen.',
      },
      audience: everyone,
    }),
    agreement: field(oneOf(['consensus', 'dissent']), {
      title: { en: 'Agreement', nl: 'Overeenstemming' },
      purpose: {
        en: 'To know whether all who were present agree. Without that there is no direction.',
        nl: 'Om te weten of iedereen die erbij was het eens is. Anders is er geen richting.',
      },
      audience: everyone,
    }),
    direction: field(oneOf(directionCodes).optional(), {
      title: { en: 'Direction agreed', nl: 'Afgesproken richting' },
      purpose: purposes.direction,
      audience: everyone,
      when: [
        { field: 'agreement', is: ['consensus'] },
        { field: 'isCase', is: ['yes', 'exception'] },
      ],
      needed: true,
    }),
    investigating: field(oneOf(investigationReasons).optional(), {
      title: { en: 'What is still investigated', nl: 'Wat nog onderzocht wordt' },
      purpose: purposes.investigating,
      audience: ['municipality', 'ngo'],
      when: [{ field: 'direction', is: ['UNDER_INVESTIGATION'] }],
    }),
    dissent: field(z.array(partyPosition).max(agencies.length).optional(), {
      title: { en: 'Disagree with the direction', nl: 'Niet eens met de richting' },
      purpose: {
        en: 'To keep visible who does not agree, and to know what is escalated.',
        nl: 'Om te zien wie het niet eens is, en te weten wat wordt opgeschaald.',
      },
      audience: everyone,
      when: [{ field: 'agreement', is: ['dissent'] }],
      needed: true,
    }),
    efforts: field(z.array(partyEffort).max(agencies.length).optional(), {
      title: { en: "Each party's own effort", nl: 'Inzet van elke partij' },
      purpose: {
        en: 'To know what each party does. Each decides that for itself.',
        nl: 'Om te weten wat elke partij doet. Elke partij beslist daar zelf over.',
      },
      audience: everyone,
    }),
    minutes: reference(
      { en: 'Reference of the minutes', nl: 'Kenmerk van het verslag' },
      { en: 'To find the minutes where they are kept.', nl: 'Om het verslag te vinden waar het wordt bewaard.' },
      everyone,
    ),
  }),
  example: {
    heldOn: '2026-11-19',
    present: ['municipality', 'ngo', 'ind', 'dtv'],
    isCase: 'yes',
    agreement: 'consensus',
    direction: 'RETURN',
    efforts: [{ agency: 'dtv', effort: 'guides' }],
    minutes: 'LSO-2026-12',
  },
  otherExamples: [
    {
      heldOn: '2026-11-19',
      present: ['municipality', 'ngo', 'ind', 'dtv'],
      isCase: 'yes',
      agreement: 'dissent',
      dissent: [{ agency: 'dtv', position: 'RETURN' }],
      minutes: 'LSO-2026-12',
    },
  ],
  decide: (t, input) => {
    const { heldOn, present, isCase, agreement, direction, investigating, dissent = [], minutes } = input;
    const errors: FieldSaid[] = [];
    const wrong = (pointer: string, said: Said) => errors.push({ pointer, ...said });
    const missing = lvvRules.of(t.rules).conference.quorum.filter((party) => !present.some((one) => one === party));
    if (missing.length > 0) wrong('/present', says('no-quorum', { missing }));
    if (new Set(present).size < present.length) wrong('/present', says('party-twice'));
    if (dissent.some(({ agency }) => !present.includes(agency))) wrong('/dissent', says('dissent-of-absent'));
    if (errors.length > 0) throw refuse('invalid-input', 'agreement-does-not-fit', {}, { errors });
    const last = t.fact(conferenceFact)?.heldOn;
    if (last !== undefined && heldOn < last) return heldBefore(t, heldOn, agreement);
    const isFirst = !t.isCompleted('case-conference');
    const held = [
      setFacts(
        conferenceFact.set({ heldOn, isCase, agreement, minutes }),
        ...(isFirst ? [firstConferenceFact.set(heldOn)] : []),
      ),
      count({ conferenceOn: heldOn, ...(isFirst && { firstConferenceOn: heldOn }) }),
      mark('conference', heldOn, agreement),
    ];
    if (direction)
      return [
        ...held,
        ...agreed(
          t,
          { direction, investigating: investigating ?? null, on: heldOn },
          why['agreed-in-conference']({ minutes }),
        ),
      ];
    const [lowest] = lvvRules.of(t.rules).ladder;
    if (agreement === 'dissent' && t.fact(escalationFact) === undefined && lowest && t.canOpen('escalation'))
      return [...held, ...escalateTo(t, lowest, minutes)];
    if (agreement === 'consensus') return [...held, setFacts(nothingPrepared)];
    return [
      ...held,
      setFacts(nothingPrepared, investigatingFact.set('NO_AGREEMENT')),
      count({ investigating: 'NO_AGREEMENT' }),
      countFrom(heldOn, { investigating: 'NO_AGREEMENT' }),
    ];
  },
});

/** A conference that is entered after a later one is counted, and what the later one came to stands. */
function heldBefore(t: TrajectoryView, heldOn: string, agreement: string): Consequence[] {
  const first = t.fact(firstConferenceFact);
  const isFirst = first !== undefined && heldOn < first;
  return [
    mark('conference', heldOn, agreement),
    ...(isFirst ? [setFacts(firstConferenceFact.set(heldOn)), count({ firstConferenceOn: heldOn })] : []),
  ];
}
