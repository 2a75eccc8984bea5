import { z } from 'zod';
import { assumed, calendarDays } from '../../trajectory/terms/deadlines.js';
import { fact } from '../../trajectory/replayed/fact.js';
import {
  count,
  defineStep,
  field,
  mark,
  openUntil,
  setFacts,
  type AgencyRole,
  type Text,
  type TrajectoryView,
  reasons,
  type Agency,
} from '../define.js';
import type { BlockerKind } from '../codes.js';
import { everyone, futureDay, pastDay, reference, whoGuide } from '../casework/fields.js';
import { oneOf } from '../labels.js';

/**
 * What keeps a case from going on: identity and nationality that are not established, or health (DOMAIN §0.6, §8.7). Each
 * blocker has an owner and a clock, and runs beside everything else. [NF] No terms were found: these are a neutral default,
 * used when whoever raises it names no date.
 */

export interface Blocker {
  since: string;
  owner: Agency;
}

const why = reasons({
  'not-solved-yet': { nl: 'nog niet opgelost: {result:code}', en: 'not solved yet: {result:code}' },
});

export const blockersFact = fact<Partial<Record<BlockerKind, Blocker>>>('blockers', { about: (step) => ({ step }) });

export const blockersOf = (t: TrajectoryView) => t.fact(blockersFact) ?? {};

/** The figure that says since when a kind of blocker stands. */
export const blockedSince = (kind: BlockerKind) => `${kind}BlockedSince`;

interface Kind {
  title: Text;
  description: Text;
  responsible: Agency;
  performedBy: AgencyRole[];
  audience: readonly Agency[];
  /** Who may see the dates. */
  datesFor: readonly Agency[];
  knownTo?: readonly Agency[];
  /** What was found, and whether the case can go on with that. */
  results: Record<string, { resolves: boolean }>;
  example: { result: string; reference: string };
}

function blocker(kind: BlockerKind, { results, audience, datesFor, example, ...shown }: Kind) {
  const unresolved = Object.entries(results).flatMap(([result, { resolves }]) => (resolves ? [] : [result]));
  return defineStep({
    name: kind,
    ...shown,
    opensWhen: () => false,
    // It is raised, and not planned: plan-step would open it without an owner.
    repeatable: false,
    terms: assumed({
      target: calendarDays(60),
      fatal: calendarDays(90),
      remind: [calendarDays(45)],
      escalate: calendarDays(100),
    }),
    tells: { completed: ['municipality'] },
    input: z.strictObject({
      result: field(oneOf(Object.keys(results) as [string, ...string[]]), {
        title: { en: 'Result', nl: 'Resultaat' },
        purpose: {
          en: 'To know whether the case can go on. Only a code is entered.',
          nl: 'Om te weten of het traject verder kan. Alleen een code wordt vastgelegd.',
        },
        audience,
      }),
      foundOn: field(pastDay(), {
        title: { en: 'Found on', nl: 'Vastgesteld op' },
        purpose: { en: 'To count how long this kept the case.', nl: 'Om te tellen hoe lang dit het traject ophield.' },
        audience: datesFor,
      }),
      lookAgainOn: field(futureDay().optional(), {
        title: { en: 'Look again by (when it is not resolved)', nl: 'Opnieuw kijken voor (als het niet is opgelost)' },
        purpose: { en: 'To plan when is looked again.', nl: 'Om te plannen wanneer er weer wordt gekeken.' },
        audience: datesFor,
        when: [{ field: 'result', is: unresolved }],
        needed: true,
      }),
      reference: reference(
        { en: 'Reference of the finding', nl: 'Kenmerk van de vaststelling' },
        {
          en: 'To find it with who established it. What it says stays there.',
          nl: 'Om het te vinden bij wie het heeft vastgesteld. Wat erin staat, blijft daar.',
        },
        audience,
      ).optional(),
    }),
    example: { foundOn: '2026-11-24', ...example },
    decide: (t, { result, foundOn, lookAgainOn }) => {
      const blockers = blockersOf(t);
      // A result that does not resolve it comes with this day.
      if (lookAgainOn === undefined) {
        const { [kind]: _resolved, ...others } = blockers;
        return [
          setFacts(blockersFact.set(Object.keys(others).length > 0 ? others : null)),
          count({ [blockedSince(kind)]: null }),
          mark('blocker-resolved', foundOn, kind),
        ];
      }
      // It stays with who has it now, who may be another than at first.
      const owner = t.state.openSteps.find(({ step }) => step === kind)?.responsible ?? shown.responsible;
      const since = blockers[kind]?.since ?? foundOn;
      return [
        setFacts(blockersFact.set({ ...blockers, [kind]: { since, owner } })),
        openUntil(lookAgainOn, { step: kind, reason: why['not-solved-yet']({ result }), responsible: owner }),
      ];
    },
  });
}

/** Establishing identity and nationality: the work of AVIM, at the request of DT&V as well (DOMAIN §1). No biometrics here. */
export const identity = blocker('identity', {
  title: { en: 'Identity and nationality', nl: 'Identiteit en nationaliteit' },
  description: {
    en: 'Whether identity and nationality are established. Other work goes on meanwhile. No fingerprints or photographs are entered here.',
    nl: 'Of identiteit en nationaliteit vaststaan. Ander werk gaat intussen door. Leg hier geen vingerafdrukken of foto’s vast.',
  },
  responsible: 'avim',
  performedBy: ['avim:liaison', 'dtv:departure-officer', 'dtv:liaison', 'municipality:case-director'],
  audience: everyone,
  datesFor: everyone,
  results: {
    established: { resolves: true },
    doubt: { resolves: false },
    unknown: { resolves: false },
  },
  example: { result: 'established', reference: 'ID-2026-0093' },
});

/** Health: whether the case can go on. A code, never what it is; the medical file stays where it is (DOMAIN §4). */
export const medical = blocker('medical', {
  title: { en: 'Health', nl: 'Gezondheid' },
  description: {
    en: 'Whether the case can go on, seen from the health of the person. Enter a code and where the advice is kept, and nothing medical.',
    nl: 'Of het traject verder kan, gezien de gezondheid. Leg een code vast en waar het advies ligt, en niets medisch.',
  },
  responsible: 'ngo',
  // Advice of the BMA comes to who guides the person, or within a procedure on medical grounds, which the IND knows of.
  performedBy: ['ngo:counsellor', 'ngo:legal', 'municipality:case-director'],
  audience: whoGuide,
  datesFor: whoGuide,
  knownTo: whoGuide,
  results: {
    'can-continue': { resolves: true },
    'cannot-yet': { resolves: false },
    'advice-awaited': { resolves: false },
  },
  example: { result: 'can-continue', reference: 'MED-2026-0031' },
});
