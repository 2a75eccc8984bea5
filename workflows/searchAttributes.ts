import { upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { searchAttributesOf, type SearchAttributeValues } from '../src/trajectory/contract.js';
import type { TrajectorySummary } from '../src/trajectory/state.js';

const keys = {
  Municipality: defineSearchAttributeKey('Municipality', 'KEYWORD'),
  TrajectoryStatus: defineSearchAttributeKey('TrajectoryStatus', 'KEYWORD'),
  OpenSteps: defineSearchAttributeKey('OpenSteps', 'KEYWORD_LIST'),
  Direction: defineSearchAttributeKey('Direction', 'KEYWORD'),
  Outcome: defineSearchAttributeKey('Outcome', 'KEYWORD'),
  NextDeadline: defineSearchAttributeKey('NextDeadline', 'DATETIME'),
};

/** Keeps the search attributes in step with the state: once per command, and only those that changed. */
export class SearchAttributeUpserts {
  private last: SearchAttributeValues;

  /** @param summary the trajectory as the attributes show it already. */
  constructor(summary: TrajectorySummary) {
    this.last = searchAttributesOf(summary);
  }

  upsert(summary: TrajectorySummary): void {
    const next = searchAttributesOf(summary);
    const { last } = this;
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
    if (pairs.length > 0) upsertSearchAttributes(pairs);
  }
}
