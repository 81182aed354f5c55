import type { SchedulerLike, Subscription } from 'rxjs';
import { LONGEST_TIMER_MS } from '../../operators/LONGEST_TIMER_MS.js';
import type { LoginName } from '../../model/Identity.js';
import type { Place } from './InboxTables.js';

/** Which lease of whom. */
export interface HeldLease {
  readonly place: Place;
  readonly userId: LoginName;
  readonly fence: number;
}

/**
 * The leases that this process gave and that did not expire.
 *
 * Timed by timers, which do not care what the wall clock says. Memory: O(leases held).
 *
 * @param scheduler whose timers
 * @param onExpired told of each lease whose time is over
 */
export class LeaseBook {
  private readonly held = new Map<string, { readonly fence: number; readonly timer: Subscription }>();

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly onExpired: (lease: HeldLease) => void,
  ) {}

  /** Begins a lease, or begins its time anew. */
  start(lease: HeldLease, leaseMs: number): void {
    this.end(lease);
    const key = keyOf(lease);
    const expire = () => {
      this.held.delete(key);
      this.onExpired(lease);
    };
    this.held.set(key, {
      fence: lease.fence,
      timer: this.scheduler.schedule(expire, Math.min(leaseMs, LONGEST_TIMER_MS)),
    });
  }

  holds(lease: HeldLease): boolean {
    return this.held.get(keyOf(lease))?.fence === lease.fence;
  }

  end(lease: HeldLease): void {
    if (!this.holds(lease)) return;
    this.held.get(keyOf(lease))?.timer.unsubscribe();
    this.held.delete(keyOf(lease));
  }

  /** Stops every timer; who holds a lease has lost it. */
  clear(): void {
    for (const { timer } of this.held.values()) timer.unsubscribe();
    this.held.clear();
  }
}

function keyOf({ place, userId }: HeldLease): string {
  return JSON.stringify([place.tenant, place.consumer, userId]);
}
