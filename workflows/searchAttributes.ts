import { sleep, upsertSearchAttributes } from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import {
  searchAttributeKeys as keys,
  searchAttributesOf,
  type SearchAttributeValues,
} from '../src/trajectory/replayed/contract.js';
import type { TrajectorySummary } from '../src/trajectory/replayed/state.js';

/**
 * Keeps the search attributes in step with the state: at most once per command, and only those that changed. Each upsert
 * is a write to the server's visibility store, its dearest kind; so commands in quick succession share one.
 */
export class SearchAttributeUpserts {
  private last: SearchAttributeValues;
  private next: SearchAttributeValues;
  private readonly pauseMs: number;
  private upsertedAt = 0;
  private waiting = false;

  /**
   * @param summary the trajectory as the attributes show it already.
   * @param pauseMs the least time between two upserts, and the most that the attributes lag behind. 0: at every change.
   */
  constructor(summary: TrajectorySummary, pauseMs: number) {
    this.last = searchAttributesOf(summary);
    this.next = this.last;
    this.pauseMs = pauseMs;
  }

  follow(summary: TrajectorySummary): void {
    this.next = searchAttributesOf(summary);
    if (this.waiting) return;
    const left = this.upsertedAt + this.pauseMs - Date.now();
    if (left <= 0) return this.flush();
    this.waiting = true;
    void sleep(left).then(() => {
      this.waiting = false;
      this.flush();
    });
  }

  /** What still waits is upserted now: before the run ends. */
  flush(): void {
    const { last, next } = this;
    const pairs: SearchAttributeUpdatePair[] = [];
    if (next.Municipality !== last.Municipality) pairs.push({ key: keys.Municipality, value: next.Municipality });
    if (next.TrajectoryStatus !== last.TrajectoryStatus) {
      pairs.push({ key: keys.TrajectoryStatus, value: next.TrajectoryStatus });
    }
    if (next.OpenSteps.join() !== last.OpenSteps.join()) pairs.push({ key: keys.OpenSteps, value: next.OpenSteps });
    if (next.Direction !== last.Direction) pairs.push({ key: keys.Direction, value: next.Direction });
    if (next.Outcome !== last.Outcome) pairs.push({ key: keys.Outcome, value: next.Outcome });
    if (next.NextDeadline !== last.NextDeadline) {
      const value = next.NextDeadline === null ? null : new Date(next.NextDeadline);
      pairs.push({ key: keys.NextDeadline, value });
    }
    this.last = next;
    if (pairs.length === 0) return;
    upsertSearchAttributes(pairs);
    this.upsertedAt = Date.now();
  }
}
