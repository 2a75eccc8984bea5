/** Rows that nobody owns any more are swept away once there are more of them than this, and than rows in use. */
const worthSweeping = 10_000;

/**
 * One row of several, by the places of its numbers. A count moves one of these from row to row, so that a pass makes nothing.
 * It is of the rows as they were when it was asked for.
 */
export class Row {
  private start = 0;
  private instant = 0;
  private readonly numbers: Int32Array;
  private readonly instants: Float64Array;
  private readonly width: number;
  private readonly moments: number;

  constructor(numbers: Int32Array, instants: Float64Array, width: number, moments: number) {
    this.numbers = numbers;
    this.instants = instants;
    this.width = width;
    this.moments = moments;
  }

  moveTo(row: number): void {
    this.start = row * this.width;
    this.instant = row * this.moments;
  }

  /** @param field the place of a number in a row of this kind, such as `version.outcome` */
  get(field: number): number {
    return this.numbers[this.start + field]!;
  }

  /** The first of the instants of the row. */
  get since(): number {
    return this.instants[this.instant]!;
  }

  /** Whether an instant is from the first of the two instants on, and before the second. Without an end every instant is. */
  holdsAt(instant: number): boolean {
    const until = this.instants[this.instant + 1]!;
    return this.instants[this.instant]! <= instant && (until === Infinity || instant < until);
  }
}

/**
 * Rows of numbers of many owners. Those of one owner lie together and are replaced as a whole; a count is a pass over
 * two arrays and makes nothing.
 */
export class Rows<Field extends string = string> {
  private numbers: Int32Array;
  /** In milliseconds since 1970. */
  private instants: Float64Array;
  /** By owner: its first row and how many it has. */
  private readonly starts: number[] = [];
  private readonly counts: number[] = [];
  private used = 0;
  private inUse = 0;

  private readonly fields: Readonly<Record<Field, number>>;
  private readonly width: number;
  private readonly moments: number;

  /** @param fields the place of each whole number in a row, by its name @param moments how many instants a row has */
  constructor(fields: Readonly<Record<Field, number>>, moments: number) {
    this.fields = fields;
    this.width = Object.keys(fields).length;
    this.moments = moments;
    this.numbers = new Int32Array(this.width);
    this.instants = new Float64Array(moments);
  }

  /** The first row of an owner. */
  first(owner: number): number {
    return this.starts[owner] ?? 0;
  }

  /** The row after the last one of an owner. */
  end(owner: number): number {
    return this.first(owner) + (this.counts[owner] ?? 0);
  }

  /** Something to move from row to row. */
  row(): Row {
    return new Row(this.numbers, this.instants, this.width, this.moments);
  }

  /** Copies of single rows beside each other, without their instants: who reads many of them finds them close together. */
  copies(rows: Int32Array): () => Row {
    const { numbers, width } = this;
    const copied = new Int32Array(rows.length * width);
    for (let to = 0; to < rows.length; to += 1) {
      const from = rows[to]! * width;
      for (let field = 0; field < width; field += 1) copied[to * width + field] = numbers[from + field]!;
    }
    return () => new Row(copied, noInstants, width, 0);
  }

  /** Puts these in place of the rows that an owner had. */
  put(owner: number, all: readonly { numbers: Readonly<Record<Field, number>>; instants?: readonly number[] }[]): void {
    const start = this.place(owner, all.length);
    const { width, moments } = this;
    const fields = Object.entries<number>(this.fields) as [Field, number][];
    for (const [i, { numbers, instants = [] }] of all.entries()) {
      for (const [field, at] of fields) this.numbers[(start + i) * width + at] = numbers[field];
      this.instants.set(instants, (start + i) * moments);
    }
  }

  /** How many rows there is room for. */
  get room(): number {
    return this.numbers.length / this.width;
  }

  /** Makes room for the rows of an owner in place of those it had. @returns the first of them, to be filled in. */
  private place(owner: number, count: number): number {
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
    if (rows <= this.room) return;
    const room = Math.max(rows, Math.ceil(this.room * 1.5));
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

const noInstants = new Float64Array(0);
