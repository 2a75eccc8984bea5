/** Words that belong to the LVV: the engine, and another domain on it, have none of them. */
const words = [
  'lvv',
  'landelijke vreemdelingenvoorzieningen',
  'admissions?',
  'admitted(?:On)?',
  'case[- ]?conferences?',
  'conferences?',
  'lso',
  'ngos?',
  'dt&v',
  'dtv',
  'ind',
  'avim',
  'asylum',
  'aliens?',
  'objections?',
  'shelter(?:ed|s)?',
  'v[- ]?num(?:ber|mer)s?',
  'legal-review',
  'steering[- ]groups?',
  'return[- ]counselling',
  'participants?',
  'intakes?',
  'court[- ]?holds?',
  'held[- ]by[- ]court',
  'duplicates?',
  'vulnerable',
  'mob',
  'semi_durable',
  'refused_at_admission',
  'casusoverleg',
  'toelating',
  'toegelaten',
  'bezwaar',
  'bezwaren',
  'deelnemers?',
  'opvang',
  'terugkeer',
  'vreemdeling\\w*',
  'asiel\\w*',
  'kwetsbaar',
];
const pattern = new RegExp(`(?<![A-Za-z0-9_&])(?:${words.join('|')})(?![A-Za-z0-9_])`, 'gi');

/** Returns each word of the LVV in a text, in its order; in code also what is a part of a name, such as `vNumberKnown`. */
export function wordsOfTheLvv(text: string): string[] {
  return [...text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').matchAll(pattern)].map(([word]) => word);
}
