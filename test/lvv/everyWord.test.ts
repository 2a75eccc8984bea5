import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namesOf } from '../../src/trajectory/definitions/names.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { isCorrecting } from '../../src/trajectory/definitions/ownNames.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import type { Batch, Command } from '../../src/trajectory/replayed/events.js';
import { wordingOf } from '../../src/trajectory/reading/names.js';
import { Refusal, refusedAtTheDoor, type Refused } from '../../src/trajectory/replayed/refusal.js';
import type { Text } from '../../src/trajectory/language.js';
import { reasonText } from '../../src/trajectory/words/declare.js';
import { inWordsOf, refusalWords } from '../../src/trajectory/words/refusing.js';
import { wordsOfReason } from '../../src/trajectory/words/wording.js';
import { ourVocabulary, ownTexts, theOther } from '../support/languages.js';
import { Play, programmeWith } from '../support/play.js';
import { wordlessInBatch, wordlessInRefusal, type EveryWord } from '../support/wordless.js';
import { commandOf, moves, type Move } from '../trajectory/moves.js';

const wording = wordingOf(programmesOf([programmeWith()]));
const inWords = inWordsOf(namesOf([programmeWith()]));
const unlessCode = (code: string, text: Text) => (text.nl === code && text.en === code ? undefined : text);

const everyWord: EveryWord = {
  event: (type) => unlessCode(type, wording.event(type)),
  agency: (agency) => wording.agency(agency),
  step: (name) => wording.step(name),
  reason: (code) => reasonText(code),
  refusal: (code) => refusalWords().get(code),
  reasonInWords: (reason) => wordsOfReason(reason, wording),
  refusalInWords: (said) => ({ nl: inWords(said, 'nl'), en: inWords(said, 'en') }),
};

/** What was met, by its code. */
interface Met {
  events: Set<string>;
  reasons: Set<string>;
  refusals: Set<string>;
  fields: Set<string>;
  agencies: Set<string>;
}
const nothingMet = (): Met => ({
  events: new Set(),
  reasons: new Set(),
  refusals: new Set(),
  fields: new Set(),
  agencies: new Set(),
});

/** A correction comes with what it comes to, as the API works it out; everything else goes to the decider as it is. */
function decidedOf(play: Play, command: Command): Batch {
  const isCorrection = command.kind === 'action' && isCorrecting(command.name);
  return isCorrection ? play.decided(command) : decide(play.programme, play.state, command, play.instant);
}

/** Lets random commands be decided, also bad ones, and returns what comes of them that has no words. */
function wordlessIn(sequence: readonly Move[], words: EveryWord, met = nothingMet()): string[] {
  const play = new Play();
  const found = play.batches.flatMap((batch) => wordlessInBatch(batch, words));
  const refused = (refusal: Refused): void => {
    met.refusals.add(refusal.because);
    for (const { because } of refusal.errors ?? []) met.fields.add(because);
    found.push(...wordlessInRefusal(refusal, words));
  };
  for (const move of sequence) {
    const command = commandOf(play, move);
    if (command.kind !== 'tick') {
      const atTheDoor = refusedAtTheDoor(play.state, command);
      if (atTheDoor) refused(atTheDoor);
    }
    try {
      const batch = play.take(decidedOf(play, command));
      for (const { type, reason, tells = [] } of batch.events) {
        met.events.add(type);
        if (reason && 'code' in reason) met.reasons.add(reason.code);
        for (const agency of tells) met.agencies.add(agency);
      }
      found.push(...wordlessInBatch(batch, words));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused(error.refused);
    }
  }
  return found;
}

describe('Whatever is asked of the decider, also what cannot be', () => {
  it('nothing that it records, tells or refuses is without words in Dutch or in English, or in the other language', () => {
    const met = nothingMet();
    fc.assert(
      fc.property(moves, (sequence) => assert.deepEqual(wordlessIn(sequence, everyWord, met), [])),
      { numRuns: 150 },
    );
    // Fewer would be moves that get nowhere; a run meets about 40, 13, 45, 20 and 5.
    const least = { events: 30, reasons: 8, refusals: 30, fields: 12, agencies: 4 };
    for (const [kind, codes] of Object.entries(met)) {
      assert.ok(
        codes.size >= least[kind as keyof Met],
        `only ${codes.size} ${kind}: ${[...codes].toSorted().join(', ')}`,
      );
    }
  });

  it('a wording that is taken away is found, of whatever kind: the control', () => {
    const sequences = fc.sample(moves, { numRuns: 15, seed: 15 });
    const without = (changes: Partial<EveryWord>): string[] =>
      sequences.flatMap((sequence) => wordlessIn(sequence, { ...everyWord, ...changes }));
    const all = (of: Partial<EveryWord>, found: string) =>
      assert.ok(without(of).includes(found), `${found} was not found`);
    assert.deepEqual(without({}), []);
    const but = (name: string, words: (code: string) => Text | undefined) => (code: string) =>
      code === name ? undefined : words(code);
    all({ event: but('step-opened', everyWord.event) }, 'event step-opened has no words');
    all({ step: but('admission', everyWord.step) }, 'step admission has no words');
    all({ agency: but('ngo', everyWord.agency) }, 'agency ngo has no words');
    all({ reason: but('trajectory-closed', everyWord.reason) }, 'reason trajectory-closed has no words');
    all({ refusal: but('step-not-open', everyWord.refusal) }, 'refusal step-not-open has no words');
    all({ refusal: but('missing', everyWord.refusal) }, 'refusal missing has no words');
    // In both languages the same sentence, as where one was copied and not translated.
    const dutch = without({ refusalInWords: (said) => ({ nl: inWords(said, 'nl'), en: inWords(said, 'nl') }) });
    assert.ok(dutch.some((one) => /^refusal step-not-open says .*staat.* in en: /.test(one)));
    const coded = without({ refusalInWords: (said) => ({ nl: JSON.stringify(said), en: JSON.stringify(said) }) });
    assert.ok(coded.some((one) => /shows the code legal-review/.test(one)));
  });
});

describe('Each text that stands in the source in Dutch and in English', () => {
  const texts = ownTexts();

  it('is in the language that it says', () => {
    assert.ok(texts.length > 4000, `only ${texts.length} texts were read`);
    assert.deepEqual(
      texts.filter((one) => ourVocabulary().isMisplaced(one)),
      [],
    );
  });

  it('would be found in the place of the other language, unless it is the same in both: the control', () => {
    const missed = texts.filter(
      ({ text, language }) => ourVocabulary().strangeWords(text, theOther[language]).length === 0,
    );
    assert.ok(
      missed.length < texts.length / 40,
      `${missed.length} of ${texts.length}: ${missed.map(({ text }) => text).join(', ')}`,
    );
  });
});
