/** Milliseconds before the first line: what is done sooner says nothing. */
const quietMs = 3_000;
const everyMs = { terminal: 500, file: 10_000 };

/** How far a long task is, on stderr: one line that changes in a terminal, and a line now and then elsewhere. */
export class Progress {
  private readonly out: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean };
  private readonly now: () => number;
  private began: number;
  private told: number;
  private part = '';
  private isOpen = false;

  constructor(out: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean } = process.stderr, now = Date.now) {
    this.out = out;
    this.now = now;
    this.began = this.told = now();
  }

  /** @param total of which about so many; it may have grown since */
  at(part: string, done: number, total: number): void {
    const now = this.now();
    if (part !== this.part) {
      this.end();
      this.part = part;
      this.began = this.told = now;
    }
    const pause = this.out.isTTY ? everyMs.terminal : everyMs.file;
    if (now - this.began < quietMs || now - this.told < (this.isOpen || !this.out.isTTY ? pause : 0)) return;
    this.told = now;
    const line = lineOf(part, done, Math.max(total, done), (now - this.began) / 1_000);
    if (!this.out.isTTY) return void this.out.write(`${line}\n`);
    this.isOpen = true;
    this.out.write(`\r\u001b[2K${line}`);
  }

  /** Takes the line away, so that what follows stands by itself. */
  end(): void {
    if (this.isOpen) this.out.write('\r\u001b[2K');
    this.isOpen = false;
  }
}

function lineOf(part: string, done: number, total: number, seconds: number): string {
  const perSecond = done / seconds;
  const left = perSecond > 0 ? `, about ${lengthOf((total - done) / perSecond)} left` : '';
  return `${part}: ${grouped(done)} of ${grouped(total)}, ${grouped(Math.round(perSecond))} per second${left}`;
}

const grouped = (count: number): string => count.toLocaleString('en-GB');

function lengthOf(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
