import { CancellationScope, sleep } from '@temporalio/workflow';

const holdOffMs = 5 * 60_000;

/**
 * One timer, to the earliest moment. It is set again only when a moment comes earlier: a later one lets it ring, and
 * the kernel looks again. Setting and cancelling a timer for each command would cost two events each time.
 */
export class Alarm {
  rang = false;
  private setAt: number | null = null;
  private scope: CancellationScope | null = null;
  private notBefore = 0;
  private readonly ring: () => void;

  /** @param ring called when the moment has come, after `rang` is set. */
  constructor(ring: () => void) {
    this.ring = ring;
  }

  /** @param at UTC instant, or null when there is nothing to wait for. */
  setFor(at: string | null): void {
    if (at === null || this.rang) return;
    const moment = Math.max(Date.parse(at), this.notBefore);
    if (this.setAt !== null && this.setAt <= moment) return;
    this.scope?.cancel();
    this.setAt = moment;
    this.scope = new CancellationScope();
    void this.scope.run(() => this.wait(moment));
  }

  reset(): void {
    this.rang = false;
  }

  /** After a look that led to nothing: not again at once, or a fault would keep the workflow busy for ever. */
  holdOff(): void {
    this.notBefore = Date.now() + holdOffMs;
  }

  private async wait(moment: number): Promise<void> {
    try {
      await sleep(Math.max(moment - Date.now(), 1));
    } catch {
      return; // Cancelled: an earlier moment took its place.
    }
    this.setAt = null;
    this.scope = null;
    this.rang = true;
    this.ring();
  }
}
