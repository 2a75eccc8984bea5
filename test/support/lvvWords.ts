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
  'v-?numbers?',
  'legal-review',
  'steering[- ]groups?',
  'return[- ]counselling',
];
const pattern = new RegExp(`(?<![A-Za-z0-9_&])(?:${words.join('|')})(?![A-Za-z0-9_])`, 'gi');

/** Returns each word of the LVV in a text, as it stands there and in its order. */
export function wordsOfTheLvv(text: string): string[] {
  return [...text.matchAll(pattern)].map(([word]) => word);
}
