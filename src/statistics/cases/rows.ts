/** Rows that nobody owns any more are swept away once there are more of them than this, and than rows in use. */
const worthSweeping = 10_000;

/**
 * Rows of numbers of many owners. Those of one owner lie together and are replaced as a whole; a count is a pass over
 * two arrays and makes nothing.
 */
export class Rows {
  /** `width` whole numbers for each row. */
  numbers: Int32Array;
  /** `moments` instants for each row, in milliseconds since 1970. */
  instants: Float64Array;
  /** By owner: its first row and how many it has. */
  readonly starts: number[] = [];
  readonly counts: number[] = [];
  private used = 0;
  private inUse = 0;

  readonly width: number;
  readonly moments: number;

  constructor(width: number, moments: number) {
    this.width = width;
    this.moments = moments;
    this.numbers = new Int32Array(width);
    this.instants = new Float64Array(moments);
  }

  /** Makes room for the rows of an owner in place of those it had. @returns the first of them, to be filled in. */
  place(owner: number, count: number): number {
    while (this.starts.length <= owner) {
      this.starts.push(0);
      this.counts.push(0);
    }
    const before = this.counts[owner]!;
    if (count === before) return this.starts[owner]!;
    this.counts[owner] = 0;
    this.inUse -= before;
    if (this.used - this.inUse > Math.max(worthSweeping, this.inUse)) this.sweep();
    this.grow(this.used + count);
    const start = this.used;
    this.starts[owner] = start;
    this.counts[owner] = count;
    this.used += count;
    this.inUse += count;
    return start;
  }

  private grow(rows: number): void {
    if (rows * this.width <= this.numbers.length) return;
    const room = Math.max(rows, Math.ceil((this.numbers.length / this.width) * 1.5));
    const { numbers, instants } = this;
    this.numbers = new Int32Array(room * this.width);
    this.instants = new Float64Array(room * this.moments);
    this.numbers.set(numbers);
    this.instants.set(instants);
  }

  private sweep(): void {
    const { numbers, instants, width, moments } = this;
    let to = 0;
    this.numbers = new Int32Array(numbers.length);
    this.instants = new Float64Array(instants.length);
    for (const [owner, count] of this.counts.entries()) {
      const from = this.starts[owner]!;
      this.numbers.set(numbers.subarray(from * width, (from + count) * width), to * width);
      this.instants.set(instants.subarray(from * moments, (from + count) * moments), to * moments);
      this.starts[owner] = to;
      to += count;
    }
    this.used = to;
  }
}
