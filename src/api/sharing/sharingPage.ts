import { escaped } from '../http/html.js';
import type { ProcessingActivity } from '../../trajectory/access/sharing.js';
import { agencyTitle, type Domain } from '../../trajectory/definitions/domain.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import type { Text } from '../../trajectory/definitions/step.js';

export type Language = keyof Text;

/** The words of the page, in plain language (B1): a caseworker shows it to the person, or prints it. */
const words = {
  title: { en: 'Who sees what about you', nl: 'Wie ziet wat over u' },
  intro: {
    en: 'Several organisations work with you. Not all of them see everything. Here you can read what we keep, why, and who can see it.',
    nl: 'Meerdere organisaties werken met u samen. Niet elke organisatie ziet alles. Hier leest u wat wij bewaren, waarom, en wie het kan zien.',
  },
  part: {
    en: 'An organisation only sees something if it takes part in your trajectory. We record who looks. You may ask who looked. You may also ask for a copy of everything we keep about you.',
    nl: 'Een organisatie ziet alleen iets als zij meedoet in uw traject. Wij leggen vast wie er kijkt. U mag vragen wie er heeft gekeken. U mag ook een kopie vragen van alles wat wij over u bewaren.',
  },
  parties: { en: 'The organisations', nl: 'De organisaties' },
  what: { en: 'What we keep', nl: 'Wat wij bewaren' },
  why: { en: 'Why', nl: 'Waarom' },
  who: { en: 'Who can see it', nl: 'Wie het kan zien' },
  nobody: { en: 'Nobody. We do not keep this.', nl: 'Niemand. Wij bewaren dit niet.' },
  onlyKnown: {
    en: 'Only these organisations know that this is done for someone:',
    nl: 'Alleen deze organisaties weten dat dit voor iemand gebeurt:',
  },
  none: { en: 'We fill in nothing here.', nl: 'Hier vullen wij niets in.' },
} satisfies Record<string, Text>;

/** A page of its own, without scripts, styles or pictures: it can be read aloud, printed and sent. */
export function whoSeesWhatPage(domain: Domain, activities: readonly ProcessingActivity[], language: Language): string {
  const { agencyNames: agencies } = domain;
  const say = (text: Text) => escaped(text[language]);
  const named = (seenBy: readonly Agency[]) =>
    agencies
      .filter((agency) => seenBy.includes(agency))
      .map((agency) => say(agencyTitle(domain, agency).toPerson))
      .join('<br>');
  const row = ({ title, purpose, audience }: { title: Text; purpose: Text; audience: readonly Agency[] }) =>
    `<tr><th scope="row">${say(title)}</th><td>${say(purpose)}</td><td>${named(audience) || say(words.nobody)}</td></tr>`;
  const table = ({ title, data, facts }: ProcessingActivity) =>
    [
      `<table><caption>${say(title)}</caption>`,
      `<thead><tr><th scope="col">${say(words.what)}</th><th scope="col">${say(words.why)}</th><th scope="col">${say(words.who)}</th></tr></thead>`,
      `<tbody>${[...data, ...facts].map(row).join('\n')}</tbody></table>`,
    ].join('\n');
  const section = (activity: ProcessingActivity) =>
    [
      `<section><h2>${say(activity.title)}</h2>`,
      `<p>${say(activity.description)}</p>`,
      ...(activity.knownTo.length < agencies.length
        ? [`<p>${say(words.onlyKnown)}<br>${named(activity.knownTo)}</p>`]
        : []),
      activity.data.length + activity.facts.length > 0 ? table(activity) : `<p>${say(words.none)}</p>`,
      '</section>',
    ].join('\n');
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${say(words.title)}</title></head>`,
    `<body><main><h1>${say(words.title)}</h1>`,
    `<p>${say(words.intro)}</p>`,
    `<p>${say(words.part)}</p>`,
    `<h2>${say(words.parties)}</h2><ul>${agencies.map((agency) => `<li>${say(agencyTitle(domain, agency).toPerson)}</li>`).join('')}</ul>`,
    ...activities.map(section),
    '</main></body></html>',
    '',
  ].join('\n');
}
