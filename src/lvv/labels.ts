import { z } from 'zod';
import type { Text } from './define.js';
import { agencyTitles } from './agencies.js';
import { directions, outcomes } from './codes.js';
import { procedures } from './procedures/procedureKinds.js';

/** What each code is called that a field can have. A code means the same in every field, so it is here once. */
export const labels: Readonly<Record<string, Text>> = {
  ...titlesOf(directions),
  ...titlesOf(outcomes),
  ...Object.fromEntries(Object.entries(procedures).map(([kind, { title }]) => [kind, title])),

  // Who.
  ...Object.fromEntries(Object.entries(agencyTitles).map(([agency, { title }]) => [agency, title])),
  person: { en: 'The person', nl: 'De deelnemer' },
  court: { en: 'Court', nl: 'Rechter' },
  lawyer: { en: 'Lawyer', nl: 'Advocaat' },
  partner: { en: 'Partner', nl: 'Partner' },
  'case-conference': { en: 'Case conference (LSO)', nl: 'Casusoverleg (LSO)' },
  'steering-group': { en: 'Steering group', nl: 'Stuurgroep' },
  'higher-level': { en: 'Higher level', nl: 'Hoger niveau' },

  // How it came, or was done.
  desk: { en: 'Desk', nl: 'Loket' },
  post: { en: 'Post', nl: 'Post' },
  phone: { en: 'Phone', nl: 'Telefoon' },
  'e-mail': { en: 'E-mail', nl: 'E-mail' },
  outreach: { en: 'Outreach', nl: 'Veldwerk' },
  conversation: { en: 'Conversation', nl: 'Gesprek' },
  message: { en: 'Message', nl: 'Bericht' },
  visit: { en: 'Visit', nl: 'Bezoek' },
  letter: { en: 'Letter', nl: 'Brief' },
  'through-someone': { en: 'Through someone else', nl: 'Via iemand anders' },

  // Needs, and what keeps a case.
  shelter: { en: 'Shelter', nl: 'Opvang' },
  medical: { en: 'Health', nl: 'Gezondheid' },
  'legal-aid': { en: 'Legal aid', nl: 'Rechtshulp' },
  income: { en: 'Income', nl: 'Inkomen' },
  language: { en: 'Language', nl: 'Taal' },
  documents: { en: 'Documents', nl: 'Documenten' },
  family: { en: 'Family', nl: 'Familie' },
  identity: { en: 'Identity and nationality', nl: 'Identiteit en nationaliteit' },
  IDENTITY: { en: 'Identity', nl: 'Identiteit' },
  MEDICAL_PSYCHOLOGICAL: { en: 'Medical or psychological problems', nl: 'Medische of psychische problemen' },
  DOSSIER_INCOMPLETE: { en: 'Dossier not complete', nl: 'Dossier niet compleet' },
  NO_AGREEMENT: { en: 'No agreement', nl: 'Geen overeenstemming' },
  NOT_LVV: { en: 'Not a case for the LVV', nl: 'Geen LVV-casus' },
  detention: { en: 'Detention', nl: 'Detentie' },
  'out-of-contact': { en: 'Out of contact', nl: 'Uit beeld' },
  'waiting-for-a-decision': { en: 'Waiting for a decision', nl: 'Wacht op een besluit' },

  // What is in a dossier.
  'asylum-file': { en: 'Asylum file', nl: 'Asieldossier' },
  'residence-file': { en: 'Residence file', nl: 'Verblijfsdossier' },
  decisions: { en: 'Decisions', nl: 'Besluiten' },
  'court-rulings': { en: 'Rulings of courts', nl: 'Uitspraken' },
  'identity-documents': { en: 'Identity documents', nl: 'Identiteitspapieren' },
  'handover-dossier': { en: 'Handover dossier', nl: 'Overdrachtsdossier' },
  'departure-plan': { en: 'Departure plan', nl: 'Vertrekplan' },
  'departure-interviews': { en: 'Departure interviews', nl: 'Vertrekgesprekken' },
  'travel-document-application': { en: 'Application for a travel document', nl: 'Aanvraag reisdocument' },

  // Agreement and effort.
  yes: { en: 'Yes', nl: 'Ja' },
  no: { en: 'No', nl: 'Nee' },
  exception: { en: 'As an exception', nl: 'Bij uitzondering' },
  consensus: { en: 'All agree', nl: 'Iedereen is het eens' },
  dissent: { en: 'Not all agree', nl: 'Niet iedereen is het eens' },
  guides: { en: 'Guides', nl: 'Begeleidt' },
  researches: { en: 'Investigates', nl: 'Onderzoekt' },
  advises: { en: 'Advises', nl: 'Adviseert' },
  none: { en: 'None', nl: 'Geen' },
  agreed: { en: 'Agreed', nl: 'Overeenstemming' },
  'not-agreed': { en: 'Not agreed', nl: 'Geen overeenstemming' },
  'back-to-conference': { en: 'Back to the conference', nl: 'Terug naar het casusoverleg' },

  // Admission and the second pair of eyes.
  admitted: { en: 'Admitted', nl: 'Toegelaten' },
  refused: { en: 'Refused', nl: 'Geweigerd' },
  'meets-criteria': { en: 'Meets the criteria', nl: 'Voldoet aan de criteria' },
  hardship: { en: 'Harrowing circumstances', nl: 'Schrijnende situatie' },
  'exception-by-lso': { en: 'Exception by the LSO', nl: 'Uitzondering door het LSO' },
  'exception-by-steering-group': { en: 'Exception by the steering group', nl: 'Uitzondering door de stuurgroep' },
  'outside-target-group': { en: 'Outside the target group', nl: 'Buiten de doelgroep' },
  'exclusion-ground': { en: 'Ground for exclusion', nl: 'Contra-indicatie' },
  confirmed: { en: 'Confirmed', nl: 'Bevestigd' },
  'sent-back': { en: 'Sent back', nl: 'Teruggestuurd' },
  'before-admission': { en: 'Before admission', nl: 'Vóór toelating' },

  // What came of it.
  established: { en: 'Established', nl: 'Vastgesteld' },
  doubt: { en: 'In doubt', nl: 'Twijfel' },
  unknown: { en: 'Not known', nl: 'Onbekend' },
  'can-continue': { en: 'Can go on', nl: 'Kan verder' },
  'cannot-yet': { en: 'Cannot go on yet', nl: 'Kan nog niet verder' },
  'advice-awaited': { en: 'Advice is awaited', nl: 'Wacht op advies' },
  regular: { en: 'Regular residence', nl: 'Regulier verblijf' },
  asylum: { en: 'Asylum', nl: 'Asiel' },
  granted: { en: 'Granted', nl: 'Ingewilligd' },
  rejected: { en: 'Rejected', nl: 'Afgewezen' },
  disregarded: { en: 'Disregarded', nl: 'Buiten behandeling gesteld' },
  incomplete: { en: 'Incomplete', nl: 'Onvolledig' },
  repaired: { en: 'Completed', nl: 'Aangevuld' },
  withdrawn: { en: 'Withdrawn', nl: 'Ingetrokken' },
  'advice-positive': { en: 'Positive advice', nl: 'Positief advies' },
  'advice-negative': { en: 'Negative advice', nl: 'Negatief advies' },
  'report-made': { en: 'Report made', nl: 'Aangifte gedaan' },
  'no-report': { en: 'No report made', nl: 'Geen aangifte gedaan' },
  recognised: { en: 'Nationality confirmed', nl: 'Nationaliteit bevestigd' },
  'not-recognised': { en: 'Nationality not confirmed', nl: 'Nationaliteit niet bevestigd' },
  issued: { en: 'Travel document issued', nl: 'Reisdocument afgegeven' },
  lapsed: { en: 'Has lapsed', nl: 'Afgelopen' },
  'insufficient-information': { en: 'Not enough information', nl: 'Onvoldoende gegevens' },
  'border-transfer': { en: 'Consent to transfer at the border', nl: 'Akkoord met overdracht aan de grens' },
  'no-answer': { en: 'No answer', nl: 'Geen antwoord' },
  departed: { en: 'Departed', nl: 'Vertrokken' },
  upheld: { en: 'Upheld', nl: 'Gegrond' },
  'partly-upheld': { en: 'Partly upheld', nl: 'Deels gegrond' },
  dismissed: { en: 'Dismissed', nl: 'Ongegrond' },
  inadmissible: { en: 'Inadmissible', nl: 'Niet-ontvankelijk' },
  holds: { en: 'It holds', nl: 'Houdt stand' },
  'does-not-hold': { en: 'It does not hold', nl: 'Houdt geen stand' },

  // The person's choice, and cooperation.
  considering: { en: 'Still thinks about it', nl: 'Denkt er nog over na' },
  return: { en: 'Return', nl: 'Terugkeer' },
  'onward-migration': { en: 'Onward migration', nl: 'Doormigratie' },
  declined: { en: 'Does not want it', nl: 'Wil het niet' },
  revoked: { en: 'Has changed their mind', nl: 'Is erop teruggekomen' },
  cooperates: { en: 'Cooperates', nl: 'Werkt mee' },
  partly: { en: 'Partly', nl: 'Deels' },
  'does-not-cooperate': { en: 'Does not cooperate', nl: 'Werkt niet mee' },
  unable: { en: 'Is not able to', nl: 'Kan niet meewerken' },
  'go-on': { en: 'Go on', nl: 'Doorgaan' },
  'discuss-direction': { en: 'Discuss the direction', nl: 'Richting bespreken' },
  'outcome-expected': { en: 'An outcome is expected', nl: 'Uitkomst verwacht' },

  // Evidence.
  'departure-confirmation': { en: 'Confirmation of departure', nl: 'Bevestiging van vertrek' },
  'third-country-permit': { en: 'Permit of the third country', nl: 'Verblijfsrecht in het derde land' },
  'ind-decision': { en: 'Decision of the IND', nl: 'Besluit van de IND' },
  'application-receipt': { en: 'Receipt of the application', nl: 'Ontvangstbewijs van de aanvraag' },
  'coa-placement': { en: 'Placement by COA', nl: 'Plaatsing door COA' },
  'transfer-record': { en: 'Record of the transfer', nl: 'Overdrachtsbericht' },
  'last-contact-report': { en: 'Report of the last contact', nl: 'Verslag van het laatste contact' },
  'detention-notice': { en: 'Notice of detention', nl: 'Bericht van detentie' },
  'reasoned-decision': { en: 'Reasoned decision', nl: 'Gemotiveerd besluit' },
  'representative-statement': {
    en: 'Statement of a representative',
    nl: 'Verklaring van de gemachtigde',
  },
  'own-statement': { en: 'Own statement', nl: 'Eigen verklaring' },
  'court-order': { en: 'Order of a court', nl: 'Uitspraak van de rechter' },
  'civil-registry': { en: 'Civil registry', nl: 'Burgerlijke stand' },

  // Why it ended, or begins again.
  moved: { en: 'Moved', nl: 'Verhuisd' },
  'own-choice': { en: 'Own choice', nl: 'Eigen keuze' },
  'state-reception': { en: 'State reception', nl: 'Rijksopvang' },
  'not-seen': { en: 'Not seen any more', nl: 'Niet meer gezien' },
  decision: { en: 'Decision', nl: 'Besluit' },
  'entered-wrongly': { en: 'Entered wrongly', nl: 'Verkeerd ingevoerd' },
  other: { en: 'Other', nl: 'Anders' },
  extended: { en: 'Extended', nl: 'Verlengd' },
  'not-extended': { en: 'Not extended', nl: 'Niet verlengd' },
  'not-known-yet': { en: 'Not known yet', nl: 'Nog niet bekend' },
  'no-objection': { en: 'No objection', nl: 'Geen bezwaar' },
  'objection-lodged': { en: 'An objection was lodged', nl: 'Er is bezwaar gemaakt' },
  'person-is-back': { en: 'The person is back', nl: 'De deelnemer is terug' },
  'outcome-was-wrong': { en: 'The outcome was wrong', nl: 'De uitkomst klopte niet' },

  // Objections, links, and work to take up again.
  objection: { en: 'Objection', nl: 'Bezwaar' },
  appeal: { en: 'Appeal', nl: 'Beroep' },
  'interim-measure': { en: 'Interim measure', nl: 'Voorlopige voorziening' },
  'refusal-of-admission': { en: 'Refusal of admission', nl: 'Weigering van toelating' },
  ending: { en: 'Ending', nl: 'Beëindiging' },
  'other-decision': { en: 'Other decision', nl: 'Ander besluit' },
  'same-person': { en: 'The same person', nl: 'Dezelfde persoon' },
  relative: { en: 'A relative', nl: 'Een familielid' },
  'legal-review': { en: 'Legal review', nl: 'Juridische toets' },
  'return-counselling': { en: 'Return counselling', nl: 'Terugkeerbegeleiding' },
  'periodic-review': { en: 'Periodic review', nl: 'Voortgangsbespreking' },
};

/** A field that has one of these codes, each with what it is called. @throws Error for a code that is called nothing */
export function oneOf<const T extends string>(codes: readonly [T, ...T[]]) {
  const named = codes.map((code): [string, Text] => {
    const label = Object.hasOwn(labels, code) ? labels[code] : undefined;
    if (!label) throw new Error(`The code ${code} is called nothing: give it a label in src/lvv/labels.ts.`);
    return [code, label];
  });
  return z.enum(codes).meta({ 'x-labels': Object.fromEntries(named) });
}

/** A part of a row in a list, with what it is called: only fields are named by `field`. */
export const inRow = <S extends z.ZodType>(part: S, title: Text): S => part.meta({ 'x-title': title });

function titlesOf(named: Record<string, Text>): Record<string, Text> {
  return Object.fromEntries(Object.entries(named).map(([code, { en, nl }]) => [code, { en, nl }]));
}
