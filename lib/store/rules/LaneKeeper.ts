import { map, type Observable, Subject } from 'rxjs';
import type { LeaseBatch, LeaseRequest } from '../../ports/InboxStore.js';
import type { LeaseEnd } from './endLease.js';
import type { InboxEngine, WriteOptions } from './InboxEngine.js';
import { heldLeaseOf, InboxRules, type LeaseHandle } from './InboxRules.js';
import { type HeldLease, LeaseBook } from './LeaseBook.js';
import { StoreClock } from './StoreClock.js';

/**
 * Runs the rules in an engine's transactions, and keeps timers and arrivals in step with what was committed.
 *
 * Memory: O(leases held).
 *
 * @param engine where it is kept
 */
export class LaneKeeper<Tx> {
  /** Emits when something may have become ready. */
  readonly arrivals: Observable<void>;
  readonly clock: StoreClock;
  readonly rules: InboxRules;
  private readonly arrived = new Subject<void>();
  private readonly book: LeaseBook;
  /** Leases whose time is over and whose slices do not wait yet, because the store could not be written. */
  private readonly overdue = new Set<HeldLease>();

  constructor(private readonly engine: InboxEngine<Tx>) {
    const { settings, tables } = engine;
    this.arrivals = this.arrived.asObservable();
    this.clock = new StoreClock(settings.scheduler, () => tables.storeTime());
    this.book = new LeaseBook(settings.scheduler, (lease) => {
      this.expire(lease);
    });
    this.rules = new InboxRules(tables, this.book, this.clock, settings);
  }

  /** Runs a job after which something may have become ready. */
  change<T>(operation: string, job: () => T, options: WriteOptions<T> = {}): Observable<T> {
    const after = (value: T) => {
      options.after?.(value);
      this.arrived.next();
    };
    return this.engine.write(operation, job, { ...options, after });
  }

  lease(request: LeaseRequest): Observable<LeaseBatch> {
    const lost: HeldLease[] = [];
    const job = () => {
      for (const lease of this.overdue) {
        this.rules.lose(lease);
        lost.push(lease);
      }
      return this.rules.lease(request);
    };
    return this.engine
      .write('lease', job, {
        weight: request.limit,
        after: ({ held }) => {
          for (const lease of lost) this.overdue.delete(lease);
          for (const lease of held) this.book.start(lease, request.leaseMs);
        },
      })
      .pipe(map(({ batch }) => batch));
  }

  end(operation: string, lease: LeaseHandle, end: () => LeaseEnd): Observable<void> {
    const job = () => {
      this.rules.end(lease, end());
    };
    return this.change(operation, job, {
      after: () => {
        this.book.end(heldLeaseOf(lease));
      },
    });
  }

  /** Ends a lease with an ack after work in the same transaction; what either wrote is taken back when either throws. */
  commit<T>(lease: LeaseHandle, work: () => T): Observable<T> {
    const job = () => {
      this.rules.leased(lease);
      const value = work();
      this.rules.end(lease, { kind: 'ack' });
      return value;
    };
    const after = () => {
      this.book.end(heldLeaseOf(lease));
    };
    return this.change('commit', job, { after, isForeign: true });
  }

  extend<L extends LeaseHandle>(lease: L, leaseMs: number): Observable<L & { readonly expiresAt: Date }> {
    return this.engine.read('extend', () => {
      this.rules.leased(lease);
      this.book.start(heldLeaseOf(lease), leaseMs);
      return { ...lease, expiresAt: this.clock.toDate(this.clock.now() + leaseMs) };
    });
  }

  close(): void {
    this.book.clear();
    this.arrived.complete();
  }

  private expire(lease: HeldLease): void {
    this.overdue.add(lease);
    const job = () => {
      this.rules.lose(lease);
    };
    const after = () => {
      this.overdue.delete(lease);
    };
    // A store that cannot write now gives the slice back with the next lease that it can write.
    this.change('expire', job, { after }).subscribe({ error: () => undefined });
  }
}
