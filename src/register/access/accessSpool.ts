import { randomBytes } from 'node:crypto';
import { closeSync, fdatasync, fstatSync, ftruncateSync, futimesSync, mkdirSync, openSync } from 'node:fs';
import { readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { addAccess } from './accessLog.js';
import { beforeTheFirst, hashOf, type AccessRecord, type ChainedAccess } from './accessRecord.js';
import type { Database } from '../database/database.js';
import { claimOrphans, live, spoolName } from './spoolFiles.js';

/** The record could not be written down: what it is about must not be shown. The message is for an operator. */
export class SpoolUnavailable extends Error {
  override name = 'SpoolUnavailable';
}

export interface SpoolOptions {
  /** On a disk that outlives the process; any number of processes may share it. */
  folder: string;
  register: Database;
  warn(line: string): void;
  /** How long a record waits for others to go with. */
  pauseMs?: number;
  /** At this size a file is followed by another, so that it can be removed. */
  fileBytes?: number;
}

/** A file with records on their way. */
interface Segment {
  path: string;
  writer: string;
  fd: number;
  /** Up to here it is in the register. */
  recorded: number;
  /** Nothing more is written to it. */
  done: boolean;
}

const chunkBytes = 512 * 1024;
/** Empty lines: more than a record takes. */
const room = Buffer.alloc(64 * 1024, '\n');
const longestPauseMs = 5_000;
const beatMs = 10_000;

/**
 * The way to the access log: a record is first appended to a file, before its request is answered, and from there it
 * goes to the register. So neither a killed process nor a register that is down loses one, and nobody waits for either.
 * What a dead process left is taken over by another that has the same folder. A file is written through to the disk
 * within a second: a power cut may cost that second.
 */
export class AccessSpool {
  private readonly options: Required<SpoolOptions>;
  private readonly segments: Segment[] = [];
  /** The chain that this process writes; a new one after a record that may be half written. */
  private writer = '';
  private sequence = 0;
  private hash = beforeTheFirst;
  private files = 0;
  private current: Segment | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private pauseMs: number;
  private beaten = 0;
  private unsynced = false;
  private warned = '';
  private closed = false;

  constructor(options: SpoolOptions) {
    this.options = { pauseMs: 250, fileBytes: 8 * 1024 * 1024, ...options };
    this.pauseMs = this.options.pauseMs;
    this.schedule();
  }

  /** @throws SpoolUnavailable when there is no file to write to, so that nothing is begun that can't be logged. */
  mustBeWritable(): void {
    this.current ??= this.begin();
  }

  /** Writes a record down. @throws SpoolUnavailable, and then it is as if the record had not been given */
  append(record: AccessRecord): void {
    const segment = (this.current ??= this.begin());
    const place = { writer: this.writer, sequence: this.sequence + 1, record: JSON.stringify(record) };
    const hash = hashOf(this.hash, place);
    const line = Buffer.from(`${JSON.stringify({ ...place, hash })}\n`, 'utf8');
    try {
      if (writeSync(segment.fd, line) !== line.length) throw new Error('the disk took half of it');
    } catch (error) {
      // Half a line may be there: it is no record, and the next one begins a chain of its own in a file of its own.
      this.leave();
      throw unavailable(error);
    }
    this.sequence = place.sequence;
    this.hash = hash;
    this.unsynced = true;
  }

  /** Records in the register what is in the files. @throws what the register does */
  async flush(): Promise<void> {
    this.running ??= this.record().finally(() => (this.running = undefined));
    await this.running;
  }

  /** Records what it can within two seconds; the rest stays in its file, for whoever starts next. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    this.leave();
    const patience = new Promise((resolve) => setTimeout(resolve, 2_000).unref());
    await Promise.race([this.flush().catch(() => {}), patience]);
    for (const { fd, writer } of this.segments) {
      closeSync(fd);
      live.delete(writer);
    }
    this.segments.length = 0;
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.tick(), this.pauseMs).unref();
  }

  private async tick(): Promise<void> {
    try {
      this.beat();
      await this.flush();
      this.pauseMs = this.options.pauseMs;
      this.warned = '';
    } catch (error) {
      const line = `The access log waits for the register: ${(error as Error).message}`;
      if (line !== this.warned) this.options.warn(line);
      this.warned = line;
      this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
    }
    if (!this.closed) this.schedule();
  }

  private async record(): Promise<void> {
    for (const segment of this.segments.slice()) {
      for (;;) {
        const { records, bytes } = readRecords(segment);
        if (bytes === 0) break;
        if (records.length > 0) await addAccess(this.options.register, records);
        segment.recorded += bytes;
        if (segment === this.current && segment.recorded > this.options.fileBytes) this.follow();
      }
      this.tidy(segment);
    }
  }

  /** Removes what is in the register from the disk. */
  private tidy(segment: Segment): void {
    if (segment.done) {
      closeSync(segment.fd);
      rmSync(segment.path, { force: true });
      this.segments.splice(this.segments.indexOf(segment), 1);
    } else if (segment.recorded > 0 && fstatSync(segment.fd).size === segment.recorded) {
      ftruncateSync(segment.fd, 0);
      segment.recorded = 0;
    }
  }

  /** Shows that this process lives, writes through to the disk, and takes over what others have left. */
  private beat(): void {
    if (this.unsynced && this.current) {
      this.unsynced = false;
      fdatasync(this.current.fd, () => {});
    }
    if (Date.now() - this.beaten < beatMs) return;
    this.beaten = Date.now();
    if (this.current) {
      // Whoever took this file for one of a dead process will remove it, with what is still to come.
      const { ino } = fstatSync(this.current.fd);
      if (statSync(this.current.path, { throwIfNoEntry: false })?.ino === ino) {
        futimesSync(this.current.fd, new Date(), new Date());
      } else this.leave();
    }
    for (const { path, writer } of claimOrphans(this.options.folder)) {
      this.segments.push({ path, writer, fd: openSync(path, 'r+'), recorded: 0, done: true });
    }
  }

  private begin(): Segment {
    this.writer = randomBytes(8).toString('hex');
    this.sequence = 0;
    this.hash = beforeTheFirst;
    this.files = 0;
    live.add(this.writer);
    let segment: Segment | undefined;
    try {
      segment = this.open();
      // After a record that found no room, nothing is begun before there is some again.
      if (writeSync(segment.fd, room) !== room.length) throw new Error('there is no room on the disk');
      ftruncateSync(segment.fd, 0);
      return segment;
    } catch (error) {
      if (segment) segment.done = true;
      throw unavailable(error);
    }
  }

  /** Another file for the same chain. */
  private follow(): void {
    const before = this.current;
    try {
      this.current = this.open();
      if (before) before.done = true;
    } catch {
      // The one that there is goes on growing.
    }
  }

  private open(): Segment {
    const { folder } = this.options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.files += 1;
    const path = join(folder, spoolName(this.writer, this.files));
    const segment = { path, writer: this.writer, fd: openSync(path, 'ax+', 0o600), recorded: 0, done: false };
    this.segments.push(segment);
    return segment;
  }

  private leave(): void {
    if (this.current) this.current.done = true;
    this.current = undefined;
  }
}

/** The next records of a file; what is at its end without an end of line was never whole. */
function readRecords({ fd, recorded }: Segment): { records: ChainedAccess[]; bytes: number } {
  const { size } = fstatSync(fd);
  const buffer = Buffer.alloc(Math.min(chunkBytes, size - recorded));
  const read = readSync(fd, buffer, 0, buffer.length, recorded);
  const bytes = buffer.lastIndexOf(0x0a, read - 1) + 1;
  const lines = buffer.toString('utf8', 0, bytes).split('\n');
  return { records: lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ChainedAccess), bytes };
}

function unavailable(error: unknown): SpoolUnavailable {
  return new SpoolUnavailable(`The access log can't be written: ${(error as Error).message}.`);
}
