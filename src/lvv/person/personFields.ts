import { z } from 'zod';
import { field, setFacts, type Consequence, type TrajectoryView } from '../define.js';
import { mistake as wrongNumber } from '../identity/refusals.js';
import { vNumberText } from '../identity/vNumberText.js';
import {
  birthYearFact,
  birthYearIsAboutFact,
  calledByFact,
  interpreterNeededFact,
  languagesFact,
  personShown,
  reachFact,
  reachSchema,
  representativeFact,
  shownNumberFact,
  type PersonFact,
  type Reach,
} from './personFacts.js';
import { inRow } from '../labels.js';
import { lvvRules } from '../rules.js';
import { personLine } from './personLine.js';
import { mistake } from './refusals.js';

/** The fields with which someone says who a trajectory is about, in a referral and later. All of them may be left out. */
export const personFields = {
  calledBy: field(personLine(80), personShown.calledBy).optional(),
  birthYear: field(z.int().min(1900).max(2100), personShown.birthYear).optional(),
  birthYearIsAbout: field(z.boolean(), personShown.birthYearIsAbout).optional(),
  vNumber: field(vNumberText, personShown.vNumber).optional(),
  languages: field(z.array(inRow(personLine(40), { en: 'Language', nl: 'Taal' })).max(8), {
    ...personShown.languages,
    formerly: ['language'],
  }).optional(),
  interpreterNeeded: field(z.boolean(), personShown.interpreterNeeded).optional(),
  reach: field(reachSchema, personShown.reach).optional(),
  representative: field(personLine(100), personShown.representative).optional(),
};

export type Described = { [Name in PersonFact]?: unknown } & {
  calledBy?: string | undefined;
  birthYear?: number | undefined;
  birthYearIsAbout?: boolean | undefined;
  vNumber?: string | undefined;
  languages?: string[] | undefined;
  interpreterNeeded?: boolean | undefined;
  reach?: Reach | undefined;
  representative?: string | undefined;
};

/** What was filled in, without what was left empty. */
export function givenOf(input: Described): Described {
  const isGiven = (value: unknown): boolean => {
    if (value === undefined || value === null) return false;
    if (Array.isArray(value)) return value.length > 0;
    return typeof value !== 'object' || Object.values(value).some((part) => part !== undefined);
  };
  const names = Object.keys(personShown) as PersonFact[];
  return Object.fromEntries(names.filter((name) => isGiven(input[name])).map((name) => [name, input[name]]));
}

/**
 * What is known of the person by it; what was left empty stays as it was.
 * @throws Refusal for a year that is still to come, and a V-number that has not as many digits as the programme says
 */
export function describe(t: TrajectoryView, input: Described): Consequence[] {
  const { now, rules } = t;
  const given = givenOf(input);
  if (given.birthYear !== undefined && given.birthYear > Number(now.slice(0, 4))) {
    throw mistake('birthYear', 'birth-year-to-come');
  }
  const { vNumberDigits: digits } = lvvRules.of(rules);
  if (given.vNumber !== undefined && given.vNumber.length !== digits) {
    throw wrongNumber('vNumber', 'v-number-digits', { digits, given: given.vNumber.length });
  }
  const facts = [
    ...(given.calledBy === undefined ? [] : [calledByFact.set(given.calledBy)]),
    // Another year is as sure as is said with it.
    ...(given.birthYear === undefined
      ? []
      : [birthYearFact.set(given.birthYear), birthYearIsAboutFact.set(given.birthYearIsAbout || null)]),
    // Of a year that nobody gave it says nothing.
    ...(given.birthYear === undefined && given.birthYearIsAbout !== undefined && t.fact(birthYearFact) !== undefined
      ? [birthYearIsAboutFact.set(given.birthYearIsAbout || null)]
      : []),
    ...(given.vNumber === undefined ? [] : [shownNumberFact.set(given.vNumber)]),
    ...(given.languages === undefined ? [] : [languagesFact.set(given.languages)]),
    ...(given.interpreterNeeded === undefined ? [] : [interpreterNeededFact.set(given.interpreterNeeded)]),
    ...(given.reach === undefined ? [] : [reachFact.set(given.reach)]),
    ...(given.representative === undefined ? [] : [representativeFact.set(given.representative)]),
  ];
  return facts.length === 0 ? [] : [setFacts(...facts)];
}
