import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction, field, mark, openFrom, openUntil, reasons } from '../define.js';
import { anyDay, everyone, pastDay, purposes, reason, reference } from '../casework/fields.js';
import { mustStillRun, whoCanPerform } from '../casework/guards.js';
import { oneOf } from '../labels.js';
import { mustNotConflict } from './procedureConflicts.js';
import { maySee, runningOf, runs, stepOf } from './procedureFact.js';
import { procedureKinds } from './procedureKinds.js';
import { admissionFact } from '../admission/admissionFact.js';
import { mistake, refuse } from './refusals.js';

const why = reasons({
  'procedure-lodged': { nl: 'ingediend', en: 'lodged' },
});

/** A procedure was lodged: it is followed from here, with the agency that decides on it (DOMAIN §2, sub-procedures). */
export const startProcedure = defineAction({
  name: 'start-procedure',
  title: { en: 'Follow a procedure', nl: 'Procedure volgen' },
  done: { en: 'Procedure started', nl: 'Procedure gestart' },
  group: actionGroups.blockers,
  description: {
    en: 'An application or request was lodged. If this procedure cannot run beside another one, you read what has to be done first. A running procedure does not end by itself. All parties read the reason: write nothing confidential in it.',
    nl: 'Er is een aanvraag of verzoek ingediend. Kan deze procedure niet naast een andere lopen? Dan leest u wat er eerst moet gebeuren. Een lopende procedure eindigt niet vanzelf. Alle partijen lezen de reden: schrijf daar niets vertrouwelijks in.',
  },
  performedBy: [
    'municipality:case-director',
    'ngo:legal',
    'ngo:counsellor',
    'ind:liaison',
    'dtv:departure-officer',
    'dtv:liaison',
    'avim:liaison',
  ],
  tells: {},
  concerns: ({ procedure }) => stepOf(procedure),
  // Which procedures run tells of health and of trafficking: those who guide the person, and nobody else.
  shows: {
    procedures: {
      title: { en: 'Procedures', nl: 'Procedures' },
      purpose: {
        en: 'To know which procedures run, so that none is crossed by another.',
        nl: 'Om te weten welke procedures lopen, zodat ze elkaar niet in de weg zitten.',
      },
      audience: ['municipality', 'ngo'],
    },
  },
  input: z.strictObject({
    procedure: field(oneOf(procedureKinds), {
      title: { en: 'Procedure', nl: 'Procedure' },
      purpose: { en: 'To know which procedure runs.', nl: 'Om te weten welke procedure loopt.' },
      // One list for all kinds, so that of the most sensitive one holds: whom it concerns is told by the step.
      audience: ['municipality', 'ngo'],
    }),
    lodgedOn: field(pastDay({ years: 50 }), {
      title: { en: 'Lodged on', nl: 'Ingediend op' },
      purpose: { en: 'To know from when its term runs.', nl: 'Om te weten vanaf wanneer de termijn loopt.' },
      audience: everyone,
    }),
    reference: reference(
      { en: 'Reference of the procedure', nl: 'Kenmerk van de procedure' },
      {
        en: 'To find the procedure at the agency that decides on it.',
        nl: 'Om de procedure te vinden bij de instantie die erover beslist.',
      },
      ['municipality', 'ngo'],
    ),
    dueOn: field(anyDay({ notBefore: ['lodgedOn'] }).optional(), {
      title: {
        en: 'Last day, as the lawyer or the agency names it',
        nl: 'Laatste dag, zoals de advocaat of de instantie die noemt',
      },
      purpose: purposes.inTime,
      audience: everyone,
    }),
    reason,
  }),
  example: {
    procedure: 'no-fault',
    lodgedOn: '2026-11-02',
    reference: 'DTV-2026-00417',
    reason: 'The embassy has given no travel document in spite of full cooperation.',
  },
  offeredWhen: (t) => t.state.outcome === null && t.fact(admissionFact) !== 'refused',
  decide: (t, { procedure, lodgedOn, reference: kept, dueOn = null }) => {
    mustStillRun(t);
    if (t.fact(admissionFact) === 'refused') {
      throw refuse('conflict', 'no-guidance');
    }
    const step = stepOf(procedure);
    const able = whoCanPerform(t, step);
    if (able.length === 0) throw mistake('procedure', 'procedure-not-followed', { procedure });
    if (!able.some((agency) => agency === t.actor?.agency)) {
      throw refuse('forbidden', 'procedure-started-by', { procedure, able });
    }
    const running = runningOf(t, procedure);
    if (running) {
      const { lodgedOn: since, reference: ofRunning } = running;
      throw maySee(t, procedure)
        ? refuse('conflict', 'procedure-runs', { procedure, since, reference: ofRunning, step })
        : refuse('conflict', 'hidden-procedure-runs', { procedure, since, step });
    }
    mustNotConflict(t, procedure);
    const again = { step, reason: why['procedure-lodged'] };
    return [
      runs(t, procedure, { lodgedOn, dueOn, reference: kept }),
      dueOn === null ? openFrom(lodgedOn, again) : openUntil(dueOn, again),
      mark('procedure-started', lodgedOn, procedure),
    ];
  },
});
