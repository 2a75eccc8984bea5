import type { Batch, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import type { CodedReason } from '../../src/trajectory/replayed/reason.js';
import type { Params, Refused, Said } from '../../src/trajectory/replayed/refusal.js';
import type { Text } from '../../src/trajectory/language.js';
import { languages, ourVocabulary } from './languages.js';

/** What all that is recorded and refused is called. Undefined is what has no words. */
export interface EveryWord {
  event(type: string): Text | undefined;
  agency(agency: string): Text | undefined;
  step(name: string): Text | undefined;
  /** The sentences of a reason or a refusal as they are declared, with their placeholders. */
  reason(code: string): Text | undefined;
  refusal(code: string): Text | undefined;
  /** The same, filled in. */
  reasonInWords(reason: CodedReason): Text;
  refusalInWords(said: Said): Text;
}

/** Returns what a batch has that is called nothing in one of the languages, or is said in the other one. */
export function wordlessInBatch({ events }: Batch, words: EveryWord): string[] {
  return events.flatMap((event) => wordlessInEvent(event, words));
}

function wordlessInEvent({ type, step, reason, tells = [], asks = [] }: TrajectoryEvent, words: EveryWord): string[] {
  return [
    ...title(`event ${type}`, words.event(type)),
    ...(step === undefined ? [] : title(`step ${step}`, words.step(step))),
    ...tells.flatMap((agency) => title(`agency ${agency}`, words.agency(agency))),
    ...asks.flatMap(({ name }) => title(`message ${name}`, words.event(name))),
    ...(reason === undefined || 'typed' in reason
      ? []
      : sentence(`reason ${reason.code}`, words.reason(reason.code), () => words.reasonInWords(reason), reason.params)),
  ];
}

/** Returns what a refusal says without words in one of the languages, or in the other one; with what it says of each field. */
export function wordlessInRefusal({ errors = [], ...refused }: Refused, words: EveryWord): string[] {
  return [refused, ...errors].flatMap((said) => wordlessInSaid(said, words));
}

function wordlessInSaid(said: Said, words: EveryWord): string[] {
  const { because, params = {} } = said;
  const within = Object.values(params).filter(
    (param): param is Said => typeof param === 'object' && 'because' in param,
  );
  return [
    ...sentence(`refusal ${because}`, words.refusal(because), () => words.refusalInWords(said), params),
    ...within.flatMap((inner) => wordlessInSaid(inner, words)),
  ];
}

function title(what: string, text: Text | undefined): string[] {
  if (text === undefined) return [`${what} has no words`];
  return languages.flatMap((language) => [
    ...(text[language].trim() === '' ? [`${what} has no words in ${language}`] : []),
    ...strange(what, text[language], language),
  ]);
}

function sentence(what: string, declared: Text | undefined, inWords: () => Text, params: Params = {}): string[] {
  if (declared === undefined) return [`${what} has no words`];
  const whole = inWords();
  return languages.flatMap((language) => {
    const asTyped = kindsIn(declared[language])
      .filter(([, kind]) => kind === 'text')
      .map(([name]) => params[name!])
      .filter((text): text is string => typeof text === 'string' && text !== '');
    const ours = asTyped.reduce((rest, text) => rest.replaceAll(text, ' '), whole[language]);
    return [
      ...(/[{}…]/.test(ours) ? [`${what} is not filled in: ${ours}`] : []),
      ...(/\d{4}-\d{2}-\d{2}/.test(ours) ? [`${what} has a date of a machine: ${ours}`] : []),
      ...codesIn(declared[language], params, ours).map((code) => `${what} shows the code ${code}: ${ours}`),
      ...strange(what, ours, language),
    ];
  });
}

/** The codes that stand in a sentence as they are, where their titles should be. */
function codesIn(declared: string, params: Params, ours: string): string[] {
  return kindsIn(declared)
    .filter(([, kind]) => !['text', 'number', 'day', 'why'].includes(kind!))
    .flatMap(([name]) => params[name!] as string | readonly string[])
    .filter((code) => /^[a-z]+([-:.][a-zA-Z]+)+$|^[A-Z]+_[A-Z_]+$/.test(code) && ours.includes(code));
}

const kindsIn = (declared: string): string[][] =>
  [...declared.matchAll(/\{(\w+):(\w+)\}/g)].map(([, name = '', kind = '']) => [name, kind]);

function strange(what: string, text: string, language: 'nl' | 'en'): string[] {
  const words = ourVocabulary().strangeWords(text, language);
  return words.length === 0 ? [] : [`${what} says ${words.join(', ')} in ${language}: ${text}`];
}
