import { z } from 'zod';
import { agenciesSchema } from '../agencies/directory.js';
import { endings, outcomeCodes } from '../lvv/codes.js';
import { workingDays } from '../trajectory/terms/deadlines.js';
import { outcomeClasses, stayDeciders } from '../trajectory/definitions/rules.js';
import { shownText } from '../trajectory/definitions/freeText.js';
import { nameNow } from '../trajectory/definitions/formerNames.js';
import type { Domain } from '../trajectory/definitions/domain.js';
import type { Fault } from './document.js';
import { someTerm, termSchema, termsSchema } from './termSchema.js';

/**
 * The form of the configuration file. What depends on more than one place in it, such as which version another is like,
 * is looked at in versions.ts.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must have small letters, digits and - only');
const day = z.iso.date({ error: 'must be a day that there is, such as 2025-01-01' });
const text = z.strictObject({ en: shownText, nl: shownText });
const count = z.int().min(0).nullable();
const secondPair = z.enum(['never', 'when-it-says-no', 'always']);

const agenciesOf = ({ agencyNames }: Domain) =>
  z.array(z.enum(agencyNames)).refine((all) => new Set(all).size === all.length, 'names one twice');

/** [NF] How long a level of the ladder has was found nowhere: the neutral default is the target of the step itself. */
const levelTerm = workingDays(10);

const ladder = z
  .array(
    z.strictObject({
      level: z.string().regex(/^[a-z][a-z0-9-]{1,63}$/, 'a level is named in small letters, digits and -'),
      title: text,
      term: someTerm.default(levelTerm),
    }),
  )
  .superRefine((levels, context) => {
    levels.forEach(({ level }, i) => {
      if (levels.findIndex((other) => other.level === level) === i) return;
      context.addIssue({ code: 'custom', path: [i, 'level'], message: `${level} is on the ladder already` });
    });
  });

/** What a programme settles. All of it may be left out: what most of it is in each city was found nowhere. */
function programmeFields(domain: Domain, stepName: z.ZodString) {
  const agencyList = agenciesOf(domain);
  return {
    id,
    basis: text.nullable().optional(),
    /** Leaves out steps that this municipality does not have. */
    without: z.array(stepName).optional(),
    terms: z.record(stepName, termsSchema).optional(),
    partners: agencyList.optional(),
    ladder: ladder.optional(),
    conference: z
      .strictObject({
        perMeeting: z.int().min(1).nullable().optional(),
        quorum: agencyList.optional(),
        positionsBefore: termSchema.optional(),
      })
      .optional(),
    admissionAfter: stepName.optional(),
    secondPair: z.strictObject({ admission: secondPair.optional(), outcome: secondPair.optional() }).optional(),
    capacity: count.optional(),
    maximumStay: someTerm.nullable().optional(),
    mostExtension: termSchema.nullable().optional(),
    stayExtendedBy: z.array(z.enum(stayDeciders)).min(1).optional(),
    underMandate: z.boolean().optional(),
    assumedTerms: z.boolean().optional(),
    escalationGrace: termSchema.optional(),
    vNumberDigits: z.int().min(6).max(15).optional(),
    classMap: id.nullable().optional(),
    retention: z
      .partialRecord(
        z.enum([...outcomeCodes, ...(Object.keys(endings) as (keyof typeof endings)[]), 'default']),
        termSchema,
      )
      .optional(),
  };
}

/** A class for every outcome, so that none is left out of a figure unseen; what is not settled is UNDECIDED. */
const classMapSchema = z.strictObject({
  id,
  from: day,
  title: text,
  source: shownText,
  classes: z
    .record(
      z.enum(outcomeCodes),
      z.enum(outcomeClasses, {
        error: ({ input }) =>
          `must be one of ${outcomeClasses.join(', ')}${input === undefined ? ': there is none' : ''}`,
      }),
    )
    .refine(({ MOB }) => !MOB.endsWith('DURABLE'), {
      path: ['MOB'],
      error: 'who left for an unknown destination never counts as a solution',
    }),
});

/**
 * @param domain the names of its steps are checked, since a slip would otherwise leave a step in or a term out, unseen; an earlier name is
 * read as that of now, so that a renaming asks nothing of a file
 */
export function fileSchema(domain: Domain) {
  const { steps } = domain;
  const stepName = z
    .string()
    .overwrite((name) => nameNow(steps, name))
    .refine((name) => steps.some((step) => step.name === name), {
      error: ({ input }) => `there is no step ${String(input)}`,
    });
  const fields = programmeFields(domain, stepName);
  return z.strictObject({
    classMaps: z.array(classMapSchema).default([]),
    municipalities: z
      .record(
        z.string().regex(/^[a-z][a-z-]*$/, 'a municipality is named in small letters'),
        z
          .strictObject({
            name: shownText,
            /** One version, which holds from the beginning. */
            programme: z.strictObject(fields).optional(),
            programmes: z
              .array(z.strictObject({ ...fields, from: day, like: id.optional() }))
              .min(1, 'has no version')
              .optional(),
            agencies: agenciesSchema(domain.agencyNames),
          })
          .refine((entry) => has(entry, 'programme') || has(entry, 'programmes'), {
            path: ['programmes'],
            error: 'is missing: it has no programme',
            when: alsoBesideOtherFaults,
          })
          .refine((entry) => !has(entry, 'programme') || !has(entry, 'programmes'), {
            path: ['programme'],
            error: 'is there beside programmes: keep one',
            when: alsoBesideOtherFaults,
          }),
      )
      .refine((all) => Object.keys(all).length > 0, 'names no municipality'),
  });
}

/** A refinement is looked at only when all else is right, unless it says otherwise. */
const alsoBesideOtherFaults = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null;
const has = (entry: object, key: string) => Object.hasOwn(entry, key);

export type ConfigurationFile = z.output<ReturnType<typeof fileSchema>>;
export type MunicipalityEntry = ConfigurationFile['municipalities'][string];
export type VersionEntry = NonNullable<MunicipalityEntry['programmes']>[number];

/** A key that is unknown or wrong is shown at the key itself. */
export function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ where: [...issue.path, key], message: 'is not known here' }));
  }
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ where: issue.path, message }];
}
