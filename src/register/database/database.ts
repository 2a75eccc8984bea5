import type { Sealer } from '../../privacy/sealer.js';
import type { Listing } from '../../trajectory/definitions/listing.js';

/**
 * What the register needs of PostgreSQL, so that the same SQL runs on a server and on PGlite. There are no
 * transactions here on purpose: each function of the register is one statement, which is atomic by itself.
 */
export interface Database {
  query<Row>(statement: Statement, values?: unknown[]): Promise<Row[]>;
  /** Runs SQL of several statements, for migrations. */
  execute(sql: string): Promise<void>;
  close(): Promise<void>;
  /** Seals and opens what is kept of persons. */
  readonly sealer: Sealer;
  /** What the domain declares of its trajectories. */
  readonly listing: Listing;
}

/** A statement. PostgreSQL plans a named one once per connection; one that is put together as needed has no name. */
export interface Statement {
  name?: string;
  text: string;
}

/** The register can't be reached or did not answer. The message is for an operator. */
export class RegisterUnavailable extends Error {
  override name = 'RegisterUnavailable';
}

/** Much is being read, and that passes by itself. The message says how far it is. */
export class StillReading extends RegisterUnavailable {
  override name = 'StillReading';
}

/** A value that PostgreSQL can't read as the type it should be, such as a date that does not exist: class 22. */
export function isDataException(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('22');
}
