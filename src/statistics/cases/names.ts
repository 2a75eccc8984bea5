/** Names as small whole numbers, so that they fit among days. */
export class Names {
  private readonly names = [''];
  private readonly numbers = new Map<string, number>([['', 0]]);

  /** The number of a name; 0 for none. */
  numberOf(name: unknown): number {
    if (typeof name !== 'string') return 0;
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** Null for no name. */
  nameOf(number: number): string | null {
    return number === 0 ? null : this.names[number]!;
  }

  /** Whether a number is that of one of these names. */
  among(names: readonly string[]): (number: number) => boolean {
    const numbers = names.map((name) => this.numberOf(name));
    const isOne = new Uint8Array(Math.max(0, ...numbers) + 1);
    for (const number of numbers) isOne[number] = 1;
    return (number) => isOne[number] === 1;
  }
}
