import { z } from 'zod';
import { actionGroups } from '../casework/actionGroups.js';
import { defineAction, field, setFacts, type Text } from '../define.js';
import {
  birthYearFact,
  birthYearIsAboutFact,
  calledByFact,
  interpreterNeededFact,
  languagesFact,
  personShown,
  reachFact,
  representativeFact,
  shownNumberFact,
  type PersonFact,
} from './personFacts.js';
import { describe, givenOf, personFields } from './personFields.js';
import { mistake, refuse } from './refusals.js';

const facts = {
  calledBy: [calledByFact],
  // How sure a year is says nothing without it.
  birthYear: [birthYearFact, birthYearIsAboutFact],
  vNumber: [shownNumberFact],
  languages: [languagesFact],
  interpreterNeeded: [interpreterNeededFact],
  reach: [reachFact],
  representative: [representativeFact],
} as const satisfies Partial<Record<PersonFact, readonly unknown[]>>;
type Takable = keyof typeof facts;
const takable = Object.keys(facts) as [Takable, ...Takable[]];
/** Not the title alone: one form has the field and this choice, and whoever hears it has to tell them apart. */
const choices: Record<string, Text> = Object.fromEntries(
  takable.map((name) => {
    const { en, nl } = personShown[name].title;
    return [name, { en: `Take away: ${en}`, nl: `Weghalen: ${nl}` }];
  }),
);

/** Says who it is about, or what has changed of that: what was filled in before stays on the timeline, as it was. */
export const describePerson = defineAction({
  name: 'describe-person',
  title: { en: 'Describe the person', nl: 'Persoonsgegevens bijwerken' },
  done: { en: 'Person described', nl: 'Persoonsgegevens bijgewerkt' },
  group: actionGroups.record,
  description: {
    en: 'Name, year of birth, a safe way to reach the person, and the V-number for the IND, DT&V and AVIM. What you leave empty stays as it is. A V-number that you fill in here does not stop a second referral. Use “Add the V-number” for that.',
    nl: 'Roepnaam, geboortejaar, een veilige manier om de deelnemer te bereiken, en het V-nummer voor de IND, DT&V en AVIM. Wat u leeg laat, blijft zoals het is. Een V-nummer dat u hier invult, houdt geen tweede aanmelding tegen. Gebruik daarvoor ‘V-nummer toevoegen’.',
  },
  performedBy: [
    'municipality:case-director',
    'municipality:intake-officer',
    'ngo:counsellor',
    'ngo:legal',
    'ngo:intake-officer',
  ],
  tells: {},
  shows: personShown,
  input: z.strictObject({
    ...personFields,
    noLonger: field(z.array(z.enum(takable).meta({ 'x-labels': choices })).max(takable.length), {
      title: { en: 'No longer right', nl: 'Klopt niet meer' },
      purpose: {
        en: 'To take away what is not right, when nothing comes in its place.',
        nl: 'Om weg te halen wat niet klopt, als er niets voor in de plaats komt.',
      },
      // What is taken away was there: not every agency that may describe a person may know that of each field.
      audience: ['municipality'],
    }).optional(),
  }),
  example: {
    calledBy: 'Selam',
    birthYear: 1994,
    birthYearIsAbout: true,
    vNumber: '2790046133',
    languages: ['ti', 'am'],
    interpreterNeeded: true,
    reach: { kind: 'through-someone', value: 'The desk of the shelter', notWhen: 'After six in the evening' },
  },
  decide: (t, { noLonger = [], ...input }) => {
    const given = givenOf(input);
    const isEmpty = Object.keys(given).length === 0 && noLonger.length === 0;
    // An entry that was all wrong is corrected to nothing; and nobody learns whether it has an answer that they may not see.
    if (isEmpty && !t.isCorrected) throw refuse('invalid-input', 'nothing-described');
    if (noLonger.some((name) => given[name] !== undefined)) throw mistake('noLonger', 'described-and-taken-away');
    // By the definition alone: whether it is known is not for them to learn either.
    const unseen = noLonger.filter((name) => !personShown[name].audience.some((agency) => agency === t.actor?.agency));
    if (unseen.length > 0) throw mistake('noLonger', 'others-keep-this', { fields: unseen });
    const gone = noLonger.flatMap((name) => facts[name].map((one) => one.set(null)));
    return [...(gone.length === 0 ? [] : [setFacts(...gone)]), ...describe(t, given)];
  },
});
