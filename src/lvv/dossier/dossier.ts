import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { count, defineStep, field, openFrom, setFacts, type AgencyRole, type Text, reasons } from '../define.js';
import {
  dossierFact,
  dossierOf,
  dossierSteps,
  type DossierAgency,
  type DossierStep,
  restUntilFact,
} from './dossierFact.js';
import { everyone, pastDay, reference, yesNo } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { restIsOverOn } from './restPeriod.js';
import { admissionFact } from '../admission/admissionFact.js';
import { mistake } from './refusals.js';

interface Part {
  step: DossierStep;
  figure: string;
  title: Text;
  description: Text;
  /** Who delivers it; the municipality enters what came by post or mail. */
  performedBy: AgencyRole[];
  /** What may exist, of which only that it exists is entered. Nothing of the contents (DOMAIN §4). */
  documents: [string, ...string[]];
  example: { documents: string[]; reference: string };
}

const why = reasons({
  'dossier-complete': { nl: 'het dossier is compleet', en: 'the dossier is complete' },
});

const byPost: AgencyRole[] = ['municipality:case-director', 'municipality:intake-officer'];

/**
 * The dossier (DOMAIN §2.4): after the intake IND and DT&V each deliver their part, side by side. [NF] No term for it was
 * found, so these are a neutral default; waiting for it was not rare, so it is asked for again (see the action `chase`).
 */
function dossierPart(agency: DossierAgency, part: Part) {
  const { step, figure, title, description, performedBy, documents } = part;
  const other = (Object.keys(dossierSteps) as DossierStep[]).find((name) => name !== step)!;
  return defineStep({
    name: step,
    title,
    description,
    responsible: agency,
    performedBy: [...performedBy, ...byPost],
    opensWhen: (t) => t.isCompleted('intake') && t.fact(admissionFact) === undefined,
    repeatable: false,
    terms: assumed({
      target: workingDays(15),
      fatal: workingDays(20),
      remind: [workingDays(10)],
      escalate: workingDays(25),
    }),
    tells: { completed: ['municipality'] },
    input: z.strictObject({
      deliveredOn: field(pastDay({ notBefore: ['receivedOn'] }), {
        title: { en: 'Delivered on', nl: 'Geleverd op' },
        purpose: {
          en: 'To know from when the rest period runs, and to count how long was waited.',
          nl: 'Om te weten wanneer de rusttermijn begint, en te tellen hoe lang er is gewacht.',
        },
        audience: everyone,
      }),
      known: yesNo(
        { en: 'Known to this agency', nl: 'Bekend bij deze partij' },
        {
          en: 'To know whether there is a file. That there is none is an answer as well.',
          nl: 'Om te weten of er een dossier is. Dat er geen is, is ook een antwoord.',
        },
        ['municipality', 'ngo', agency],
      ),
      documents: field(z.array(oneOf(documents)).max(documents.length).optional(), {
        title: { en: 'What there is', nl: 'Wat er is' },
        purpose: {
          en: 'To know what there is to ask for. Nothing of what it says is entered.',
          nl: 'Om te weten welke stukken er zijn. Wat erin staat, leggen we niet vast.',
        },
        audience: ['municipality', 'ngo', agency],
        when: [{ field: 'known', is: [true] }],
      }),
      reference: reference(
        { en: 'Reference of the dossier', nl: 'Kenmerk van het dossier' },
        {
          en: 'To find the dossier with the agency that keeps it.',
          nl: 'Om het dossier te vinden bij wie het bewaart.',
        },
        ['municipality', 'ngo', agency],
      ).optional(),
    }),
    example: { deliveredOn: '2026-11-12', known: true, ...part.example },
    decide: (t, { deliveredOn, known, documents: found = [] }) => {
      if (new Set(found).size < found.length) throw mistake('documents', 'document-twice');
      // A slip into the future must not make the rest longer.
      const today = dayOf(t.now);
      const delivered = { deliveredOn: deliveredOn < today ? deliveredOn : today, known };
      const dossier = { ...dossierOf(t), [agency]: delivered };
      const complete = t.isCompleted(other) || !t.canOpen(other);
      const rests = complete && t.canOpen('rest-period') && !t.isCompleted('rest-period');
      const last = Object.values(dossier)
        .map((each) => each.deliveredOn)
        .toSorted()
        .at(-1)!;
      return [
        setFacts(dossierFact.set(dossier), ...(rests ? [restUntilFact.set(restIsOverOn(t, last))] : [])),
        count({ [figure]: deliveredOn }),
        ...(rests ? [openFrom(last, { step: 'rest-period', reason: why['dossier-complete'] })] : []),
      ];
    },
  });
}

export const dossierInd = dossierPart('ind', {
  step: 'dossier-ind',
  figure: 'dossierIndOn',
  title: { en: 'Dossier of the IND', nl: 'Dossier van de IND' },
  description: {
    en: 'The IND delivers what it has of the person. Enter which documents there are, and nothing of what they say.',
    nl: 'De IND levert wat er over iemand bekend is. Leg vast welke stukken er zijn, niets van de inhoud.',
  },
  performedBy: ['ind:liaison'],
  documents: ['asylum-file', 'residence-file', 'decisions', 'court-rulings', 'identity-documents'],
  example: { documents: ['asylum-file', 'decisions'], reference: 'IND-2026-00417' },
});

export const dossierDtv = dossierPart('dtv', {
  step: 'dossier-dtv',
  figure: 'dossierDtvOn',
  title: { en: 'Dossier of DT&V', nl: 'Dossier van DT&V' },
  description: {
    en: 'DT&V delivers what it has of the person. Enter which documents there are, and nothing of what they say.',
    nl: 'DT&V levert wat er over iemand bekend is. Leg vast welke stukken er zijn, niets van de inhoud.',
  },
  performedBy: ['dtv:liaison', 'dtv:departure-officer'],
  documents: [
    'handover-dossier',
    'departure-plan',
    'departure-interviews',
    'travel-document-application',
    'identity-documents',
  ],
  example: { documents: ['handover-dossier', 'departure-plan'], reference: 'DTV-2026-00093' },
});
