import { createHash } from 'node:crypto';

/**
 * A checkpoint: of every chain its last event, to be kept where who can write to the register can't. What a chain can't
 * show by itself, that its end or all of it is gone or that all was put back to an earlier state, shows against it.
 * It is text, one JSON value a line: what it is, `[chain, sequence, hash]` of each chain, and the SHA-256 of the lines
 * before. It tells nothing of persons.
 */
export interface Checkpoint {
  /** UTC instant at which it was begun. */
  at: string;
  heads: Head[];
}

/** The last event of a chain. */
export interface Head {
  chain: string;
  sequence: number;
  /** Hexadecimal. */
  hash: string;
}

/** A file that is no checkpoint, or is not whole. */
export class CheckpointFault extends Error {
  override name = 'CheckpointFault';
}

const format = 'bestendig-checkpoint-1';

export function writeCheckpoint({ at, heads }: Checkpoint): string {
  const lines = [
    { format, at, chains: heads.length },
    ...heads.map(({ chain, sequence, hash }) => [chain, sequence, hash]),
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${text}${JSON.stringify({ sha256: digestOf(text) })}\n`;
}

/** @throws CheckpointFault */
export function readCheckpoint(text: string): Checkpoint {
  const end = text.trimEnd().lastIndexOf('\n') + 1;
  const body = text.slice(0, end);
  const seal = parsed(text.slice(end)) as { sha256?: unknown } | null;
  if (seal?.sha256 !== digestOf(body)) {
    throw new CheckpointFault(
      'The checkpoint is not whole: the digest in its last line is not that of the lines before.',
    );
  }
  const [first, ...rest] = body.trimEnd().split('\n').map(parsed);
  const header = first as { format?: unknown; at?: unknown; chains?: unknown } | null;
  if (header?.format !== format || typeof header.at !== 'string' || header.chains !== rest.length) {
    throw new CheckpointFault('This is not a checkpoint that this version can read.');
  }
  const heads = rest.map((line) => {
    const [chain, sequence, hash] = line as [string, number, string];
    return { chain, sequence, hash };
  });
  return { at: header.at, heads };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new CheckpointFault('This is not a checkpoint: it has a line that is not JSON.');
  }
}
