import type { Domain } from './domain.js';
import type { Message } from './message.js';
import { dayOf } from '../terms/calendar.js';
import { municipalityTitle } from '../words/places.js';
import type { Terms } from '../terms/deadlines.js';
import { mustBeDistinct } from './formerNames.js';
import { engineDefaults, type EngineRules, type Rules } from './rules.js';
import type { Action, Step } from './step.js';

/** What is settled; the rest is as it is by default. */
export type SettledRules = Partial<EngineRules> & Readonly<Record<string, unknown>>;

/** The steps, actions and rules that hold for a municipality from a day on. */
export interface Programme {
  id: string;
  municipality: string;
  /** What that is called; absent: as its code, with its capitals. */
  municipalityName?: string;
  /** What its trajectories are of. */
  domain: Domain;
  /** First day on which it holds (`YYYY-MM-DD`); absent: from the beginning. */
  from?: string;
  steps: readonly Step[];
  actions: readonly Action[];
  /** What its trajectories can be told by others. */
  messages?: readonly Message[];
  /** What a referral asks; it opens a trajectory and is therefore not a step within one. */
  referral: Step;
  /** Terms where they differ from the definitions'. */
  terms: Readonly<Record<string, Terms>>;
  rules?: SettledRules;
  /** The class map that `rules.classes` is. */
  classMap?: string;
  /** What another municipality has settled at a moment (UTC instant). */
  elsewhere?: (municipality: string, instant: string) => Rules | undefined;
  /** All municipalities that take part, this one too. */
  municipalities?: readonly string[];
}

/** All that can be done in a programme; the same list each time, since what follows from it is kept with it. */
export function definitionsIn(programme: Programme): readonly (Step | Action)[] {
  const known = definitions.get(programme) ?? [programme.referral, ...programme.steps, ...programme.actions];
  definitions.set(programme, known);
  return known;
}
const definitions = new WeakMap<Programme, readonly (Step | Action)[]>();

/** All that holds in a programme, put together once: every event of every command asks for it. */
export function rulesOf(programme: Pick<Programme, 'domain' | 'rules'>): Rules {
  const known = settled.get(programme);
  if (known) return known;
  const { domain, rules } = programme;
  const all = { ...domain.rules.defaults, ...engineDefaults, partners: domain.agencyNames, ...rules };
  settled.set(programme, all);
  return all;
}
const settled = new WeakMap<object, Rules>();

/** The terms of a step: those that the programme sets, else its own. Null: it has none, so nothing is overdue. */
export function termsIn(programme: Programme, { name, terms }: Pick<Step, 'name' | 'terms'>): Terms | null {
  return programme.terms[name] ?? (terms?.assumed && !rulesOf(programme).assumedTerms ? null : terms);
}

/** All versions of all programmes: which one holds depends on the municipality and the day. */
export interface Programmes {
  /** The same for all of them. */
  readonly domain: Domain;
  readonly municipalities: readonly string[];
  readonly all: readonly Programme[];
  /** The programme at a moment (UTC instant); before the first version, that first one. Undefined: takes no part. */
  at(municipality: string, instant: string): Programme | undefined;
}

/** What a municipality is called, by the configuration; one that is not in it any more by its code. */
export function municipalityName({ all }: Pick<Programmes, 'all'>, code: string): string {
  return all.find(({ municipality }) => municipality === code)?.municipalityName ?? municipalityTitle(code);
}

/** The steps and actions of all programmes, each once, in the order of the programmes. */
export function definitionsOf({ all, domain }: Pick<Programmes, 'all' | 'domain'>): {
  steps: Step[];
  actions: Action[];
  referral: Step;
} {
  return {
    steps: [...new Set(all.flatMap(({ steps }) => steps))],
    actions: [...new Set(all.flatMap(({ actions }) => actions))],
    referral: domain.referral,
  };
}

/** The same with the referral, as one list. */
export function everyDefinition(programmes: Pick<Programmes, 'all' | 'domain'>): (Step | Action)[] {
  const { referral, steps, actions } = definitionsOf(programmes);
  return [referral, ...steps, ...actions];
}

/** @throws Error when there is none, and for definitions of which it can't be told which one an earlier name is of */
export function programmesOf(versions: readonly Programme[]): Programmes {
  const [first] = versions;
  if (!first) throw new Error('There is no programme: the configuration names no municipality.');
  for (const { referral, steps, actions } of versions) mustBeDistinct([referral, ...steps, ...actions]);
  const byMunicipality = new Map<string, Programme[]>();
  const at = (municipality: string, instant: string) => {
    const known = byMunicipality.get(municipality);
    const day = dayOf(instant);
    return known?.findLast(({ from }) => from === undefined || from <= day) ?? known?.[0];
  };
  const elsewhere: Programme['elsewhere'] = (municipality, instant) => {
    const there = at(municipality, instant);
    return there && rulesOf(there);
  };
  const all = versions.map((version) => ({ ...version, elsewhere }));
  for (const version of all) {
    const known = byMunicipality.get(version.municipality) ?? [];
    byMunicipality.set(
      version.municipality,
      [...known, version].toSorted((a, b) => compare(a.from, b.from)),
    );
  }
  return {
    domain: first.domain,
    municipalities: [...byMunicipality.keys()],
    all,
    at,
  };
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
