import { z } from 'zod';
import {
  defineStep,
  field,
  openAgain,
  openFrom,
  openUntil,
  openWithoutTerm,
  type AgencyRole,
  type Step,
  type TrajectoryView,
  reasons,
  type Reason,
} from '../define.js';
import { lastDayFrom } from '../casework/days.js';
import { anyDay, futureDay, pastDay, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { ends, runningOf, runs, stepOf } from './procedureFact.js';
import { procedureKinds, procedures, type ProcedureKind } from './procedureKinds.js';
import { admissionFact } from '../admission/admissionFact.js';
import { splitRole } from '../../trajectory/replayed/agencyRole.js';
import { mistake, refuse } from './refusals.js';

const because = reasons({
  'holds-until': { nl: 'het besluit geldt tot en met {until:day}', en: 'the decision holds until {until:day}' },
  'procedure-ended': { nl: '{kind:code}: {result:code}', en: '{kind:code}: {result:code}' },
  'procedure-result': { nl: '{result:code}', en: '{result:code}' },
});

/**
 * One step for each kind of procedure: open while it runs, performed when something came of it. Opened by start-procedure
 * alone, which looks whether procedures exclude each other; so it is not one that can be planned.
 */
function procedureStep(kind: ProcedureKind) {
  const { title, description, clock, results, audience, example, ...who } = procedures[kind];
  const goesOn = Object.entries(results).flatMap(([result, { goesOnWith }]) => (goesOnWith ? [result] : []));
  return defineStep({
    name: stepOf(kind),
    title,
    description: { en: `${description.en} ${clock.en}`, nl: `${description.nl} ${clock.nl}` },
    ...who,
    opensWhen: () => false,
    repeatable: false,
    tells: { completed: ['municipality'] },
    input: z.strictObject({
      result: field(oneOf(Object.keys(results) as [string, ...string[]]), {
        title: { en: 'Result', nl: 'Resultaat' },
        purpose: {
          en: 'To go on with the guidance from what came of the procedure. By itself it is no outcome.',
          nl: 'Om de begeleiding voort te zetten met wat er uit de procedure kwam. Het is op zichzelf geen uitkomst.',
        },
        audience,
      }),
      decidedOn: field(pastDay(), {
        title: { en: 'Date of the decision or answer', nl: 'Datum van het besluit of antwoord' },
        purpose: { en: 'To count how long a procedure took.', nl: 'Om te tellen hoe lang een procedure duurde.' },
        audience,
      }),
      validUntil: field(anyDay({ notBefore: ['decidedOn'], years: 20 }).optional(), {
        title: { en: 'Valid until (as the decision says)', nl: 'Geldig tot (volgens het besluit)' },
        purpose: { en: 'To know until when it holds.', nl: 'Om te weten tot wanneer het geldt.' },
        audience,
      }),
      nextBy: field(futureDay().optional(), {
        title: { en: 'When it goes on: by', nl: 'Als het doorgaat: uiterlijk' },
        purpose: {
          en: 'To be in time with what comes next. The agency or the lawyer names the day.',
          nl: 'Om op tijd te zijn met wat volgt. De instantie of de advocaat noemt de dag.',
        },
        audience,
        when: [{ field: 'result', is: goesOn }],
      }),
      reference: reference(
        { en: 'Reference of the decision or answer', nl: 'Kenmerk van het besluit of antwoord' },
        { en: 'To find the decision with who took it.', nl: 'Om het besluit te vinden bij wie het nam.' },
        audience,
      ).optional(),
    }),
    example: { result: example, decidedOn: '2026-11-25', reference: 'DEC-2027-0093' },
    decide: (t, { result, decidedOn, nextBy, validUntil }) => {
      const { goesOnWith, within, backTo, noted, holdsUntil, onlyBy } = results[result]!;
      mustSayIt(t, result, onlyBy);
      const known = runningOf(t, kind) ?? { lodgedOn: decidedOn, reference: '' };
      if (decidedOn < known.lodgedOn) {
        throw mistake('decidedOn', 'procedure-lodged-on', { day: known.lodgedOn });
      }
      if (holdsUntil && validUntil !== undefined) {
        const watched = {
          step: stepOf(kind),
          reason: because['holds-until']({ until: validUntil }),
          responsible: 'municipality' as const,
        };
        return [runs(t, kind, { ...known, dueOn: validUntil }), openUntil(validUntil, watched)];
      }
      if (!goesOnWith) {
        return [
          ...ends(t, kind, result, decidedOn),
          ...takenUpAgain(t, backTo, because['procedure-ended']({ kind, result })),
        ];
      }
      const again = { step: stepOf(kind), reason: because['procedure-result']({ result }), responsible: goesOnWith };
      const lastDay = nextBy ?? (within && lastDayFrom(decidedOn, within));
      if (noted && nextBy === undefined) {
        return [runs(t, kind, { ...known, dueOn: null }), openWithoutTerm(again)];
      }
      return [
        runs(t, kind, { ...known, dueOn: nextBy ?? null }),
        lastDay === undefined ? openFrom(decidedOn, again) : openUntil(lastDay, again),
      ];
    },
  });
}

/** @throws Refusal for what another agency alone can say, while that takes part. */
function mustSayIt({ actor, rules }: TrajectoryView, result: string, onlyBy: AgencyRole | undefined): void {
  if (onlyBy === undefined || actor === null) return;
  const [agency, role] = splitRole(onlyBy);
  if (!rules.partners.includes(agency) || (actor.agency === agency && actor.roles.includes(role))) return;
  throw refuse('forbidden', 'result-of-performers', { performers: [onlyBy], result });
}

/** The guidance that goes on when a procedure did not lead to residence. */
function takenUpAgain(t: TrajectoryView, step: string | undefined, why: Reason) {
  const guided = t.fact(admissionFact) === 'admitted' && t.state.outcome === null;
  return step !== undefined && guided && !t.isOpen(step) ? [openAgain(step, why)] : [];
}

export const procedureSteps: readonly Step[] = procedureKinds.map(procedureStep);
