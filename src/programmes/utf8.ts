/** What is wrong with a file that is no UTF-8, and the line where it shows first. */
export interface EncodingFault {
  line: number;
  message: string;
}

const newline = 0x0a;
const asked = 'save it as UTF-8';

/**
 * Returns the text of a file, without the mark that some editors put before it; or the first place that is no UTF-8. Read
 * leniently, Súdwest-Fryslân would become another name without a word.
 */
export function readUtf8(bytes: Uint8Array): string | EncodingFault {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return { line: 1, message: `the file is UTF-16; ${asked}` };
  }
  const nul = bytes.indexOf(0);
  // YAML has no such character, and text in two bytes a letter has one at each.
  if (nul >= 0) return { line: lineAt(bytes, nul), message: `the file is not UTF-8, perhaps UTF-16; ${asked}` };
  const strict = new TextDecoder('utf-8', { fatal: true });
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    return { line: firstUnreadable(bytes, strict), message: `this line is not UTF-8, perhaps Windows-1252; ${asked}` };
  }
  const lost = text.indexOf('\ufffd');
  if (lost < 0) return text;
  const message = `a letter of this line was lost (it is \ufffd now); write it again and ${asked}`;
  return { line: text.slice(0, lost).split('\n').length, message };
}

/** No byte of a longer character is a newline, so each line can be read by itself. */
function firstUnreadable(bytes: Uint8Array, strict: InstanceType<typeof TextDecoder>): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, from);
    const until = end < 0 ? bytes.length : end;
    try {
      strict.decode(bytes.subarray(from, until));
    } catch {
      return line;
    }
    from = until + 1;
  }
  return line;
}

function lineAt(bytes: Uint8Array, position: number): number {
  return bytes.subarray(0, position).filter((byte) => byte === newline).length + 1;
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
