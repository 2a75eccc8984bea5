import { assumed, calendarDays, months, weeks, type Term, type Terms } from '../../trajectory/terms/deadlines.js';
import type { AgencyRole, Text, Agency } from '../define.js';

/**
 * The procedures that can run beside the guidance, each with who decides, its own clock and its own results (DOMAIN §2). The
 * agency decides in its own file; here is only that it runs, since when, and what came of it.
 */

export const procedureKinds = [
  'repeat-asylum',
  'medical-deferral',
  'no-fault',
  'human-trafficking',
  'regular-application',
  'statelessness',
  'laissez-passer',
  'assisted-return',
] as const;
export type ProcedureKind = (typeof procedureKinds)[number];

/** What can come of a procedure. It ends by it, or goes on, with the same agency or another. */
export interface ProcedureResult {
  goesOnWith?: Agency;
  /** How long that agency has, when no day was named. */
  within?: Term;
  /** It is noted and the procedure goes on as it was: no term is known for what comes next, unless a day is named. */
  noted?: true;
  /** It holds for a time: when the decision names its last day, that day is waited for. */
  holdsUntil?: true;
  /** Who alone says that this came of it, while that agency takes part. */
  onlyBy?: AgencyRole;
  /** The step that is taken up again when it ends this way. */
  backTo?: string;
}

export interface Procedure {
  title: Text;
  description: Text;
  /** Whose clock it is, as it is shown with the step. */
  clock: Text;
  terms: Terms;
  responsible: Agency;
  performedBy: AgencyRole[];
  /** Who may see what came of it and where it is kept. */
  audience: readonly Agency[];
  /** Who may know that it runs at all, when that is not every party. */
  knownTo?: readonly Agency[];
  results: Record<string, ProcedureResult>;
  example: string;
}

/** [NF] No term was found for these, so there is a neutral default that only reminds. */
const noTermFound = {
  clock: {
    en: 'No term is known for it: it has a date only when the lawyer or the agency names one, or the programme sets one.',
    nl: 'Er is geen termijn voor bekend: er is alleen een datum als de advocaat of de instantie er een noemt, of als het programma een termijn heeft.',
  },
  terms: assumed({ target: months(5), fatal: months(6), remind: [months(4)], escalate: months(7) }),
} satisfies Partial<Procedure>;

/** The municipality enters what it hears by post or from the lawyer; the decision stays that of who takes it. */
const enters: AgencyRole = 'municipality:case-director';
const ofResidence: readonly Agency[] = ['municipality', 'ngo', 'ind', 'dtv'];
const ofTrafficking: readonly Agency[] = ['municipality', 'ngo', 'avim', 'ind'];
const ofDeparture: readonly Agency[] = ['municipality', 'ngo', 'dtv'];

/** It ends, and nothing follows from it by itself: an outcome is registered by a person. */
const ended: ProcedureResult = {};

