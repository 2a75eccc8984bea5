/** What was sent to Bestendig in this run: texts that people typed, which it shows as they are, in whatever language. */
const typed = new Set<string>();

/** Notes every text in what is sent, however deep. A word in small letters may be a code, and codes have titles: it is left out. */
export function noteTyped(sent: unknown): void {
  if (typeof sent === 'string') {
    if (/[^a-z]/.test(sent.replaceAll(/[-:_]/g, '')) && sent.length < 2_000) typed.add(sent);
  } else if (typeof sent === 'object' && sent !== null) {
    for (const inner of Object.values(sent)) noteTyped(inner);
  }
}

/** Notes what someone is called, whatever it looks like. */
export function noteName(name: string): void {
  typed.add(name);
}

/** A text without what was typed. */
export function withoutTyped(text: string): string {
  let left = text;
  for (const one of typed) {
    // Within a longer word it is something else.
    const whole = `(?<![\\p{L}\\d-])${one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\d-])`;
    if (left.includes(one)) left = left.replaceAll(new RegExp(whole, 'gu'), ' ');
  }
  return left;
}
