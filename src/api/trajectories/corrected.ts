import { batchesOf, type EventRow } from '../../register/trajectories/timeline.js';
import { correctionsIn, type Correction } from '../../trajectory/deciding/correction.js';
import { correcting } from '../../trajectory/definitions/ownNames.js';
import type { Agency, Json } from '../../trajectory/replayed/state.js';
import { audienceOfRecorded, definitionOf, fieldNow } from '../../trajectory/access/recorded.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import type { KnownEntry } from '../access/compartments.js';

/** The fields of an entry that were corrected, as they count now; null: left out. What was filled in stays beside them. */
export interface Corrected {
  data: Record<string, Json>;
  /** The numbers of the entries by which they were corrected. */
  by: number[];
}

type Definitions = readonly (Step | Action)[];

/** What corrections made of the entries of a trajectory, as one agency knows them. */
export class Corrections {
  private readonly agency: Agency;
  private readonly definitions: Definitions;
  private readonly events: ReadonlyMap<number, EventRow>;
  private readonly numbers: ReadonlyMap<number, number>;
  private readonly held = new Map<number, Correction[]>();

  /**
   * @param events all of the trajectory
   * @param known those that the agency may know of
   */
  constructor(agency: Agency, events: readonly EventRow[], known: readonly KnownEntry[], definitions: Definitions) {
    this.agency = agency;
    this.definitions = definitions;
    this.events = new Map(events.map((event) => [event.sequence, event]));
    this.numbers = new Map(known.map(({ event, number }) => [event.sequence, number]));
    for (const one of correctionsIn(batchesOf([...events]))) {
      this.held.set(one.entry, [...(this.held.get(one.entry) ?? []), one]);
    }
  }

  /** Of each field the last correction holds. Undefined: nothing was corrected that the agency may know. */
  of({ sequence }: EventRow): Corrected | undefined {
    const all = this.held.get(sequence) ?? [];
    const known = all.flatMap(({ by, entry, changes }) => {
      const number = this.numbers.get(by);
      const data = this.seen(entry, changes);
      return number === undefined || Object.keys(data).length === 0 ? [] : [{ number, data }];
    });
    if (known.length === 0) return undefined;
    return { data: Object.assign({}, ...known.map(({ data }) => data)), by: known.map(({ number }) => number) };
  }

  /** What was filled in: of a correction only the fields that the agency may see in the entry. */
  filledIn({ type, data }: EventRow, shown: Json): Json {
    if (type !== correcting.correct) return shown;
    const { sequence, changes } = (data ?? {}) as { sequence?: number; changes?: Record<string, Json> };
    if (sequence === undefined || changes === undefined) return shown;
    return { ...(shown as Record<string, Json>), changes: this.seen(sequence, changes) };
  }

  private seen(entry: number, changes: Record<string, Json>): Record<string, Json> {
    const event = this.events.get(entry);
    const definition = event && definitionOf(event, this.definitions);
    const seen = Object.entries(changes).filter(
      ([name]) => event && audienceOfRecorded(event, definition, name).includes(this.agency),
    );
    return Object.fromEntries(seen.map(([name, value]) => [fieldNow(definition, name), value]));
  }
}
