import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { agencies } from '../agencies.js';
import { count, countFrom, defineStep, field, mark, openAgain, setFacts, reasons } from '../define.js';
import { agreed, escalateTo, partyPosition } from './conference.js';
import { directionCodes } from '../codes.js';
import { everyone, pastDay, purposes, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { lvvRules } from '../rules.js';
import { escalationFact, positionsFact } from './conferenceFacts.js';
import { fault, mistake, refuse } from './refusals.js';

const why = reasons({
  'agreed-by-level': {
    nl: 'afgesproken in {level:code} (kenmerk {decision:text})',
    en: 'agreed by {level:code} (reference {decision:text})',
  },
  'back-from-level': {
    nl: 'terug van {level:code} (vraag {question:text})',
    en: 'back from {level:code} (question {question:text})',
  },
});

/**
 * One level of the escalation ladder (DOMAIN §6): what it came to. Agreed, the direction is set; not agreed, it goes to the
 * next level of the municipality's ladder, and after the last one back to the conference.
 */
export const escalation = defineStep({
  name: 'escalation',
  title: { en: 'Escalation', nl: 'Opschaling' },
  description: {
    en: 'Enters what a level of the ladder came to. Without agreement the next level is asked; after the last one the conference discusses it again.',
    nl: 'Legt vast waar een escalatieniveau op uitkwam. Zonder overeenstemming gaat de vraag naar het volgende escalatieniveau. Na het laatste bespreekt het casusoverleg de vraag opnieuw.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  opensWhen: () => false,
  repeatable: false,
  // The target of each round is the clock of its level in the programme; these count from that day.
  terms: assumed({
    target: workingDays(10),
    fatal: workingDays(15),
    remind: [workingDays(5)],
    escalate: workingDays(20),
  }),
  tells: { completed: ['ngo', 'dtv', 'ind'] },
  shows: {
    escalation: {
      title: { en: 'Escalated to', nl: 'Opgeschaald naar' },
      purpose: {
        en: 'To know which level looks at the disagreement.',
        nl: 'Om te weten welk escalatieniveau naar het verschil van inzicht kijkt.',
      },
      audience: everyone,
      parts: {
        level: { en: 'Level', nl: 'Escalatieniveau' },
        question: { en: 'Question', nl: 'Vraag' },
      },
    },
  },
  input: z.strictObject({
    heldOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Discussed on', nl: 'Besproken op' },
      purpose: { en: 'To count how long a level took.', nl: 'Om te tellen hoe lang een escalatieniveau duurde.' },
      audience: everyone,
    }),
    level: field(
      z
        .string()
        .regex(/^[a-z][a-z0-9-]{1,63}$/, fault('level-form'))
        .optional(),
      {
        title: { en: 'Level (when given, the current one)', nl: 'Escalatieniveau (als ingevuld, het huidige)' },
        purpose: {
          en: 'To be sure which level has looked at it.',
          nl: 'Om zeker te weten welk escalatieniveau ernaar heeft gekeken.',
        },
        audience: everyone,
      },
    ),
    positions: field(z.array(partyPosition).max(agencies.length).optional(), {
      title: { en: 'Positions of the parties', nl: 'Standpunten van de partijen' },
      purpose: { en: 'To keep visible who does not agree.', nl: 'Om te zien wie het niet eens is.' },
      audience: everyone,
    }),
    result: field(oneOf(['agreed', 'not-agreed', 'back-to-conference']), {
      title: { en: 'Result', nl: 'Resultaat' },
      purpose: { en: 'To know what the level came to.', nl: 'Om te weten waar het escalatieniveau op uitkwam.' },
      audience: everyone,
    }),
    direction: field(oneOf(directionCodes).optional(), {
      title: { en: 'Direction agreed', nl: 'Afgesproken richting' },
      purpose: purposes.direction,
      audience: everyone,
      when: [{ field: 'result', is: ['agreed'] }],
      needed: true,
    }),
    decision: reference(
      { en: 'Reference of the decision or minutes', nl: 'Kenmerk van het besluit of verslag' },
      purposes.decisionKept,
      everyone,
    ),
  }),
  example: { heldOn: '2026-11-24', result: 'agreed', direction: 'LEGALISATION', decision: 'STG-2027-02' },
  otherExamples: [{ heldOn: '2026-11-24', result: 'back-to-conference', decision: 'STG-2027-02' }],
  decide: (t, input) => {
    const at = t.fact(escalationFact);
    if (!at) throw refuse('conflict', 'nothing-escalated');
    if (input.level !== undefined && input.level !== at.level) {
      throw mistake('level', 'other-level', { level: at.level });
    }
    const counted = mark('escalation', input.heldOn, `${at.level}/${input.result}`);
    if (input.direction) {
      return [
        counted,
        ...agreed(
          t,
          { direction: input.direction, investigating: null, on: input.heldOn },
          why['agreed-by-level']({ level: at.level, decision: input.decision }),
        ),
      ];
    }
    const { ladder } = lvvRules.of(t.rules);
    // A level that the programme does not have any more is the last one: it never goes down the ladder.
    const here = ladder.findIndex(({ level }) => level === at.level);
    const next = here < 0 ? undefined : ladder[here + 1];
    if (input.result === 'not-agreed' && next) return [counted, ...escalateTo(t, next, at.question)];
    return [
      counted,
      setFacts(escalationFact.set(null), positionsFact.set(null)),
      count({ escalationLevel: null, escalatedSince: null }),
      countFrom(input.heldOn, { escalated: null }),
      ...(t.isOpen('case-conference')
        ? []
        : [openAgain('case-conference', why['back-from-level']({ level: at.level, question: at.question }))]),
    ];
  },
});
