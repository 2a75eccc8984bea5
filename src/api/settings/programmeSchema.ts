import { z } from 'zod';
import { stayDeciders } from '../../trajectory/definitions/rules.js';
import { agency, day, term, terms, text } from '../trajectories/schemas.js';

const secondPair = z.enum(['never', 'when-it-says-no', 'always']);

/** A version of a municipality's programme, as it is shown. */
export const programme = z.strictObject({
  id: z.string(),
  municipality: z.string(),
  from: day.nullable().describe('First day on which it holds; null: from the beginning.'),
  until: day.nullable().describe('Last day, when another version comes after it.'),
  basis: text.nullable().describe('On what it rests, such as a covenant or a decision of the municipality.'),
  partners: z.array(agency).describe('The agencies that take part. Others are told nothing and perform nothing.'),
  ladder: z
    .array(z.strictObject({ level: z.string(), title: text, term }))
    .describe('The levels on which a disagreement is escalated, lowest first.'),
  conference: z.strictObject({
    perMeeting: z.int().nullable().describe('Cases that one meeting can discuss; null: not known.'),
    quorum: z.array(agency),
    positionsBefore: term.describe('Until how long before the meeting parties give their positions.'),
  }),
  admissionAfter: z.string().describe('The step after which admission is decided.'),
  secondPair: z
    .strictObject({ admission: secondPair, outcome: secondPair })
    .describe('When a second person looks before a decision holds.'),
  capacity: z.int().nullable().describe('Places; null: not known.'),
  stayExtendedBy: z.array(z.enum(stayDeciders)).describe('Who may extend the stay.'),
  assumedTerms: z.boolean().describe('Terms that no source has are used, for steps for which the programme sets none.'),
  underMandate: z.boolean().describe('Decisions on admission name the mandate under which they are taken.'),
  maximumStay: term.nullable().describe('From admission; null: there is none.'),
  escalationGrace: term.describe(
    'How long an escalation waits when nothing was told of the step before, after an outage.',
  ),
  mostExtension: term.nullable().describe('By how much all extensions of the stay together may pass it.'),
  vNumberDigits: z.int().describe('How many digits an aliens number (V-nummer) has.'),
  classMap: z.string().nullable().describe('The map that gives each outcome its class.'),
  retention: z
    .record(z.string(), term)
    .describe('How long what is left of a trajectory is kept after its end, by outcome; `default` for all others.'),
  steps: z.array(
    z.strictObject({
      name: z.string(),
      responsible: agency.nullable().describe('Null: nobody who takes part can perform it, so it does not open.'),
      terms,
    }),
  ),
});
