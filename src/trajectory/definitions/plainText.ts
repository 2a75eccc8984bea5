/**
 * Text as people type and paste it, made plain. What is pasted from a letter or a web page has dashes, spaces and marks that
 * look like others or like nothing: the same number or reference must be the same text, and a reason must say something.
 */

/** What takes no room and shows nothing, such as a zero-width space or a soft hyphen. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
/** The joiners that some scripts cannot be written without. */
const isJoiner = (mark: string) => mark === '\u200c' || mark === '\u200d';
const spaces = /\p{White_Space}+/gu;
const dashes = /[\p{Dash_Punctuation}\u2212]/gu;
/** A letter, digit or sign that one sees; the blank of braille looks like a space. */
const visible = /[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]/u;
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A code or reference on one line: dashes are `-`, spaces are single, and nothing is there that does not show. */
export function plainLine(text: string): string {
  return text.normalize('NFC').replace(ignorable, '').replace(spaces, ' ').replace(dashes, '-').trim();
}

/** What someone wrote in their own words: as it is, without what does not show or turns the direction of writing. */
export function plainWords(text: string): string {
  return text.replace(ignorable, (mark) => (isJoiner(mark) ? mark : '')).trim();
}

/** How many characters of a text can be seen. */
export function visibleCharacters(text: string): number {
  let count = 0;
  for (const character of text) if (visible.test(character) && !blank.test(character)) count += 1;
  return count;
}
