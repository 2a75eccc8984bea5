import { z } from 'zod';
import { issueText } from './issueText.js';
import { agenciesSchema } from '../agencies/directory.js';
import { classNames } from '../trajectory/figures/classMap.js';
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

const agenciesOf = ({ agencyNames }: Domain) =>
  z.array(z.enum(agencyNames)).refine((all) => new Set(all).size === all.length, 'names one twice');

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
    capacity: count.optional(),
    assumedTerms: z.boolean().optional(),
    escalationGrace: termSchema.optional(),
    classMap: id.nullable().optional(),
    retention: z
      .record(
        z
          .string()
          .refine(
            (name) => name === 'default' || [domain.outcomes, domain.endings].some((all) => Object.hasOwn(all, name)),
            {
              error: 'is not known here',
            },
          ),
        termSchema,
      )
      .optional(),
  };
}

/** A class for every outcome, so that none is left out of a figure unseen; what is not settled is UNDECIDED. */
function classMapSchema({ outcomes, figures }: Domain) {
  const names = classNames(figures.classes);
  const isSolution = (name: string | undefined) =>
    name !== undefined && Object.hasOwn(figures.classes, name) && figures.classes[name]?.isSolution === true;
  return z.strictObject({
    id,
    from: day,
    title: text,
    // As it was typed, in whatever language its source has.
    source: shownText.transform((typed) => ({ en: typed, nl: typed })),
    classes: z
      .record(
        z.enum(Object.keys(outcomes)),
        z.enum(names, {
          error: ({ input }) => `must be one of ${names.join(', ')}${input === undefined ? ': there is none' : ''}`,
        }),
      )
      .superRefine((classes, context) => {
        for (const [outcome, { neverSolution }] of Object.entries(outcomes)) {
          if (neverSolution === undefined || !isSolution(classes[outcome])) continue;
          context.addIssue({ code: 'custom', path: [outcome], message: neverSolution });
        }
      }),
  });
}

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
  const own = domain.rules.file({
    stepName,
    agencies: agenciesOf(domain),
    term: termSchema,
    someTerm,
    text,
    whole: z.int().min(1),
  });
  return z.strictObject({
    classMaps: z.array(classMapSchema(domain)).default([]),
    municipalities: z
      .record(
        z.string().regex(/^[a-z][a-z-]*$/, 'a municipality is named in small letters'),
        z
          .strictObject({
            name: shownText,
            /** One version, which holds from the beginning. */
            programme: z.strictObject({ ...own, ...fields }).optional(),
            programmes: z
              .array(z.strictObject({ ...own, ...fields, from: day, like: id.optional() }))
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
  return [{ where: issue.path, message: issueText(issue) }];
}
