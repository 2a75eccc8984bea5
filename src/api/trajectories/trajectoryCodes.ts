import { alphabet, refLength } from '../http/identifiers.js';

/** A trajectory as people name it: the begin of the person's reference, and which time it is when that was said. */
export interface TrajectoryCode {
  reference: string;
  episode: number | null;
}

/** So much of the reference is shown, and less names too many. */
const shortest = 6;
const codePattern = new RegExp(`^([${alphabet}]{${shortest},${refLength}})(?:-([1-9][0-9]{0,8}))?$`);

/** A trajectory as screens and people name it, such as `mc726c-1`. */
export function codeOf(id: string): string {
  const [reference = '', episode = ''] = id.split('.');
  return `${reference.slice(0, shortest)}-${episode}`;
}

/**
 * Reads every form in which a trajectory's code is shown, said or pasted: the whole id with or without its episode, the
 * short one of the screens ("mc726c-1", "Traject mc726c-1"), an address, in capitals, with spaces or other dashes.
 * Null when it is none of these.
 */
export function readTrajectoryCode(text: string): TrajectoryCode | null {
  const written = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}]/gu, '')
    // Of an address only what comes after the word that says what it is.
    .replace(/^.*\/(?:trajectories|trajecten)\//su, '')
    .replace(/[/?#].*$/su, '')
    .replace(/^[^a-z0-9]*(?:(?:trajectory|traject|kenmerk|code|id)[^a-z0-9]+)*/u, '')
    .replace(/[^a-z0-9]+$/u, '');
  for (const reading of readings(written)) {
    const [, reference, episode] = codePattern.exec(reading) ?? [];
    if (reference !== undefined) return { reference, episode: episode === undefined ? null : Number(episode) };
  }
  return null;
}

/** What stands between letters means nothing, unless a number comes last: that says which time it is. */
function readings(written: string): string[] {
  const parts = written.split(/[^a-z0-9]+/u);
  const last = parts.at(-1) ?? '';
  const before = asWritten(parts.slice(0, -1).join(''));
  const whole = asWritten(parts.join(''));
  // A whole reference in groups may end in digits too.
  if (whole.length === refLength || !/^[0-9]{1,9}$/.test(last)) return [whole];
  return [`${before}-${last}`, whole];
}

/** Letters that references do not have are read as the digits that they look like. */
function asWritten(code: string): string {
  return code.replaceAll(/[il]/g, '1').replaceAll('o', '0');
}