export const procedures: Record<ProcedureKind, Procedure> = {
  'repeat-asylum': {
    title: { en: 'Repeat asylum application', nl: 'Herhaalde asielaanvraag (HASA)' },
    description: {
      en: 'The IND decides on the application. Who lodges it has a right to state reception from then on; that is not an outcome by itself.',
      nl: 'De IND beslist op de aanvraag. Wie die indient heeft vanaf dan recht op rijksopvang; dat is op zichzelf nog geen uitkomst.',
    },
    ...noTermFound,
    responsible: 'ind',
    performedBy: ['ind:liaison', 'ngo:legal', enters],
    audience: ofResidence,
    results: {
      granted: ended,
      // After a refusal the departure track starts again (DOMAIN §2.10, S18).
      refused: { backTo: 'return-counselling' },
      disregarded: { backTo: 'return-counselling' },
      // One week to repair it; four hours when it was repeated before, so another day can be named (S18).
      incomplete: { goesOnWith: 'ngo', within: weeks(1) },
      repaired: { goesOnWith: 'ind' },
      withdrawn: ended,
    },
    example: 'granted',
  },
  'medical-deferral': {
    title: {
      en: 'Deferral of departure on medical grounds (art. 64)',
      nl: 'Uitstel van vertrek om medische redenen (art. 64)',
    },
    description: {
      en: 'The IND decides on the advice of the BMA. A deferral is temporary and no permit. Enter nothing medical.',
      nl: 'De IND beslist op advies van het BMA. Uitstel is tijdelijk en geen vergunning. Leg niets medisch vast.',
    },
    ...noTermFound,
    responsible: 'ind',
    performedBy: ['ind:liaison', 'ngo:legal', enters],
    audience: ofResidence,
    // Its name says that someone is ill. The IND decides on it, and DT&V has to know that nobody leaves meanwhile.
    knownTo: ofResidence,
    // A deferral has a last day, which is watched: extended, it is granted again; else it has lapsed.
    results: { granted: { holdsUntil: true }, refused: ended, lapsed: ended, withdrawn: ended },
    example: 'granted',
  },
  'no-fault': {
    title: { en: 'No-fault procedure (mediation by DT&V)', nl: 'Buitenschuldprocedure (bemiddeling door DT&V)' },
    description: {
      en: 'DT&V mediates with full cooperation of the person. After a positive advice the IND decides of its own accord.',
      nl: 'DT&V bemiddelt, met volledige medewerking van de deelnemer. Na een positief advies beslist de IND ambtshalve.',
    },
    ...noTermFound,
    responsible: 'dtv',
    performedBy: ['dtv:departure-officer', 'dtv:liaison', 'ind:liaison', 'ngo:legal', enters],
    audience: ofResidence,
    results: {
      'advice-positive': { goesOnWith: 'ind' },
      'advice-negative': ended,
      granted: ended,
      refused: ended,
      withdrawn: ended,
    },
    example: 'granted',
  },
  'human-trafficking': {
    // Being a victim or witness is known to as few as possible (DOMAIN §4): to who guides, who investigates and who decides.
    title: { en: 'Human trafficking (B8/3)', nl: 'Mensenhandel (B8/3)' },
    description: {
      en: 'The police offers a reflection period. A report counts as an application, on which the IND decides. Enter nothing of what happened.',
      nl: 'De politie biedt bedenktijd aan. Aangifte geldt als aanvraag, waarop de IND beslist. Leg niets vast van wat er is gebeurd.',
    },
    clock: {
      en: 'The reflection period lasts three months at most.',
      nl: 'De bedenktijd duurt ten hoogste drie maanden.',
    },
    terms: { target: weeks(10), fatal: months(3), remind: [weeks(8)], escalate: months(4) },
    responsible: 'avim',
    performedBy: ['avim:liaison', 'ind:liaison', 'ngo:legal', enters],
    audience: ofTrafficking,
    knownTo: ofTrafficking,
    results: {
      // [NF] How long the investigation lasts: a default, unless a day is named.
      'report-made': { goesOnWith: 'ind', within: months(6) },
      'no-report': ended,
      granted: { holdsUntil: true },
      refused: ended,
      lapsed: ended,
      withdrawn: ended,
    },
    example: 'granted',
  },
  'regular-application': {
    title: { en: 'Regular application (such as art. 8 ECHR)', nl: 'Reguliere aanvraag (zoals art. 8 EVRM)' },
    description: {
      en: 'The IND decides on an application for a residence permit that is no asylum application, such as family life.',
      nl: 'De IND beslist op een aanvraag voor een verblijfsvergunning die geen asielaanvraag is, zoals voor gezinsleven.',
    },
    ...noTermFound,
    responsible: 'ind',
    performedBy: ['ind:liaison', 'ngo:legal', enters],
    audience: ofResidence,
    results: {
      granted: ended,
      refused: { backTo: 'return-counselling' },
      disregarded: { backTo: 'return-counselling' },
      withdrawn: ended,
    },
    example: 'granted',
  },
  statelessness: {
    title: { en: 'Determination of statelessness', nl: 'Vaststelling van staatloosheid' },
    description: {
      en: 'The court in The Hague establishes it, or an authority where it is evident. It gives a status, and no right of residence.',
      nl: 'De rechtbank Den Haag stelt het vast, of een instantie als het evident is. Het geeft een status en geen verblijfsrecht.',
    },
    ...noTermFound,
    responsible: 'ngo',
    performedBy: ['ngo:legal', 'ind:liaison', enters],
    audience: ofResidence,
    results: {
      established: ended,
      rejected: ended,
      withdrawn: ended,
    },
    example: 'established',
  },
  'laissez-passer': {
    title: { en: 'Laissez-passer', nl: 'Laissez-passer' },
    description: {
      en: 'DT&V asks the country of origin for a travel document. Nothing of an asylum story goes with it: the person can object to documents being sent.',
      nl: 'DT&V vraagt het land van herkomst om een reisdocument. Niets uit het asielverhaal gaat mee: de deelnemer kan bezwaar maken tegen het meesturen van stukken.',
    },
    clock: {
      en: 'That there is no answer is noted twelve months after filing at the latest, and the application goes on until an answer comes or the departure case officer of DT&V withdraws it.',
      nl: 'Is er geen antwoord, dan legt u dat uiterlijk twaalf maanden na indiening vast. De aanvraag loopt door tot er een antwoord komt of de regievoerder van DT&V de aanvraag intrekt.',
    },
    terms: { target: months(11), fatal: months(12), remind: [months(10)], escalate: months(13) },
    responsible: 'dtv',
    performedBy: ['dtv:departure-officer', 'dtv:liaison', enters],
    audience: ofDeparture,
    results: {
      // That the country recognises someone is not yet a travel document.
      recognised: { goesOnWith: 'dtv', noted: true },
      issued: ended,
      'not-recognised': ended,
      'insufficient-information': { goesOnWith: 'dtv', noted: true },
      'border-transfer': ended,
      'no-answer': { goesOnWith: 'dtv', noted: true },
      withdrawn: { onlyBy: 'dtv:departure-officer' },
    },
    example: 'issued',
  },
  'assisted-return': {
    title: { en: 'Assisted return (IOM: REAN, AVRR)', nl: 'Ondersteunde terugkeer (IOM: REAN, AVRR)' },
    description: {
      en: 'IOM helps with departure. For that the person ends their procedures, which cannot be undone: talk about it with the lawyer first. They may change their mind until the day of departure.',
      nl: 'IOM helpt bij het vertrek. De deelnemer beëindigt daarvoor de lopende procedures, en dat is niet terug te draaien: overleg eerst met de advocaat. Bedenken mag tot de dag van vertrek.',
    },
    clock: { en: 'IOM takes 20 to 90 days.', nl: 'IOM doet er 20 tot 90 dagen over.' },
    terms: {
      target: calendarDays(75),
      fatal: calendarDays(90),
      remind: [calendarDays(60)],
      escalate: calendarDays(100),
    },
    responsible: 'dtv',
    performedBy: ['dtv:departure-officer', 'ngo:counsellor', enters],
    audience: ofDeparture,
    results: {
      departed: ended,
      refused: ended,
      withdrawn: ended,
    },
    example: 'departed',
  },
};
