import { z } from 'zod';
import type { Domain } from '../../trajectory/definitions/domain.js';
import { agency, day, text } from '../http/shapes.js';
import { term, terms } from '../trajectories/schemas.js';

/** What the engine knows of a version of a municipality's programme, as it is shown. */
const programme = z.strictObject({
  id: z.string(),
  municipality: z.string(),
  from: day.nullable().describe('First day on which it holds; null: from the beginning.'),
  until: day.nullable().describe('Last day, when another version comes after it.'),
  basis: text.nullable().describe('On what it rests, such as a covenant or a decision of the municipality.'),
  partners: z.array(agency).describe('The agencies that take part. Others are told nothing and perform nothing.'),
  capacity: z.int().nullable().describe('Places; null: not known.'),
  assumedTerms: z.boolean().describe('Terms that no source has are used, for steps for which the programme sets none.'),
  escalationGrace: term.describe(
    'How long an escalation waits when nothing was told of the step before, after an outage.',
  ),
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

/** The same with what the programmes of a domain settle beside that. */
export const programmeSchema = ({ rules }: Domain) =>
  programme.extend(rules.shown({ agency, term, text, whole: z.int() }));

export type ShownProgramme = z.output<typeof programme> & Readonly<Record<string, unknown>>;
