import { Cases } from '../../src/statistics/cases/cases.js';
import { lvv } from '../../src/lvv/index.js';
import type { CaseRecord } from '../../src/trajectory/definitions/caseRecord.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import type { Json, TrajectoryState } from '../../src/trajectory/replayed/state.js';

/** A trajectory with all that was recorded of it. */
export interface Recorded {
  state: TrajectoryState;
  batches: readonly Batch[];
}

/** What counts of them, as the register would have it. */
export function casesOf(all: readonly Recorded[]): Cases {
  const cases = new Cases(lvv);
  for (const [number, one] of all.entries()) cases.put(recordOf(number, one));
  return cases;
}

type Marked = CaseRecord['marks'][number];

function recordOf(number: number, { state, batches }: Recorded): CaseRecord {
  const versions: [number, Record<string, Json>][] = [];
  const marks = new Map<string, Marked>();
  const waits: [number, number | null, string, string, string][] = [];
  let figures: Record<string, Json> = {};
  for (const { at, from, events } of batches) {
    const instant = Date.parse(at);
    for (const [i, event] of events.entries()) {
      if (event.figures) {
        const merged = Object.entries({ ...figures, ...event.figures }).filter(([, value]) => value !== null);
        figures = Object.fromEntries(merged);
        versions.push([instant, figures]);
      }
      for (const [place, mark] of (event.marks ?? []).entries()) {
        const {
          name,
          on,
          value = null,
          days = null,
          retracts,
          municipality = figures['municipality'] as string,
        } = mark;
        if (retracts === undefined) {
          marks.set(`${from + i}/${place + 1}`, [instant, null, name, on, value, days, municipality]);
          continue;
        }
        const taken = `${retracts.sequence}/${retracts.position}`;
        const [since, , ...counted] = marks.get(taken)!;
        marks.set(taken, [since, instant, ...counted]);
      }
      const step = event.effect?.open?.step ?? event.effect?.close;
      for (const wait of waits) if (wait[4] === step) wait[1] ??= instant;
      const open = event.effect?.open;
      if (open) waits.push([instant, null, open.responsible, dayOf(open.openedAt), open.step]);
    }
  }
  return {
    number,
    personRef: state.personRef,
    episode: state.episode,
    versions,
    marks: [...marks.values()],
    waits: waits.map(([at, until, responsible, since]) => [at, until, responsible, since]),
    municipality: state.municipality,
    isOpen: state.status === 'open',
    isOverdue: false,
    isSuspended: false,
    isErased: false,
    openedOn: figures['openedOn'] as string,
    closedOn: typeof figures['closedOn'] === 'string' ? figures['closedOn'] : null,
    openSteps: [],
  };
}
