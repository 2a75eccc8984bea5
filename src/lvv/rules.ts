import { z } from 'zod';
import type { Text } from '../trajectory/language.js';
import { ownRules, type FileWords, type OwnRules, type RulesFault } from '../trajectory/definitions/domainParts.js';
import { responsibleFor } from '../trajectory/definitions/partners.js';
import type { Rules } from '../trajectory/definitions/rules.js';
import type { Step, Agency } from './define.js';
import { workingDays, type Term } from '../trajectory/terms/deadlines.js';

/** One level of the ladder on which a disagreement is escalated (opschaling, DOMAIN §6). */
export interface LadderLevel {
  /** kebab-case; part of the record, so never renamed once it has been used. */
  level: string;
  title: Text;
  /** How long this level has before a coordinator is told that it has not answered. It never decides by itself. */
  term: Term;
}

export const stayDeciders = ['case-conference', 'steering-group', 'municipality', 'court'] as const;
export type StayDecider = (typeof stayDeciders)[number];

/** When a second person looks before a decision holds. */
export const secondPairs = ['never', 'when-it-says-no', 'always'] as const;
export type SecondPair = (typeof secondPairs)[number];

/**
 * What a municipality settles for the LVV. [NF] Most of these differ by city or were not found in any source (DOMAIN §13): so
 * they are configuration, and the defaults are neutral.
 */
export interface LvvRules {
  /** Levels on which a disagreement is escalated, lowest first; may be empty. */
  ladder: readonly LadderLevel[];
  conference: {
    /** Cases that one meeting can discuss; null when that is not known. */
    perMeeting: number | null;
    /** Parties that have to be present. */
    quorum: readonly Agency[];
    /** Positions of the parties are due this long before the meeting, counted back. */
    positionsBefore: Term;
  };
  /** After which step admission is decided. */
  admissionAfter: string;
  secondPair: { admission: SecondPair; outcome: SecondPair };
  /** How long someone may stay, from admission; null when there is no maximum. */
  maximumStay: Term | null;
  /** By how much all extensions of the stay together may pass it. */
  mostExtension: Term | null;
  /** Who may extend the stay. */
  stayExtendedBy: readonly StayDecider[];
  /** Decisions on admission are taken under a mandate, which is named with each. */
  underMandate: boolean;
  /** How many digits a V-number has. [NF] No official description of its form was found. */
  vNumberDigits: number;
}

/** Reads the rules of the LVV with their types: `lvvRules.of(t.rules)`. */
export const lvvRules = ownRules<LvvRules>({
  ladder: [],
  conference: {
    perMeeting: null,
    quorum: ['municipality'],
    positionsBefore: { amount: 2, unit: 'working-day' },
  },
  admissionAfter: 'intake',
  secondPair: { admission: 'when-it-says-no', outcome: 'when-it-says-no' },
  maximumStay: null,
  mostExtension: null,
  stayExtendedBy: stayDeciders,
  underMandate: false,
  vNumberDigits: 10,
});

/** How a configuration file says them, and the API shows them. */
export const rulesOfProgrammes: OwnRules = {
  defaults: { ...lvvRules.defaults },
  inParts: ['conference', 'secondPair'],
  withoutSecondLook: { secondPair: { admission: 'never', outcome: 'never' } satisfies LvvRules['secondPair'] },
  file: (words) => {
    const { stepName, agencies, term, someTerm } = words;
    const pair = z.enum(secondPairs).optional();
    return {
      ladder: ladderIn(words).optional(),
      conference: z
        .strictObject({
          perMeeting: z.int().min(1).nullable().optional(),
          quorum: agencies.optional(),
          positionsBefore: term.optional(),
        })
        .optional(),
      admissionAfter: stepName.optional(),
      secondPair: z.strictObject({ admission: pair, outcome: pair }).optional(),
      maximumStay: someTerm.nullable().optional(),
      mostExtension: term.nullable().optional(),
      stayExtendedBy: z.array(z.enum(stayDeciders)).min(1).optional(),
      underMandate: z.boolean().optional(),
      vNumberDigits: z.int().min(6).max(15).optional(),
    };
  },
  shown: ({ agency, term, text }) => ({
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
      .strictObject({ admission: z.enum(secondPairs), outcome: z.enum(secondPairs) })
      .describe('When a second person looks before a decision holds.'),
    stayExtendedBy: z.array(z.enum(stayDeciders)).describe('The parties that may extend the stay.'),
    underMandate: z.boolean().describe('Decisions on admission name the mandate under which they are taken.'),
    maximumStay: term.nullable().describe('From admission; null: there is none.'),
    mostExtension: term.nullable().describe('By how much all extensions of the stay together may pass it.'),
    vNumberDigits: z.int().describe('How many digits a V-number has.'),
  }),
  titles: (rules) => Object.fromEntries(lvvRules.of(rules).ladder.map(({ level, title }) => [level, title])),
  faults: (rules, around) => faultsOf(rules, around),
};

/** [NF] How long a level of the ladder has was found nowhere: the neutral default is the target of the step itself. */
const levelTerm = workingDays(10);

const ladderIn = ({ someTerm, text }: FileWords) =>
  z
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

function faultsOf(
  rules: Rules,
  { steps, without }: { steps: readonly Step[]; without: readonly string[] },
): RulesFault[] {
  const { partners, conference, admissionAfter, secondPair } = lvvRules.of(rules);
  const faults: RulesFault[] = [];
  const wrong = (where: PropertyKey[], message: string) => faults.push({ where, message });
  conference.quorum.forEach((party, i) => {
    if (partners.includes(party)) return;
    wrong(['conference', 'quorum', i], `${party} is no partner, so the quorum would never be there`);
  });
  for (const decision of ['admission', 'outcome'] as const) {
    const check = `${decision}-check`;
    if (secondPair[decision] === 'never' || !without.includes(check)) continue;
    wrong(
      ['without'],
      `${check} is left out, so nobody could be the second pair of eyes: say secondPair.${decision}: never`,
    );
  }
  const never = whyNeverAdmitted(steps, admissionAfter, partners);
  if (never) wrong(['admissionAfter'], `${never}, so admission would never be decided`);
  return faults;
}

/** Why the step after which admission is decided is never done before it; undefined when it can be. */
function whyNeverAdmitted(steps: readonly Step[], after: string, partners: Rules['partners']): string | undefined {
  const admission = steps.findIndex(({ name }) => name === 'admission');
  if (admission < 0) return undefined;
  const at = steps.findIndex(({ name }) => name === after);
  const step = steps[at];
  if (!step) return `${after} is left out`;
  if (at >= admission) return `${after} does not come before it`;
  return responsibleFor(step, partners) === undefined ? `nobody who takes part can perform ${after}` : undefined;
}
