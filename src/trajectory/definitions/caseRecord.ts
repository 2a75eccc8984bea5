import type { Json } from '../replayed/state.js';

/** A trajectory as the register counts it. Instants are milliseconds since 1970, days `YYYY-MM-DD`. */
export interface CaseRecord {
  /** Its own, whatever it is called: erasure gives it another name. */
  number: number;
  personRef: string;
  episode: number;
  /** All that counts of it after each moment that changed that, in order. */
  versions: readonly (readonly [at: number, figures: Readonly<Record<string, Json>>])[];
  /** What happened and is counted each time, from one moment to another or until now: a correction takes it back. */
  marks: readonly (readonly [
    at: number,
    until: number | null,
    name: string,
    on: string,
    value: string | null,
    days: number | null,
    municipality: string,
  ])[];
  /** For whom a step was waited, from one moment to another or until now. */
  waits: readonly (readonly [at: number, until: number | null, responsible: string, since: string])[];
  /** How it stands now. */
  municipality: string;
  isOpen: boolean;
  isOverdue: boolean;
  isSuspended: boolean;
  isErased: boolean;
  openedOn: string;
  closedOn: string | null;
  openSteps: readonly (readonly [
    step: string,
    responsible: string,
    isOverdue: boolean,
    openedOn: string,
    fatalDate: string | null,
  ])[];
}
